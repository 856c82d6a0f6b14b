import { type Traffic, TrafficState } from '../../design/TrafficState.tsx';
import type { Formats } from '../../i18n/format.ts';
import { useFormats } from '../../i18n/LanguageProvider.tsx';
import type { Translation } from '../../i18n/words.ts';
import type { Mailbox } from '../../mail/api.ts';
import { realNow } from '../../shell/clock.ts';
import s from '../settings.module.css';
import { type es, useMailboxWords } from './words.ts';

type Words = Translation<typeof es>;

interface TableProps {
  readonly mailboxes: readonly Mailbox[];
  readonly chosen: string | null;
  readonly onChoose: (id: string) => void;
}

const traffic: Record<Mailbox['state'], Traffic> = { reading: 'met', trouble: 'soon', paused: 'pending', rehearsal: 'running' };

/** Each mailbox with its health in a line. */
export function MailboxTable({ mailboxes, chosen, onChoose }: TableProps) {
  const words = useMailboxWords();
  const format = useFormats();
  return (
    <section className={s.scroll} tabIndex={0} aria-label={words.title}>
      <table className={`data ${s.pad16}`}>
        <thead>
          <tr>
            <th scope="col">{words.columns.mailbox}</th>
            <th scope="col" className={s.wide}>
              {words.columns.read}
            </th>
            <th scope="col" className={`r ${s.wide}`}>
              {words.columns.lag}
            </th>
            <th scope="col" className={s.wide}>
              {words.columns.permission}
            </th>
            <th scope="col" className={s.wide}>
              {words.columns.reconciliation}
            </th>
          </tr>
        </thead>
        <tbody>
          {mailboxes.map((mailbox) => (
            <tr key={mailbox.id} className={mailbox.id === chosen ? s.chosen : ''}>
              <td>
                <span className="row" style={{ alignItems: 'flex-start' }}>
                  <TrafficState state={traffic[mailbox.state]} label={stateWord(mailbox, words)} />
                  <span>
                    <button
                      type="button"
                      className={`link ${s.tableButton}`}
                      aria-pressed={mailbox.id === chosen}
                      onClick={() => onChoose(mailbox.id)}
                    >
                      {mailbox.address}
                    </button>
                    <span className="xs faint" style={{ display: 'block' }}>
                      {lineOf(mailbox, words)}
                    </span>
                  </span>
                </span>
              </td>
              <td className={`nowrap ${s.wide}`}>{readOf(mailbox, words, format)}</td>
              <td className={`r nowrap ${s.wide}`}>{latestLag(mailbox, words, format)}</td>
              <td className={s.wide}>{permissionOf(mailbox, words, format)}</td>
              <td className={s.wide}>{reconciledOf(mailbox, words, format)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** Nobody fetches its mail: it is handed to the product's own SMTP listener. */
export function isFromListener({ imap }: Mailbox): boolean {
  return imap.host === '';
}

export function stateWord(mailbox: Mailbox, words: Words): string {
  return isFromListener(mailbox) && mailbox.state === 'reading' ? words.receiving : words.states[mailbox.state];
}

function lineOf(mailbox: Mailbox, words: Words): string {
  const ways = isFromListener(mailbox) ? [words.listener] : [words.auths[mailbox.auth], wayOf(mailbox, words)];
  return [stateWord(mailbox, words), ...ways].filter(Boolean).join(' · ');
}

function wayOf(mailbox: Mailbox, words: Words): string {
  if (mailbox.kind === 'graph') return words.graph;
  if (mailbox.state !== 'reading') return '';
  return mailbox.idle ? words.instant : words.polled;
}

function readOf(mailbox: Mailbox, words: Words, format: Formats): string {
  const { lastReadAt } = mailbox;
  if (lastReadAt === null) return isFromListener(mailbox) ? words.noneCame : words.neverRead;
  const moment = format.moment(Date.parse(lastReadAt));
  return isFromListener(mailbox) ? words.lastCame(moment) : moment;
}

/** Seconds with one decimal while they are few: a mail server's minute is already long. */
export function lagOf(seconds: number, words: Words, format: Formats): string {
  return seconds < 120 ? words.seconds(format.number(seconds, seconds < 10 ? 1 : 0)) : format.duration(seconds);
}

function latestLag(mailbox: Mailbox, words: Words, format: Formats): string {
  const last = mailbox.medianLagByHour.findLast((one) => one !== null);
  return last === undefined || last === null ? '—' : lagOf(last, words, format);
}

export function permissionOf(mailbox: Mailbox, words: Words, format: Formats): string {
  if (isFromListener(mailbox)) return words.noPermission;
  if (mailbox.auth === 'password') return words.passwordPermission;
  if (mailbox.secretExpiresAt !== null) {
    const until = Date.parse(mailbox.secretExpiresAt);
    const days = Math.ceil((until - realNow()) / 86_400_000);
    return days <= 30 ? words.secretEnds(words.days(days), format.weekday(until)) : words.secretUntil(format.fullDate(until));
  }
  return mailbox.tokenExpiresAt === null ? words.needsPermission : words.renews;
}

export function reconciledOf(mailbox: Mailbox, words: Words, format: Formats) {
  const found = mailbox.reconciliation;
  if (isFromListener(mailbox)) return words.noReconciliation;
  if (found === null) return words.notReconciled;
  const [inMailbox, inTable] = [format.number(found.mailbox), format.number(found.table)];
  if (found.missingCount === 0) return words.equal(inMailbox, inTable);
  return (
    <>
      {words.differs(inMailbox, inTable)}, <b>{words.missing(found.missingCount)}</b>
    </>
  );
}
