import type { Db } from '../db/database.ts';
import { sealOnce } from './store.ts';

/** Seals everything that waits, in batches; answers how many acts were sealed. */
export async function sealActs(db: Db): Promise<number> {
  let sealed = 0;
  for (;;) {
    const now = await sealOnce(db);
    sealed += now;
    if (now < 5000) return sealed;
  }
}
