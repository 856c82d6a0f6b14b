import type { Kernel } from '#kernel';

/** What stops a reader, and what wakes it. */
export interface ReaderState {
  stopped: boolean;
  /** Drops what is under way. */
  close: (() => void) | null;
  wake: () => void;
  /** Somebody wants the other folders to be read at once, Sent among them. */
  others: boolean;
}

/** Waits for `ms` of real time, or until somebody wakes the reader. */
export function pause(state: ReaderState, ms: number): Promise<void> {
  if (state.stopped) return Promise.resolve();
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    state.wake = () => {
      clearTimeout(timer);
      resolve();
    };
  });
}

/** How long to wait until folders are asked for news again, ms. */
export async function pollPause(k: Kernel): Promise<number> {
  const seconds = await k.settings.get<number>('mail.poll_seconds');
  // Spread, or three hundred mailboxes would all ask in the same second.
  return seconds * 1000 * (0.8 + (k.clock.real() % 997) / 2500);
}
