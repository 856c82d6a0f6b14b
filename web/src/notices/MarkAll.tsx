import { IconChecks } from '@tabler/icons-react';
import { sentenceOf } from '../design/Trouble.tsx';
import { say } from '../shell/notices.ts';
import { markRead, type NoticeItem } from './api.ts';
import { useNoticeWords } from './words.ts';

/** Reads all that is listed and all before it; what comes meanwhile stays unread. */
export function MarkAll({ items, unread }: { readonly items: readonly NoticeItem[]; readonly unread: number }) {
  const words = useNoticeWords();
  const [newest] = items;
  const mark = async (): Promise<void> => {
    if (!newest || unread === 0) return;
    try {
      await markRead({ until: newest.id });
      say(words.allRead);
    } catch (error) {
      say(sentenceOf(error), { tone: 'bad' });
    }
  };
  return (
    <button type="button" className="btn quiet s" aria-disabled={unread === 0} onClick={() => void mark()}>
      <IconChecks aria-hidden="true" />
      {words.markAll}
    </button>
  );
}
