import { lockAgainstChanges } from '#calendar';
import type { Kernel } from '#kernel';
import { refuse } from './refusals.ts';
import { judgement } from './settle.ts';
import { insertJudgements, lockObligations, markSetAside } from './store.ts';

/**
 * «No requiere respuesta»: a person, with a reason, takes an open obligation out of the figure; it stays listed (domain 1.7).
 * Refuses `reason-missing` and `already-ended`.
 */
export async function setAside(k: Kernel, obligationId: string, reason: string): Promise<void> {
  const words = reason.trim();
  if (words === '') throw refuse.reasonMissing();
  if (k.actor.kind === 'system') throw refuse.needsPerson();
  await k.transaction(async (k) => {
    await lockAgainstChanges(k);
    const [row] = await lockObligations(k, [obligationId]);
    if (!row || row.settledAt !== null || row.setAsideAt !== null || row.withdrawnAt !== null) throw refuse.alreadyEnded();
    await markSetAside(k, obligationId, k.actor.name, words);
    await insertJudgements(k, [judgement(row, 'set-aside', words, row)]);
    await k.live.tell('procedure', row.clause);
  });
}
