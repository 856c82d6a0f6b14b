import type { Kernel } from '../kernel.ts';
import { insertActs, wasWritten } from './store.ts';

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
  /** Writes what the actor did, with the product's time, in the operation's transaction; answers its id. */
  write(act: Act): Promise<string>;
  /** The same for many at once, in one statement. */
  writeMany(acts: readonly Act[]): Promise<string[]>;
  /** Writes it unless the same actor did the same to the same subject within so many ms of product time: for what a screen repeats. */
  writeOnceIn(milliseconds: number, act: Act): Promise<void>;
}

type Base = Pick<Kernel, 'db' | 'clock' | 'actor' | 'requestId'>;

export function actsOf(k: Base): Acts {
  const writeMany = (acts: readonly Act[]) => insertActs(k.db, acts, { at: k.clock.now(), actor: k.actor, requestId: k.requestId });
  return {
    writeMany,
    write: async (act) => (await writeMany([act]))[0] as string,
    writeOnceIn: async (milliseconds, act) => {
      if (!(await wasWritten(k.db, act, { actor: k.actor, since: k.clock.now() - milliseconds }))) await writeMany([act]);
    },
  };
}
