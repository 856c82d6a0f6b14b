import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useAttempt } from '../design/attempt.tsx';
import { Notice, sentenceOf } from '../design/Trouble.tsx';
import { now } from '../shell/clock.ts';
import { writeOn } from './again.ts';
import { believeSent, conversationKey, type MessageItem, sendAgain, undoReply } from './api.ts';
import s from './desk.module.css';
import { fromLocal, toLocal } from './moment.ts';
import { useDeskWords } from './words.ts';

interface ActsProps {
  readonly conversation: string;
  readonly message: MessageItem;
}

/** What a person may do with an answer of which nobody knows whether it left, or that a newer message held back. */
export default function DeliveryActs({ conversation, message }: ActsProps) {
  const words = useDeskWords();
  const [asking, setAsking] = useState<'again' | 'left' | null>(null);
  const { isBusy, error, run } = useAct(conversation);
  const isHeld = message.deliveryCode === 'newer-message';
  const takeBack = async () => {
    await undoReply(message.id);
    writeOn(conversation, message.text);
  };
  return (
    <div style={{ marginTop: 8 }}>
      <Notice tone="warn">
        <div className="col" style={{ gap: 10 }}>
          <span>{isHeld ? words.heldBackText : words.uncertainText}</span>
          {isHeld ? (
            <div className="row wrap">
              <Act name={words.writeOn} isBusy={isBusy} run={() => run(takeBack)} />
              <Act name={words.sendAnyway} isBusy={isBusy} run={() => run(() => sendAgain(message.id))} />
            </div>
          ) : (
            <div className="row wrap">
              <Act
                name={words.sendAgain}
                isBusy={isBusy}
                isOpen={asking === 'again'}
                run={() => setAsking(asking === 'again' ? null : 'again')}
              />
              <Act
                name={words.hasLeft}
                isBusy={isBusy}
                isOpen={asking === 'left'}
                run={() => setAsking(asking === 'left' ? null : 'left')}
              />
            </div>
          )}
          {asking === 'again' && (
            <>
              <span className="sm">{words.sendAgainRisk}</span>
              <div className="row wrap">
                <Act name={words.sendAgain} isPrimary isBusy={isBusy} run={() => run(() => sendAgain(message.id))} />
                <Act name={words.cancel} isBusy={false} run={() => setAsking(null)} />
              </div>
            </>
          )}
          {asking === 'left' && (
            <Left
              message={message}
              isBusy={isBusy}
              onSay={(at) => run(() => believeSent(message.id, at))}
              onCancel={() => setAsking(null)}
            />
          )}
          {error !== null && <span role="alert">{sentenceOf(error)}</span>}
        </div>
      </Notice>
    </div>
  );
}

interface LeftProps {
  readonly message: MessageItem;
  readonly isBusy: boolean;
  readonly onSay: (at: string) => void;
  readonly onCancel: () => void;
}

function Left({ message, isBusy, onSay, onCancel }: LeftProps) {
  const words = useDeskWords();
  const first = toLocal(Date.parse(message.receivedAt));
  const [at, setAt] = useState(first);
  // The field knows minutes: the minute in which it was queued means when it was.
  const say = () => onSay(at === first ? message.receivedAt : fromLocal(at));
  return (
    <>
      <span className="sm">{words.hasLeftRisk}</span>
      <div className="row wrap">
        <label className={s.leftAt}>
          {words.leftAt}
          <input type="datetime-local" min={first} max={toLocal(now())} value={at} onChange={(event) => setAt(event.currentTarget.value)} />
        </label>
        <Act name={words.confirmLeft} isPrimary isBusy={isBusy || at === ''} run={say} />
        <Act name={words.cancel} isBusy={false} run={onCancel} />
      </div>
    </>
  );
}

interface ActProps {
  readonly name: string;
  readonly isBusy: boolean;
  readonly isPrimary?: boolean;
  readonly isOpen?: boolean;
  readonly run: () => void;
}

function Act({ name, isBusy, isPrimary = false, isOpen, run }: ActProps) {
  return (
    <button
      type="button"
      className={`btn s ${isPrimary ? 'primary' : ''}`}
      aria-disabled={isBusy}
      {...(isOpen === undefined ? {} : { 'aria-expanded': isOpen })}
      onClick={() => !isBusy && run()}
    >
      {name}
    </button>
  );
}

function useAct(conversation: string) {
  const client = useQueryClient();
  const { isBusy, error, run: attempt } = useAttempt();
  const run = async (act: () => Promise<unknown>): Promise<void> => {
    await attempt(act);
    await client.invalidateQueries({ queryKey: conversationKey(conversation) });
  };
  return { isBusy, error, run: (act: () => Promise<unknown>) => void run(act) };
}
