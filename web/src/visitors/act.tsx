import { Problem } from '../api.ts';
import { useAttempt } from '../design/attempt.tsx';
import { Notice, sentenceOf } from '../design/Trouble.tsx';
import s from './visitors.module.css';
import { useVisitorWords } from './words.ts';

/** An area's act, one at a time. `onStopped`: somebody was quicker or the link is over; see what there is now. */
export function useAreaAct(onStopped: () => void) {
  const attempt = useAttempt();
  const run = (work: () => Promise<void>): Promise<boolean> =>
    attempt.run(async () => {
      try {
        await work();
      } catch (problem) {
        if (problem instanceof Problem && ['already-answered', 'link-expired'].includes(problem.code)) onStopped();
        throw problem;
      }
    });
  return { ...attempt, run };
}

/** What kept it from leaving; what was written is still there. */
export function NotSent({ error }: { readonly error: unknown }) {
  const words = useVisitorWords();
  if (error === null) return null;
  return (
    <Notice>
      <b className="semi">{words.notSent}</b> {sentenceOf(error)}
    </Notice>
  );
}

/** What a field still needs. */
export function Missing({ id, children }: { readonly id: string; readonly children: string }) {
  return (
    <p id={id} className={`sm bad ${s.missing}`} role="alert">
      {children}
    </p>
  );
}
