import type { Core, Unit } from '../core.ts';
import type { Db } from '../db/database.ts';
import type { Kernel } from '../kernel.ts';
import { eventsAfter, insertPending, liveBounds, type LiveEvent } from './store.ts';

export type { LiveEvent } from './store.ts';

/** What changed after a number. */
export interface LivePage {
  readonly items: readonly LiveEvent[];
  /** What to ask after next time. */
  readonly next: number;
  /** Events between the asked number and the first of these are no longer kept: whoever asks must read everything anew. */
  readonly isGap: boolean;
}

/** What changes, told by number to every open console. */
export interface Live {
  /** Open consoles will hear that `ref` of `stream` changed, once this has committed. Equal ones of a transaction are told once. */
  tell(stream: string, ref: string): Promise<void>;
  /** Hears every change of every process, in order of number; answers how to stop. Filtering by right is the caller's. */
  subscribe(listener: (events: readonly LiveEvent[]) => void): () => void;
  /** What came after a number, of these streams only (null: all). */
  after(seq: number, streams: readonly string[] | null, limit?: number): Promise<LivePage>;
  /** The last number given. */
  top(): Promise<number>;
}

export function liveOf(core: Core, k: Pick<Kernel, 'db'>, unit: Unit | null): Live {
  return {
    async tell(stream, ref) {
      if (unit) return void unit.live.set(`${stream}\n${ref}`, { stream, ref });
      await insertPending(k.db, [{ stream, ref }]);
      core.hub.kick();
    },
    subscribe: (listener) => core.hub.subscribe(listener),
    async after(seq, streams, limit = 500) {
      const { top, oldest } = await liveBounds(k.db);
      const items = await eventsAfter(k.db, seq, streams, limit);
      // A number above the top is of another life of this database: after a restore everything is to be read anew.
      return {
        items,
        next: items.length === limit ? (items.at(-1) as LiveEvent).seq : Math.max(top, items.at(-1)?.seq ?? 0),
        isGap: seq > top || seq + 1 < oldest,
      };
    },
    top: async () => (await liveBounds(k.db)).top,
  };
}

export function writeLive(db: Db, changes: readonly { stream: string; ref: string }[]): Promise<void> {
  return insertPending(db, changes);
}
