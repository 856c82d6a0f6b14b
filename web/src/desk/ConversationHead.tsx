import { IconArrowBackUp, IconArrowLeft, IconCheck } from '@tabler/icons-react';
import { lazy, Suspense } from 'react';
import type { Doing } from '#desk/shapes';
import { Link } from 'react-router';
import { Kbd } from '../design/Kbd.tsx';
import { TagChip } from '../design/TagChip.tsx';
import { useCommands } from '../shell/commands.ts';
import { useDeferred } from '../shell/deferred.ts';
import { type ConversationActions, resolutionOf } from './actions.ts';
import type { Conversation } from './api.ts';
import { AssignMenu } from './AssignMenu.tsx';
import { DueLine } from './DueLine.tsx';
import s from './desk.module.css';
import type { DialogName } from './dialogs.ts';
import { EscalationChips } from './EscalationCard.tsx';
import { MoreMenu } from './MoreMenu.tsx';
import { isOwnTermShown, OwnTermLine } from './OwnTerm.tsx';
import { taggedPath } from './filter.ts';
import { SnoozedChip } from './snooze/SnoozedChip.tsx';
import { useDeskWords } from './words.ts';

const PresenceLine = lazy(() => import('./PresenceLine.tsx'));

interface HeadProps {
  readonly conversation: Conversation;
  readonly actions: ConversationActions;
  readonly onBack: () => void;
  readonly onPanel: () => void;
  readonly onAsk: (dialog: DialogName) => void;
  /** What the reader does, for the others who have it open. */
  readonly doing: Doing;
}

/** What the conversation is about, how long is left, and what can be done with it. */
export function ConversationHead({ conversation, actions, onBack, onPanel, onAsk, doing }: HeadProps) {
  const words = useDeskWords();
  const { id, number, state, subject, merged, flags } = conversation;
  const isResolving = useDeferred(resolutionOf(id));
  const isResolved = state === 'resolved';
  useCommands([
    ...(actions.canResolve && !isResolved
      ? [{ id: 'desk.resolve', title: words.resolve, section: number, keys: 'e', icon: IconCheck, run: actions.resolve }]
      : []),
    ...(actions.canResolve && isResolved
      ? [{ id: 'desk.reopen', title: words.reopen, section: number, icon: IconArrowBackUp, run: () => void actions.reopen() }]
      : []),
    ...(actions.canTake && !actions.isMine
      ? [{ id: 'desk.take', title: words.takeMine, section: number, keys: 'm', run: () => void actions.take() }]
      : []),
  ]);
  return (
    <header className={s.head}>
      <div className={s.headLine}>
        <button type="button" className={`btn quiet icon s ${s.backButton}`} aria-label={words.backToList} onClick={onBack}>
          <IconArrowLeft aria-hidden="true" />
        </button>
        <h2 className="trunc grow" title={subject}>
          {subject || words.noSubject}
        </h2>
        {actions.canTake && <AssignMenu conversation={conversation} actions={actions} />}
        <MoreMenu conversation={conversation} actions={actions} onPanel={onPanel} onAsk={onAsk} />
        {actions.canResolve &&
          (isResolved ? (
            <button type="button" className="btn s" onClick={() => void actions.reopen()}>
              <IconArrowBackUp aria-hidden="true" />
              {words.reopen}
            </button>
          ) : (
            <button type="button" className="btn s" aria-keyshortcuts="E" disabled={isResolving} onClick={actions.resolve}>
              <IconCheck aria-hidden="true" />
              {isResolving ? words.resolving : words.resolve}
              {!isResolving && <Kbd>E</Kbd>}
            </button>
          ))}
      </div>
      <div className={s.facts}>
        <span>{number}</span>
        {merged.length > 0 && (
          <span className="chip line">{words.mergedWith(merged.map((one) => one.conversation.number).join(', '))}</span>
        )}
        <DueLine conversation={conversation} />
        <EscalationChips conversation={conversation} />
        <OwnTermLine conversation={conversation} />
        {state !== 'open' && <span className="chip">{words.states[state]}</span>}
        {conversation.snoozedUntil !== null && <SnoozedChip until={conversation.snoozedUntil} />}
        {conversation.tags.map((tag) => (
          <Link key={tag.id} to={taggedPath(tag.id)} title={words.seeTagged(tag.name)}>
            <TagChip {...tag} />
          </Link>
        ))}
        {flags
          .filter((flag) => !isOwnTermShown(conversation, flag))
          .map((flag) => (
            <span key={flag} className="chip line">
              {words.flags[flag]}
            </span>
          ))}
        <Suspense fallback={null}>
          <PresenceLine id={id} doing={doing} />
        </Suspense>
      </div>
    </header>
  );
}
