import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { conversationPath } from '../../desk/address.ts';
import { useFormats } from '../../i18n/LanguageProvider.tsx';
import { timeOfDay } from '../../i18n/week.ts';
import { useLanguage } from '../../i18n/words.ts';
import { fetchMailboxes, mailboxesKey } from '../../mail/api.ts';
import { useMay } from '../../shell/session.ts';
import { type ActView, fetchUsers, usersKey } from '../api.ts';
import { useShellWords } from '../../shell/words.ts';
import s from '../settings.module.css';
import { detailOf, type Fields, valueOf } from './detail.ts';
import { useControlWords } from './words.ts';

/** Who did what to what, when, and why where a reason was asked for. */
export function ActLine({ act }: { readonly act: ActView }) {
  const words = useControlWords();
  const format = useFormats();
  const at = Date.parse(act.at);
  // The product's own acts carry as reason the cause of a change, which the detail shows.
  const isReasonWritten = act.reason !== null && act.verb !== 'obligations.rejudged';
  return (
    <li>
      <span className="faint" title={format.full(at)}>
        {format.moment(at)}
      </span>
      <span>{words.verbs[act.verb as keyof typeof words.verbs] ?? act.verb}</span>
      <span className="muted">
        <Subject act={act} />
        {isReasonWritten && <span style={{ display: 'block' }}>«{act.reason}»</span>}
        <Detail act={act} />
      </span>
      <span className={s.actWho}>{act.actor.name}</span>
    </li>
  );
}

const fieldsOf = ({ detail }: ActView): Fields => (typeof detail === 'object' && detail !== null ? (detail as Fields) : {});
const textOf = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

/** What the act was about by its name; by its number where the name is not at hand. */
function Subject({ act }: { readonly act: ActView }) {
  const words = useControlWords();
  const format = useFormats();
  const { language } = useLanguage();
  const name = useNameOf(act);
  const { kind, id } = act.subject;
  const fields = fieldsOf(act);
  const date = textOf(fields.date);
  if (kind === 'conversation') return <Link to={conversationPath(id)}>{`VT-${id}`}</Link>;
  if (kind === 'setting') return words.settings[id as keyof typeof words.settings] ?? id;
  if (kind === 'calendar' || kind === 'schedule' || kind === 'setup' || name === act.actor.name) return null;
  if (date !== null) {
    const [from, to] = [textOf(fields.from), textOf(fields.to)];
    const hours = from !== null && to !== null ? `, ${words.hours(timeOfDay(from, language), timeOfDay(to, language))}` : '';
    return `${format.weekday(Date.parse(`${date}T12:00:00-04:00`))}${hours}`;
  }
  const one = words.one[kind as keyof typeof words.one];
  return name ?? (one ? `${one} ${id}` : id);
}

function useNameOf(act: ActView): string | null {
  const may = useMay();
  const { kind, id } = act.subject;
  const users = useQuery({ queryKey: usersKey, queryFn: fetchUsers, enabled: kind === 'account' && may('users.read') });
  const mailboxes = useQuery({ queryKey: mailboxesKey, queryFn: fetchMailboxes, enabled: kind === 'mailbox' && may('mailboxes.read') });
  if (kind === 'account') return users.data?.items.find((one) => one.id === id)?.name ?? textOf(fieldsOf(act).name);
  if (kind === 'mailbox') return mailboxes.data?.find((one) => one.id === id)?.address ?? textOf(fieldsOf(act).address);
  return textOf(fieldsOf(act).name);
}

function Detail({ act }: { readonly act: ActView }) {
  const words = useControlWords();
  const ways = { words, roles: useShellWords().roles };
  const fields = fieldsOf(act);
  if (act.verb === 'setting.changed') {
    const said = (value: unknown): string => valueOf(value, ways) ?? '—';
    return <span style={{ display: 'block' }}>{words.changed(said(fields.before), said(fields.after))}</span>;
  }
  const lines = detailOf(fields, ways);
  if (lines.length === 0) return null;
  return (
    <details className="xs faint">
      <summary className={s.target}>{words.seeDetail}</summary>
      {lines.join(' · ')}
    </details>
  );
}
