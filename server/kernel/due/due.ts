import type { Kernel } from '../kernel.ts';
import { clearDue, setDue } from './store.ts';

export interface Due {
  /** Runs the topic's handler once the product's clock reaches `runAt` (ms). One row per topic and subject: the last call holds. */
  set(topic: string, subject: string, runAt: number): Promise<void>;
  /** The same for many subjects in one statement. */
  setMany(topic: string, rows: readonly { readonly subject: string; readonly runAt: number }[]): Promise<void>;
  clear(topic: string, subject: string): Promise<void>;
}

export function dueOf(k: Pick<Kernel, 'db'>): Due {
  return {
    set: (topic, subject, runAt) => setDue(k.db, topic, [{ subject, runAt }]),
    setMany: (topic, rows) => setDue(k.db, topic, rows),
    clear: (topic, subject) => clearDue(k.db, topic, subject),
  };
}
