import { nameless } from '#metrics/definition.rules';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { conversationPath } from '../desk/address.ts';
import { useFormats } from '../i18n/LanguageProvider.tsx';
import { useLanguage } from '../i18n/words.ts';
import { useProcedureWords } from '../procedure/words.ts';
import { useMay } from '../shell/session.ts';
import type { FigureRow } from './api.ts';
import s from './figures.module.css';
import { useFigureWords } from './words.ts';

/** One row behind a figure, of the table or of the list on a telephone. */
export function BehindRow({ row, isNarrow }: { readonly row: FigureRow; readonly isNarrow: boolean }) {
  const words = useFigureWords();
  const format = useFormats();
  const { language } = useLanguage();
  const settledBy = useProcedureWords().settledBy as Readonly<Record<string, string>>;
  const moment = (at: string | null): ReactNode =>
    at === null ? (
      <span className="faint">—</span>
    ) : (
      <span title={format.full(Date.parse(at))}>{`${format.weekday(Date.parse(at))} ${format.time(Date.parse(at))}`}</span>
    );
  const person = [row.operator.name || (nameless[language][row.operator.id] ?? ''), row.area].filter(Boolean).join(' · ');
  const answered = (
    <>
      {row.dueAt !== null && row.answeredAt === null ? <span className="faint nowrap">{words.notYet}</span> : moment(row.answeredAt)}
      {row.settledBy !== null && <span className={`xs faint ${s.how}`}>{settledBy[row.settledBy] ?? ''}</span>}
    </>
  );
  // What has no term of its own is counted by the moment at which it happened.
  const opened = moment(row.openedAt ?? row.at);
  const time = row.seconds === null ? '—' : format.duration(row.seconds);
  if (!isNarrow)
    return (
      <tr>
        <td className={s.subject}>
          <Conversation row={row} />
        </td>
        <td>{person}</td>
        <td className={s.anywhere}>{row.mailbox ?? '—'}</td>
        <td className="nowrap">{opened}</td>
        <td className="nowrap">{moment(row.dueAt)}</td>
        <td>{answered}</td>
        <td className="r nowrap">{time}</td>
      </tr>
    );
  const { columns } = words;
  return (
    <li>
      <Conversation row={row} />
      <dl>
        <dt>{columns.person}</dt>
        <dd>{person}</dd>
        <dt>{row.openedAt === null ? columns.at : columns.opened}</dt>
        <dd>{opened}</dd>
        {row.dueAt !== null && (
          <>
            <dt>{columns.due}</dt>
            <dd>{moment(row.dueAt)}</dd>
            <dt>{columns.answered}</dt>
            <dd>{answered}</dd>
            <dt>{columns.time}</dt>
            <dd>{time}</dd>
          </>
        )}
      </dl>
    </li>
  );
}

function Conversation({ row }: { readonly row: FigureRow }) {
  const may = useMay();
  const title = row.conversation.subject || row.conversation.number;
  return (
    <>
      <div className="trunc" title={title}>
        {may('conversations.read') ? <Link to={conversationPath(row.conversation.id)}>{title}</Link> : title}
      </div>
      <div className="xs faint trunc">{`${row.conversation.number} · ${row.requester.name || row.requester.email}`}</div>
    </>
  );
}
