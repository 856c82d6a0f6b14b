import { IconAlertTriangle } from '@tabler/icons-react';
import type { Conversation, FoundConversation } from '../api.ts';
import s from './merging.module.css';
import { useMergingWords } from './words.ts';

/** Whether the two are of different requesters: then a person has to say that the matter is one. */
export function isOfOthers(conversation: Pick<Conversation, 'requester'>, other: FoundConversation): boolean {
  return other.requester.email !== conversation.requester.email || other.requester.email === '';
}

/** What merging does, before it is done. */
export function Consequences({ conversation, other }: { readonly conversation: Conversation; readonly other: FoundConversation }) {
  const words = useMergingWords();
  const { number, assignee } = conversation;
  const nameOf = ({ name, email }: { name: string; email: string }): string =>
    name && email ? `${name} (${email})` : name || email || '—';
  return (
    <section className={s.happens} aria-live="polite">
      <h3>{words.happens}</h3>
      <ul>
        <li>{words.seenHere(other.number, number, other.messageCount)}</li>
        <li>{words.clocks}</li>
        <li>{assignee ? words.stays(assignee.name) : words.staysNobody}</li>
        <li>{words.canUndo}</li>
      </ul>
      {isOfOthers(conversation, other) && (
        <div className="note warn">
          <IconAlertTriangle aria-hidden="true" />
          <span className="grow">
            <b className="semi">{words.others(nameOf(other.requester), nameOf(conversation.requester))}</b> {words.othersText}
          </span>
        </div>
      )}
    </section>
  );
}
