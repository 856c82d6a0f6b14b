import { accountsByIds, assignable, type Kernel, localDate, may } from '#kernel';
import { tell, vacate } from './plan.ts';
import { refuse } from './refusals.ts';
import { datesBetween } from './rules.ts';
import type { AbsenceKind } from './shapes.ts';
import { absenceById, type AbsenceRow, endAbsence, insertAbsence } from './absence-store.ts';
import { entriesBetween, lockRota } from './entry-store.ts';

export interface NewAbsence {
  readonly accountId: string;
  readonly from: string;
  readonly to: string;
  readonly kind: AbsenceKind;
  readonly reason: string | null;
  /** Who takes what they hold meanwhile. */
  readonly substitute?: string | null;
}

const kinds: Readonly<Record<AbsenceKind, string>> = {
  vacation: 'vacaciones',
  leave: 'permiso',
  sick: 'permiso médico',
  training: 'capacitación',
  other: 'ausencia',
};

/**
 * Somebody will be away, both dates included: what they held on the rota from today on is vacant again. One's own is everybody's to note.
 * Refuses `only-own-absence`, `unknown-operator`, `bad-span`.
 */
export function addAbsence(k: Kernel, absence: NewAbsence): Promise<{ id: string }> {
  return k.transaction(async (k) => {
    mayNoteFor(k, absence.accountId);
    const account = (await accountsByIds(k, [absence.accountId])).get(absence.accountId);
    if (account?.kind !== 'person') throw refuse.unknownPerson();
    const { from, to, kind, reason } = absence;
    const substitute = absence.substitute ? await substituteOf(k, absence.substitute) : null;
    if (substitute?.id === account.id) throw refuse.unknownPerson();
    if (from > to || datesBetween(from, to).length > 366) throw refuse.badSpan();
    await lockRota(k);
    const id = await insertAbsence(k, {
      accountId: account.id,
      name: account.name,
      from,
      to,
      kind,
      reason,
      substituteId: substitute?.id ?? null,
      substituteName: substitute?.name ?? null,
    });
    await k.acts.write({
      verb: 'absence.noted',
      subject: { kind: 'account', id: account.id },
      reason,
      detail: { id, from, to, kind, substitute: substitute?.name ?? null },
    });
    const today = localDate(k.clock.now());
    const held = (await entriesBetween(k, from < today ? today : from, to)).filter((one) => one.accountId === account.id);
    await vacate(k, held, reason ? `${kinds[kind]}: ${reason}` : kinds[kind]);
    await tell(k, datesBetween(from, to));
    return { id };
  });
}

async function substituteOf(k: Kernel, id: string) {
  const found = (await assignable(k)).find((one) => one.id === id);
  if (!found) throw refuse.unknownPerson();
  return found;
}

/** The person will be there after all. What was vacated stays so until somebody is set again. Refuses `unknown-absence`, `only-own-absence`. */
export function removeAbsence(k: Kernel, id: string): Promise<void> {
  return k.transaction(async (k) => {
    const absence: AbsenceRow | undefined = /^\d{1,18}$/.test(id) ? await absenceById(k, id) : undefined;
    if (!absence) throw refuse.unknownAbsence();
    mayNoteFor(k, absence.accountId);
    await endAbsence(k, id);
    await k.acts.write({
      verb: 'absence.removed',
      subject: { kind: 'account', id: absence.accountId },
      detail: { id, from: absence.from, to: absence.to },
    });
    await tell(k, datesBetween(absence.from, absence.to));
  });
}

function mayNoteFor(k: Kernel, accountId: string): void {
  if (accountId !== k.actor.accountId && !may(k.actor.roles, 'rota.change')) throw refuse.onlyOwnAbsence();
}

/** An account that may answer no more holds no duty: those from today on are vacant. */
export async function accountChanged(k: Kernel, accountId: string, canAnswer: boolean): Promise<void> {
  if (canAnswer) return;
  await k.transaction(async (k) => {
    await lockRota(k);
    const held = (await entriesBetween(k, localDate(k.clock.now()), '9999-12-31')).filter((one) => one.accountId === accountId);
    await vacate(k, held, 'ya no puede responder');
  });
}
