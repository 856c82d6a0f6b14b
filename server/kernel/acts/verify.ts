import type { Db } from '../db/database.ts';
import { checkSeals, countActs, strayAct } from './store.ts';

export interface ActsVerdict {
  readonly ok: boolean;
  readonly acts: number;
  /** Where the chain first breaks, in words. */
  readonly firstWrong?: string;
}

const page = 20;

/** Recomputes the whole chain: an act changed, taken out or slipped in, a seal changed or taken out shows at its place. */
export async function verifyActs(db: Db): Promise<ActsVerdict> {
  const { acts } = await countActs(db);
  let last = 0n;
  for (;;) {
    const seals = await checkSeals(db, String(last), page);
    for (const seal of seals) {
      if (BigInt(seal.n) !== last + 1n) return { ok: false, acts, firstWrong: `falta el sello ${last + 1n}` };
      if (!seal.isWhole)
        return { ok: false, acts, firstWrong: `el sello ${seal.n} no cuadra con sus actos (hasta el acto ${seal.lastId})` };
      last = BigInt(seal.n);
    }
    if (seals.length < page) break;
  }
  const stray = await strayAct(db);
  return stray === null ? { ok: true, acts } : { ok: false, acts, firstWrong: `el acto ${stray} no está en ningún sello` };
}
