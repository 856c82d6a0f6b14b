import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { fetchMailboxes, mailboxesKey } from '../../mail/api.ts';
import { PageSkeleton } from '../../design/Loading.tsx';
import { useMay } from '../../shell/session.ts';
import { Card } from '../Card.tsx';
import { AddButton, NothingYet } from '../Entry.tsx';
import { MailboxDetail } from './MailboxDetail.tsx';
import { MailboxEditor } from './MailboxEditor.tsx';
import { MailboxTable } from './MailboxTable.tsx';
import { Quarantine } from './Quarantine.tsx';
import { useMailboxWords } from './words.ts';

const Checklist = lazy(() => import('./checklist/Checklist.tsx'));

/** The mailboxes that are read, each with its health; one of them in full. */
export default function MailboxesPage() {
  const words = useMailboxWords();
  const may = useMay();
  const [query, setQuery] = useSearchParams();
  const [edited, setEdited] = useState<string | null>(null);
  // What is told refreshes it; its ages go stale by themselves.
  const mailboxes = useQuery({ queryKey: mailboxesKey, queryFn: fetchMailboxes, refetchInterval: 30_000 });
  const all = mailboxes.data ?? [];
  const chosen =
    all.find((one) => one.id === query.get('buzon')) ?? all.find((one) => one.state === 'trouble') ?? (all.length > 0 ? all[0] : undefined);
  const choose = (id: string | null): void =>
    setQuery(
      (before) => {
        if (id === null) before.delete('buzon');
        else before.set('buzon', id);
        return before;
      },
      { replace: true },
    );
  const close = (id: string | null): void => {
    setEdited(null);
    choose(id);
  };
  const list = query.get('lista');
  const showList = (provider: string | null): void =>
    setQuery((before) => {
      if (provider === null) before.delete('lista');
      else before.set('lista', provider);
      return before;
    });
  if (list !== null && mailboxes.data)
    return (
      <Suspense fallback={<PageSkeleton />}>
        <Checklist
          key={list}
          provider={list === 'google' ? 'google' : 'microsoft'}
          onProvider={showList}
          mailboxes={all}
          onClose={() => showList(null)}
        />
      </Suspense>
    );
  return (
    <div className="stack">
      <Card
        title={words.title}
        query={mailboxes}
        height={160}
        actions={
          <span className="row wrap">
            <Link className="sm" to={`?lista=${chosen?.auth === 'google' ? 'google' : 'microsoft'}`}>
              {words.checklist}
            </Link>
            {may('mailboxes.change') && edited !== 'new' && <AddButton onClick={() => setEdited('new')}>{words.add}</AddButton>}
          </span>
        }
      >
        {all.length === 0 ? (
          <NothingYet title={words.none}>{words.noneText}</NothingYet>
        ) : (
          <MailboxTable
            mailboxes={all}
            chosen={edited === 'new' ? null : (chosen?.id ?? null)}
            onChoose={(id) => {
              setEdited(null);
              choose(id);
            }}
          />
        )}
      </Card>
      {edited !== null ? (
        <MailboxEditor key={edited} mailbox={all.find((one) => one.id === edited) ?? null} onClose={() => setEdited(null)} onKept={close} />
      ) : (
        chosen && <MailboxDetail key={chosen.id} mailbox={chosen} onEdit={() => setEdited(chosen.id)} onRemoved={() => choose(null)} />
      )}
      {mailboxes.data && <Quarantine />}
    </div>
  );
}
