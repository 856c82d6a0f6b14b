import { useCallback, useEffect, useState } from 'react';
import { Problem } from '../api.ts';

const every = 60_000;

interface Seen<T> {
  readonly data: T | null;
  readonly error: unknown;
}

/**
 * What the server says of a link: asked for at once, every minute while the page is in view, and on coming back to it, since a colleague
 * may have answered. A line that is lost keeps what was last seen.
 */
export function useLook<T>(look: (token: string) => Promise<T>, token: string) {
  const [seen, setSeen] = useState<Seen<T>>({ data: null, error: null });
  const again = useCallback(async (): Promise<void> => {
    try {
      const data = await look(token);
      setSeen({ data, error: null });
    } catch (error) {
      const isRefused = error instanceof Problem && error.status >= 400 && error.status < 500 && error.status !== 429;
      setSeen((before) => ({ data: isRefused ? null : before.data, error }));
    }
  }, [look, token]);
  useEffect(() => {
    const inView = (): void => {
      if (document.visibilityState === 'visible') void again();
    };
    void again();
    const timer = setInterval(inView, every);
    document.addEventListener('visibilitychange', inView);
    addEventListener('online', inView);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', inView);
      removeEventListener('online', inView);
    };
  }, [again]);
  return { ...seen, again };
}
