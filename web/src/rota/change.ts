import { useQueryClient } from '@tanstack/react-query';
import { useAttempt } from '../design/attempt.tsx';
import { say } from '../shell/notices.ts';

/** One change of the rota at a time: it is asked for again, then the change is said. Answers whether it was done. */
export function useRotaChange() {
  const client = useQueryClient();
  const attempt = useAttempt();
  const change = async (work: () => Promise<unknown>, said: string): Promise<boolean> => {
    const isDone = await attempt.run(async () => {
      await work();
      await client.invalidateQueries({ queryKey: ['rota'] });
    });
    if (isDone) say(said);
    return isDone;
  };
  return { attempt, change };
}
