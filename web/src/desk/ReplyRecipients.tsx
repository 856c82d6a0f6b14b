import { lazy, type ReactNode, Suspense } from 'react';
import { Kbd } from '../design/Kbd.tsx';
import { Notice } from '../design/Trouble.tsx';
import type { Conversation } from './api.ts';
import c from './composer.module.css';
import { useComposerWords } from './composer-words.ts';
import s from './desk.module.css';
import { newOutsiders, readRecipients, recipientsOf } from './recipients.ts';
import type { ReplyDraft } from './useReplyDraft.ts';

const RecipientFields = lazy(() => import('./RecipientFields.tsx'));

interface RecipientsProps {
  readonly conversation: Conversation;
  readonly draft: ReplyDraft;
  readonly isOpen: boolean;
  readonly onOpen: () => void;
  /** What else stands in the line. */
  readonly children: ReactNode;
}

/** To whom the answer goes: always in sight, and changed in place. */
export function ReplyRecipients({ conversation, draft, isOpen, onOpen, children }: RecipientsProps) {
  const words = useComposerWords();
  const people = recipientsOf(draft, draft.addressing);
  const to = people.to || conversation.requester.email;
  const said = [
    `${words.recipients.to}: ${to}`,
    ...(['cc', 'bcc'] as const).flatMap((one) => (people[one] === '' ? [] : [`${words.recipients[one]}: ${people[one]}`])),
  ].join(' · ');
  const leftOut = draft.to === null ? (draft.addressing?.leftOut ?? 0) : 0;
  return (
    <>
      <div className={s.recipients}>
        <span className={`grow ${isOpen ? 'trunc' : c.said}`}>{isOpen ? words.recipients.title : said}</span>
        {!isOpen && (
          <button type="button" className={s.small} aria-keyshortcuts="D" onClick={onOpen}>
            {words.recipients.change} <span className="sr">{words.recipients.title}</span> <Kbd>D</Kbd>
          </button>
        )}
        {children}
      </div>
      {isOpen && (
        <Suspense>
          <RecipientFields conversation={conversation.id} value={people} onChange={draft.keeper.type} />
        </Suspense>
      )}
      {leftOut > 0 && <p className={`xs muted ${c.leftOut}`}>{words.recipients.leftOut(leftOut)}</p>}
    </>
  );
}

/** What whoever sends should know of those who get it: said, and no more. */
export function RecipientWarnings({ conversation, draft }: Pick<RecipientsProps, 'conversation' | 'draft'>) {
  const words = useComposerWords();
  const { addressing } = draft;
  if (!addressing) return null;
  const people = recipientsOf(draft, addressing);
  const { emails } = readRecipients([people.to, people.cc, people.bcc].join(','));
  const outside = newOutsiders(emails, addressing);
  const asked = conversation.requester.email.toLowerCase();
  const reached = readRecipients(`${people.to},${people.cc}`).emails.map((one) => one.toLowerCase());
  const isMissed = asked !== '' && ![asked, ...addressing.to.map((one) => one.toLowerCase())].some((one) => reached.includes(one));
  return (
    <div role="status" className={c.warnings}>
      {outside.length > 0 && <Notice tone="warn">{words.recipients.outside(outside.join(', '))}</Notice>}
      {isMissed && <Notice tone="warn">{words.recipients.missed(asked)}</Notice>}
    </div>
  );
}
