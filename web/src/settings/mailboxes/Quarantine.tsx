import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from 'react-router';
import { useAttempt } from '../../design/attempt.tsx';
import { inboxPath } from '../../desk/address.ts';
import { useFormats } from '../../i18n/LanguageProvider.tsx';
import { useLanguage } from '../../i18n/words.ts';
import { illegibleIn } from '../../mail/illegible.ts';
import { say } from '../../shell/notices.ts';
import { useMay } from '../../shell/session.ts';
import { Card } from '../Card.tsx';
import { Entry } from '../Entry.tsx';
import s from '../settings.module.css';
import { fetchQuarantine, type QuarantineItem, quarantineKey, retryQuarantined } from './api.ts';
import { useMailboxWords } from './words.ts';

/** Mail that could not be understood: seen, counted, and tried again by a person. */
export function Quarantine() {
  const words = useMailboxWords();
  const query = useInfiniteQuery({
    queryKey: quarantineKey,
    queryFn: ({ pageParam }) => fetchQuarantine(pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });
  const items = query.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <div id="cuarentena">
      <Card title={words.quarantineTitle} query={query} height={80} {...(items.length > 0 && { footer: words.quarantineHint })}>
        {items.length === 0 && <p className={`sm muted ${s.pad}`}>{words.noQuarantine}</p>}
        <ul className={s.entries}>
          {items.map((item) => (
            <Held key={item.id} item={item} />
          ))}
        </ul>
        {query.hasNextPage && (
          <div className={s.pad}>
            <button type="button" className="btn s" onClick={() => void query.fetchNextPage()}>
              {words.seeMore}
            </button>
          </div>
        )}
      </Card>
    </div>
  );
}

function Held({ item }: { readonly item: QuarantineItem }) {
  const words = useMailboxWords();
  const format = useFormats();
  const { language } = useLanguage();
  const client = useQueryClient();
  const may = useMay();
  const attempt = useAttempt();
  const again = (): Promise<boolean> =>
    attempt.run(async () => {
      await retryQuarantined(item.id);
      await client.invalidateQueries({ queryKey: quarantineKey });
      say(words.retried);
    });
  return (
    <Entry
      attempt={attempt}
      about={
        <span>
          <b>{item.subject || words.noSubject}</b>
          <span className="xs faint" style={{ display: 'block' }}>
            {[
              item.from,
              item.mailbox,
              format.moment(Date.parse(item.receivedAt)),
              format.bytes(item.size),
              item.tries > 0 && words.tries(item.tries),
            ]
              .filter(Boolean)
              .join(' · ')}
          </span>
          <span className="sm muted">{illegibleIn(item.reason, language)}</span>
        </span>
      }
      actions={
        <>
          {item.conversation !== null && may('conversations.read') && (
            <Link className="btn s" to={inboxPath('quarantine', item.conversation)}>
              {words.openConversation}
            </Link>
          )}
          {may('mailboxes.change') && (
            <button type="button" className="btn s" aria-disabled={attempt.isBusy} onClick={() => void again()}>
              {words.retry}
            </button>
          )}
        </>
      }
    />
  );
}
