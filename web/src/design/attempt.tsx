import { useState } from 'react';
import { Notice, sentenceOf } from './Trouble.tsx';

/** One change at a time with its failure kept to be shown; `run` answers whether it was done. */
export function useAttempt() {
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  return {
    isBusy,
    error,
    forget: () => setError(null),
    async run(work: () => Promise<unknown>): Promise<boolean> {
      if (isBusy) return false;
      setBusy(true);
      setError(null);
      try {
        await work();
        return true;
      } catch (problem) {
        setError(problem);
        return false;
      } finally {
        setBusy(false);
      }
    },
  };
}

export type Attempt = ReturnType<typeof useAttempt>;

/** What went wrong with the last change, beside it. */
export function Failure({ attempt }: { readonly attempt: Attempt }) {
  return attempt.error === null ? null : <Notice>{sentenceOf(attempt.error)}</Notice>;
}
