import { useQueryClient } from '@tanstack/react-query';
import { Failure, useAttempt } from '../../design/attempt.tsx';
import { useFormats } from '../../i18n/LanguageProvider.tsx';
import { say } from '../../shell/notices.ts';
import { type Conversation, conversationKey } from '../api.ts';
import { releaseSpam } from './api.ts';
import s from './spam.module.css';
import { useSpamWords } from './words.ts';

interface NoticeProps {
  readonly conversation: Conversation;
  readonly why: NonNullable<Conversation['spam']>;
  readonly canRelease: boolean;
}

/** Why it stands under «No deseados», and the way out. */
export default function SpamNotice({ conversation: { id, number }, why, canRelease }: NoticeProps) {
  const words = useSpamWords();
  const format = useFormats();
  const client = useQueryClient();
  const attempt = useAttempt();
  const when = why.at === null ? '' : format.moment(Date.parse(why.at));
  const by = why.by ?? '';
  const text = {
    marked: () => words.whyMarked(by, when, why.reason ?? ''),
    learnt: () => words.whyLearnt(why.sender ?? '', by, when),
    blocked: () => words.whyBlocked(why.sender ?? '', by, when),
    folder: () => words.whyFolder,
  }[why.how]();
  const release = async (): Promise<void> => {
    if (!(await attempt.run(() => releaseSpam(id)))) return;
    say(words.released(number));
    await client.invalidateQueries({ queryKey: conversationKey(id) });
  };
  return (
    <div className={s.notice} role="note">
      <span className="grow">{text}</span>
      {canRelease && (
        <button type="button" className="btn s" aria-disabled={attempt.isBusy} onClick={() => void release()}>
          {words.release}
        </button>
      )}
      <Failure attempt={attempt} />
    </div>
  );
}
