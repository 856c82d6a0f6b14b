import { IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, useRef } from 'react';
import { Avatar } from '../design/Avatar.tsx';
import { useFormats } from '../i18n/LanguageProvider.tsx';
import { AreaDue } from './AreaDue.tsx';
import { type Conversation, conversationKey, fetchConversation } from './api.ts';
import s from './desk.module.css';
import { isUnderWay } from './escalate.ts';
import { Participants } from './follow/Participants.tsx';
import { useDeskWords } from './words.ts';

const PanelCard = lazy(() => import('../contacts/PanelCard.tsx'));
const History = lazy(() => import('../contacts/History.tsx'));
const Related = lazy(() => import('./merging/Related.tsx'));

interface PanelProps {
  readonly id: string;
  readonly isFloating: boolean;
  readonly onClose: () => void;
}

/** Who writes, and what else they have written about. */
export function CustomerPanel({ id, isFloating, onClose }: PanelProps) {
  const words = useDeskWords();
  const panel = useRef<HTMLElement>(null);
  const { data } = useQuery({ queryKey: conversationKey(id), queryFn: ({ signal }) => fetchConversation(id, undefined, signal) });
  useEffect(() => {
    if (isFloating) panel.current?.focus();
  }, [isFloating]);
  return (
    <aside ref={panel} tabIndex={-1} className={`${s.panel} ${isFloating ? s.floating : ''}`} aria-label={words.requesterPanel}>
      {isFloating && (
        <div className="row" style={{ padding: '8px 8px 0 16px' }}>
          <b className="sm semi grow">{words.requesterPanel}</b>
          <button type="button" className="btn quiet icon s" aria-label={words.closePanel} onClick={onClose}>
            <IconX aria-hidden="true" />
          </button>
        </div>
      )}
      {data && <Requester conversation={data} />}
    </aside>
  );
}

function Requester({ conversation }: { readonly conversation: Conversation }) {
  const words = useDeskWords();
  const format = useFormats();
  const { requester, mailbox, receivedAt, assignee } = conversation;
  const open = conversation.escalations.filter(isUnderWay);
  const name = requester.name || requester.email || words.unknownSender;
  return (
    <>
      <section>
        <div className="row">
          <Avatar name={name} size="l" />
          <div className="col grow">
            <b className="semi trunc">{name}</b>
            <span className="xs faint">{words.requesterSince(requester.conversations)}</span>
          </div>
        </div>
        <dl>
          {requester.email && (
            <>
              <dt>{words.email}</dt>
              <dd className="trunc">
                <a href={`mailto:${requester.email}`} title={words.writeMail(requester.email)}>
                  {requester.email}
                </a>
              </dd>
            </>
          )}
          {mailbox && (
            <>
              <dt>{words.mailbox}</dt>
              <dd className="trunc" title={mailbox}>
                {mailbox}
              </dd>
            </>
          )}
          <dt>{words.received}</dt>
          <dd title={format.full(Date.parse(receivedAt))}>{format.moment(Date.parse(receivedAt))}</dd>
          <dt>{words.assignee}</dt>
          <dd>{assignee?.name ?? words.nobody}</dd>
        </dl>
        {requester.contact !== null && (
          <Suspense>
            <PanelCard id={requester.contact} />
          </Suspense>
        )}
      </section>
      <Participants conversation={conversation} />
      <section>
        <h3>{words.openEscalations}</h3>
        {open.length === 0 && <p className="sm muted">{words.noEscalations}</p>}
        <ul className={s.escalations}>
          {open.map((one) => (
            <li key={one.id}>
              <b className="med">{one.area.name}</b>
              <AreaDue escalation={one} fetchedAt={conversation.fetchedAt} />
              <span className="xs faint">{(one.isOverdue ? words.areaWasDue : words.areaDue)(format.moment(Date.parse(one.dueAt)))}</span>
            </li>
          ))}
        </ul>
      </section>
      <Suspense fallback={null}>
        <Related key={conversation.id} conversation={conversation} />
      </Suspense>
      <section>
        <h3>
          {words.history} {requester.conversations > 1 && <span className="faint med">{requester.conversations - 1}</span>}
        </h3>
        {requester.contact === null ? (
          <p className="sm muted">{words.noHistory}</p>
        ) : (
          <Suspense>
            <History id={requester.contact} except={conversation.id} empty={words.noHistory} />
          </Suspense>
        )}
      </section>
    </>
  );
}
