import { IconX } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { sentenceOf } from '../../design/Trouble.tsx';
import { useFormats } from '../../i18n/LanguageProvider.tsx';
import { useLive } from '../../shell/live/live.ts';
import { say } from '../../shell/notices.ts';
import { type Bulk, bulksKey, fetchBulks, undoBulk } from './api.ts';
import s from './bulk.module.css';
import { useBulkWords } from './words.ts';

const ToldDialog = lazy(() => import('./ToldDialog.tsx'));

/** How far what was asked for many is, how it ended, and the way back; also after the page was read anew. */
export default function BulkProgress() {
  const client = useQueryClient();
  const refresh = (): Promise<void> => client.invalidateQueries({ queryKey: bulksKey });
  const { data } = useQuery({ queryKey: bulksKey, queryFn: fetchBulks });
  const [away, setAway] = useState<readonly string[]>([]);
  useLive('bulk', () => void refresh());
  const bulk = data?.find(({ id, state }) => !away.includes(`${id} ${state}`));
  if (!bulk) return null;
  const undo = async (): Promise<void> => {
    try {
      await undoBulk(bulk.id);
    } catch (error) {
      say(sentenceOf(error), { tone: 'bad' });
    }
    await refresh();
  };
  const ids = data?.map(({ id, state }) => `${id} ${state}`) ?? [];
  return <Stand bulk={bulk} onUndo={() => void undo()} onDismiss={() => setAway([...away, ...ids])} />;
}

interface StandProps {
  readonly bulk: Bulk;
  readonly onUndo: () => void;
  readonly onDismiss: () => void;
}

function Stand({ bulk, onUndo, onDismiss }: StandProps) {
  const words = useBulkWords();
  const [isListed, setListed] = useState(false);
  const { state, total, waiting, done } = bulk;
  const isGoingOn = state === 'working' || state === 'undoing';
  const share = state === 'undoing' ? done / total : (total - waiting) / total;
  return (
    <div className={s.stand}>
      <span className="sm" role="status">
        {useSentence(bulk)}
      </span>
      {isGoingOn && (
        <span className={s.track} aria-hidden="true">
          <span style={{ width: `${Math.round(share * 100)}%` }} />
        </span>
      )}
      <span className={s.standActs}>
        {bulk.told.length > 0 && (
          <button type="button" className="link sm" onClick={() => setListed(true)}>
            {words.which}
          </button>
        )}
        {(state === 'working' || (state === 'done' && done > 0)) && (
          <button type="button" className="btn s" onClick={onUndo}>
            {state === 'working' ? words.stop : words.undo}
          </button>
        )}
        {!isGoingOn && (
          <button type="button" className="btn quiet icon s" aria-label={words.dismiss} onClick={onDismiss}>
            <IconX aria-hidden="true" />
          </button>
        )}
      </span>
      <Suspense fallback={null}>{isListed && <ToldDialog bulk={bulk} onClose={() => setListed(false)} />}</Suspense>
    </div>
  );
}

function useSentence({ act, state, total, waiting, done, refused, left }: Bulk): string {
  const words = useBulkWords();
  const { number } = useFormats();
  const { doing, done: said } = words.acts[act];
  if (state === 'working') return words.progress(doing, number(total - waiting), number(total));
  if (state === 'undoing') return words.undoing(number(done));
  const parts = state === 'done' ? [said(number(done)), ...(refused > 0 ? [words.refused(number(refused))] : [])] : [words.undone];
  return [...parts, ...(left > 0 ? [words.left(number(left))] : [])].join(' · ');
}
