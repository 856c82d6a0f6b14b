import { useQueryClient } from '@tanstack/react-query';
import { useAttempt } from '../../design/attempt.tsx';
import { Notice, sentenceOf } from '../../design/Trouble.tsx';
import { useFormats } from '../../i18n/LanguageProvider.tsx';
import { usePerson } from '../../shell/session.ts';
import { writeOn } from '../again.ts';
import { type Conversation, conversationKey, type MessageItem, sendNow, undoReply } from '../api.ts';
import { useLaterWords } from './words.ts';

/** An answer that waits for its hour: when that is, whether it is too late, and what its author may do with it. */
export default function LaterActs({ conversation, message }: { readonly conversation: string; readonly message: MessageItem }) {
  const words = useLaterWords();
  const format = useFormats();
  const client = useQueryClient();
  const isMine = usePerson().name === message.author;
  const { isBusy, error, run } = useAttempt();
  const dueAt = client.getQueryData<Conversation>(conversationKey(conversation))?.dueAt ?? null;
  const isLate = dueAt !== null && message.leavesAt !== null && Date.parse(message.leavesAt) > Date.parse(dueAt);
  const act = async (work: () => Promise<unknown>): Promise<void> => {
    await run(work);
    await client.invalidateQueries({ queryKey: conversationKey(conversation) });
  };
  const callOff = async () => {
    await undoReply(message.id);
    writeOn(conversation, message.text);
  };
  return (
    <div style={{ marginTop: 8 }}>
      <Notice tone={isLate || message.delivery === 'rejected' ? 'warn' : 'info'}>
        <div className="col" style={{ gap: 10 }}>
          <span>
            {message.delivery === 'rejected'
              ? words.didNotLeave(message.deliveryNote ?? '')
              : isLate
                ? words.leavesLate(format.moment(Date.parse(dueAt)))
                : words.waits}
          </span>
          {isMine ? (
            <div className="row wrap">
              <button type="button" className="btn s" aria-disabled={isBusy} onClick={() => !isBusy && void act(() => sendNow(message.id))}>
                {words.sendNow}
              </button>
              <button type="button" className="btn s" aria-disabled={isBusy} onClick={() => !isBusy && void act(callOff)}>
                {words.callOff}
              </button>
            </div>
          ) : (
            message.author !== null && <span className="sm">{words.others(message.author)}</span>
          )}
          {error !== null && <span role="alert">{sentenceOf(error)}</span>}
        </div>
      </Notice>
    </div>
  );
}
