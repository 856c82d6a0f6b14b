import { useQueryClient } from '@tanstack/react-query';
import { useAttempt } from '../design/attempt.tsx';
import { sentenceOf } from '../design/Trouble.tsx';
import { say } from '../shell/notices.ts';

/** One act at a time from a line of the day, said whether it was done or refused; what it touches (`roots`) is asked for again either way. */
export function useDayAct(...roots: readonly ('today' | 'rota')[]) {
  const client = useQueryClient();
  const attempt = useAttempt();
  const act = (work: () => Promise<unknown>, said: string): Promise<boolean> =>
    attempt.run(async () => {
      try {
        await work();
        say(said);
      } catch (error) {
        say(sentenceOf(error), { tone: 'bad' });
      }
      await Promise.all(roots.map((root) => client.invalidateQueries({ queryKey: [root] })));
    });
  return { isBusy: attempt.isBusy, act };
}
