import { useSyncExternalStore } from 'react';
import { sentenceOf } from '../design/Trouble.tsx';
import { say } from './notices.ts';

// ui/README 3.13: undo before confirm. What was decided leaves ten seconds later, on whatever page one is by then.
const delay = 10_000;

interface Deferred {
  readonly key: string;
  readonly run: (keepalive: boolean) => Promise<unknown>;
  readonly timer: ReturnType<typeof setTimeout>;
  readonly close: () => void;
}

let waiting: ReadonlyMap<string, Deferred> = new Map();
const listeners = new Set<() => void>();

function change(next: ReadonlyMap<string, Deferred>): void {
  waiting = next;
  for (const listener of listeners) listener();
}

/** Does `run` in ten seconds unless undone; at once when the page closes. `key` names what it is about. */
export function defer(key: string, { text, undo, run }: { text: string; undo: string; run: Deferred['run'] }): void {
  if (waiting.has(key)) return;
  const close = say(text, { until: Date.now() + delay, action: { label: undo, run: () => forget(key) } });
  const timer = setTimeout(() => void carryOut(key, false), delay);
  change(new Map(waiting).set(key, { key, run, timer, close }));
}

function forget(key: string): Deferred | undefined {
  const deferred = waiting.get(key);
  if (!deferred) return;
  clearTimeout(deferred.timer);
  deferred.close();
  const next = new Map(waiting);
  next.delete(key);
  change(next);
  return deferred;
}

async function carryOut(key: string, keepalive: boolean): Promise<void> {
  const deferred = forget(key);
  try {
    await deferred?.run(keepalive);
  } catch (error) {
    say(sentenceOf(error), { tone: 'bad' });
  }
}

// A page that closes takes its timers along: what was decided leaves now.
window.addEventListener('pagehide', () => {
  for (const key of waiting.keys()) void carryOut(key, true);
});

/** Whether something about `key` is about to happen. */
export function useDeferred(key: string): boolean {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => waiting.has(key),
  );
}
