import { Link } from 'react-router';
import { useFormats } from '../../i18n/LanguageProvider.tsx';
import type { Mailbox } from '../../mail/api.ts';
import s from '../settings.module.css';
import { isFromListener } from './MailboxTable.tsx';
import { useMailboxWords } from './words.ts';

/** What has been read, from where, and until when its certificate holds. */
export function Facts({ mailbox }: { readonly mailbox: Mailbox }) {
  const words = useMailboxWords();
  const format = useFormats();
  const { counts, imap, smtp } = mailbox;
  return (
    <dl className={s.facts}>
      <dt>{words.facts.counted(format.date(Date.parse(mailbox.since)))}</dt>
      <dd>{words.facts.read(format.number(counts.read), format.number(counts.today))}</dd>
      <dt>{words.facts.quarantine}</dt>
      <dd>
        {counts.quarantined === 0 ? (
          words.facts.noQuarantine
        ) : (
          <>
            {words.facts.quarantined(format.number(counts.quarantined))}{' '}
            <a className={s.inText} href="#cuarentena">
              {words.facts.see}
            </a>
          </>
        )}
      </dd>
      {counts.unmatched > 0 && (
        <>
          <dt>{words.facts.unmatched}</dt>
          <dd>{format.number(counts.unmatched)}</dd>
        </>
      )}
      <dt>{words.facts.server}</dt>
      <dd>{mailbox.kind === 'graph' ? words.graph : isFromListener(mailbox) ? words.listener : `${imap.host} : ${imap.port}`}</dd>
      <dt>{words.facts.sends}</dt>
      <dd>{smtp === null ? words.facts.noSmtp : `${smtp.host} : ${smtp.port}`}</dd>
      <dt>{words.facts.lastSent}</dt>
      <dd>{mailbox.sending.lastSentAt === null ? words.facts.neverSent : format.moment(Date.parse(mailbox.sending.lastSentAt))}</dd>
      <dt>{words.facts.queue}</dt>
      <dd>
        {words.facts.queued(format.number(mailbox.sending.waiting), format.number(mailbox.sending.troubled))}{' '}
        {mailbox.sending.waiting + mailbox.sending.troubled > 0 && (
          <Link className={s.inText} to={`/salida?buzon=${mailbox.id}`}>
            {words.facts.see}
          </Link>
        )}
      </dd>
      {mailbox.certificateUntil !== null && (
        <>
          <dt>{words.facts.certificate}</dt>
          <dd>{words.facts.until(format.fullDate(Date.parse(mailbox.certificateUntil)))}</dd>
        </>
      )}
      {mailbox.aliases.length > 0 && (
        <>
          <dt>{words.facts.aliases}</dt>
          <dd>{mailbox.aliases.join(', ')}</dd>
        </>
      )}
    </dl>
  );
}
