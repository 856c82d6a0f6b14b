import type { Database } from '../db/database.ts';
import type { Notices } from '../db/notices.ts';
import type { Logger } from '../log.ts';
import { eventsAfter, liveBounds, type LiveEvent, movePending } from './store.ts';

export interface LiveHub {
  /** Something committed that should be numbered; runs soon, together with what comes meanwhile. */
  kick(): void;
  subscribe(listener: (events: readonly LiveEvent[]) => void): () => void;
  /** Resolves when what was kicked has been numbered. */
  settled(): Promise<void>;
}

/** Numbers this process's changes and hands every process's to its listeners. Failures are mended by the next kick or tick. */
export function openHub(database: Database, notices: Notices, log: Logger): LiveHub {
  const listeners = new Set<(events: readonly LiveEvent[]) => void>();
  let last = -1;
  const move = oneAtATime(async () => {
    while ((await movePending(database.db)) === 1000);
  }, log);
  const deliver = oneAtATime(async () => {
    if (listeners.size === 0) return;
    if (last < 0) last = (await liveBounds(database.db)).top;
    for (;;) {
      const events = await eventsAfter(database.db, last, null, 1000);
      if (events.length === 0) return;
      last = (events.at(-1) as LiveEvent).seq;
      for (const listener of listeners) listener(events);
    }
  }, log);
  notices.on('ventanilla_live', deliver.run);
  return {
    kick: move.run,
    settled: move.settled,
    subscribe(listener) {
      if (listeners.size === 0) last = -1;
      listeners.add(listener);
      notices.open();
      deliver.run();
      return () => {
        listeners.delete(listener);
      };
    },
  };
}

/** Runs one at a time; a call during a run makes one more afterwards, however many calls there were. */
function oneAtATime(work: () => Promise<void>, log: Logger): { run(): void; settled(): Promise<void> } {
  let running: Promise<void> | null = null;
  let again = false;
  const loop = async () => {
    try {
      do {
        again = false;
        await work();
      } while (again);
    } catch (error) {
      log.warn('live.failed', { error });
    } finally {
      // In one go with the last look at `again`: a call in between would be lost.
      running = null;
    }
  };
  const run = () => {
    again = true;
    running ??= loop();
  };
  return { run, settled: async () => void (await running) };
}
