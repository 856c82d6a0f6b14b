import { useSyncExternalStore } from 'react';
import { sentenceOf } from '../design/Trouble.tsx';

export interface Notice {
  readonly id: number;
  readonly text: string;
  readonly tone: 'ok' | 'bad';
  readonly action?: { readonly label: string; run(): void };
  /** Counts down beside the action. */
  readonly until?: number;
}

let notices: readonly Notice[] = [];
let counter = 0;
const listeners = new Set<() => void>();

function set(next: readonly Notice[]): void {
  notices = next;
  for (const listener of listeners) listener();
}

/** Says something at the foot of the page; failures stay until dismissed. Answers how to take it away. */
export function say(text: string, options: Partial<Omit<Notice, 'id' | 'text'>> = {}): () => void {
  const id = ++counter;
  const close = (): void => set(notices.filter((notice) => notice.id !== id));
  set([...notices.slice(-2), { id, text, tone: 'ok', ...options }]);
  if (!options.until && options.tone !== 'bad') setTimeout(close, 5_000);
  return close;
}

/** Says what was done, with ten seconds to take it back (ui/README 3.13). */
export function offerUndo(text: string, label: string, undo: () => Promise<unknown>): void {
  const time = 10_000;
  const run = (): void => {
    close();
    undo().catch((error: unknown) => say(sentenceOf(error), { tone: 'bad' }));
  };
  const close = say(text, { until: Date.now() + time, action: { label, run } });
  setTimeout(close, time);
}

export function dismiss(id: number): void {
  set(notices.filter((notice) => notice.id !== id));
}

export function useNotices(): readonly Notice[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => notices,
  );
}
