import { useQueryClient } from '@tanstack/react-query';
import { Failure, useAttempt } from '../../design/attempt.tsx';
import { useFormats } from '../../i18n/LanguageProvider.tsx';
import { type Mailbox, mailboxesKey } from '../../mail/api.ts';
import { say } from '../../shell/notices.ts';
import { useMay } from '../../shell/session.ts';
import s from '../settings.module.css';
import { reconcile } from './api.ts';
import { reconciledOf } from './MailboxTable.tsx';
import { useMailboxWords } from './words.ts';

/** What the mailbox has and the table has not, and how to bring it in. */
export function Reconciliation({ mailbox }: { readonly mailbox: Mailbox }) {
  const words = useMailboxWords();
  const format = useFormats();
  const client = useQueryClient();
  const may = useMay();
  const attempt = useAttempt();
  const found = mailbox.reconciliation;
  const missing = found?.missing ?? [];
  const run = (): Promise<boolean> =>
    attempt.run(async () => {
      const { fetched, missingCount } = await reconcile(mailbox.id);
      await client.invalidateQueries({ queryKey: mailboxesKey });
      say(missingCount === 0 ? words.noDifference : words.fetched(fetched));
    });
  return (
    <div>
      <h3>{words.reconciliationTitle}</h3>
      <p className="sm muted">
        {reconciledOf(mailbox, words, format)}
        {found && ` · ${format.moment(Date.parse(found.at))}`}
      </p>
      <ul className={s.missing}>
        {missing.slice(0, 10).map((one) => (
          <li key={`${one.folder}${one.uid}`}>
            <b className="med">{one.subject || words.noSubject}</b>
            <span className="xs faint" style={{ display: 'block' }}>
              {one.from} · {format.moment(Date.parse(one.at))} · {one.folder}
            </span>
          </li>
        ))}
        {found && found.missingCount > 10 && <li className="muted">{words.more(found.missingCount - 10)}</li>}
      </ul>
      <p className="xs faint">{words.reconciliationText}</p>
      <Failure attempt={attempt} />
      {may('mailboxes.change') && (
        <button type="button" className="btn s" style={{ marginTop: 8 }} aria-disabled={attempt.isBusy} onClick={() => void run()}>
          {attempt.isBusy ? words.reconciling : found && found.missingCount > found.fetched ? words.bring : words.reconcile}
        </button>
      )}
    </div>
  );
}
