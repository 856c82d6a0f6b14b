import { IconAlertTriangle } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useAttempt } from '../design/attempt.tsx';
import { sentenceOf } from '../design/Trouble.tsx';
import { say } from '../shell/notices.ts';
import { useMay } from '../shell/session.ts';
import { acceptAsAnswer, conversationKey, type MessageItem } from './api.ts';
import { useDeskWords } from './words.ts';

/** A mail that came under an escalation's token from an address that is not the area's: it counts once a person says so. */
export function ClaimNotice({
  message,
  conversation,
  isOpen,
}: {
  readonly message: MessageItem;
  readonly conversation: string;
  readonly isOpen: boolean;
}) {
  const words = useDeskWords();
  const client = useQueryClient();
  const may = useMay();
  const { isBusy, run } = useAttempt();
  const accept = async (): Promise<void> => {
    try {
      await acceptAsAnswer(message.id);
    } catch (error) {
      say(sentenceOf(error), { tone: 'bad' });
    }
    await client.invalidateQueries({ queryKey: conversationKey(conversation) });
  };
  return (
    <div className="note warn wrap" style={{ marginBottom: 8 }}>
      <IconAlertTriangle aria-hidden="true" />
      <span className="grow" style={{ minWidth: 'min(300px, 80%)' }}>
        {words.claim(message.area?.name ?? '')}
      </span>
      {isOpen && may('conversations.escalate') && (
        <button type="button" className="btn s" aria-disabled={isBusy} onClick={() => void run(accept)}>
          {words.acceptClaim}
        </button>
      )}
    </div>
  );
}
