import type { Kernel } from '../kernel.ts';
import { insertActAhead, insertActs, wasWritten } from './store.ts';

/** What somebody did to what; who and when are added. */
export interface Act {
  /** The product's words: 'conversation.resolved', 'settings.changed'. */
  readonly verb: string;
  readonly subject: { readonly kind: string; readonly id: string };
  readonly reason?: string | null;
  /** Whatever explains it; never a secret. */
  readonly detail?: unknown;
}

/** The register of acts: append-only, sealed afterwards. */
export interface Acts {
  /** Writes what the actor did, with the product's time, in the operation's transaction. */
  write(act: Act): Promise<void>;
  /** The same for many at once, in one statement; answers their ids. */
  writeMany(acts: readonly Act[]): Promise<string[]>;
  /** Writes it unless the same actor did the same to the same subject within so many ms of product time: for what a screen repeats. */
  writeOnceIn(milliseconds: number, act: Act): Promise<void>;
}

type Base = Pick<Kernel, 'db' | 'clock' | 'actor' | 'requestId'>;

export function actsOf(k: Base): Acts {
  const by = () => ({ at: k.clock.now(), actor: k.actor, requestId: k.requestId });
  const writeMany = (acts: readonly Act[]) => insertActs(k.db, acts, by());
  return {
    writeMany,
    write: (act) => insertActAhead(k.db, act, by()),
    writeOnceIn: async (milliseconds, act) => {
      if (!(await wasWritten(k.db, act, { actor: k.actor, since: k.clock.now() - milliseconds }))) await writeMany([act]);
    },
  };
}
