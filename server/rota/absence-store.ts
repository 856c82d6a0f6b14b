import { sql } from 'kysely';
import { instant, type Kernel } from '#kernel';
import type { AbsenceKind } from './shapes.ts';

export interface AbsenceRow {
  readonly id: string;
  readonly accountId: string;
  readonly name: string;
  readonly from: string;
  readonly to: string;
  readonly kind: AbsenceKind;
  readonly reason: string | null;
  readonly substituteId: string | null;
  readonly substituteName: string | null;
  readonly saidAt: number;
  readonly saidBy: string;
}

const absenceColumns = sql`id, account_id as "accountId", account_name as name, from_on as "from", to_on as "to", kind, reason, substitute_id as "substituteId", substitute_name as "substituteName", said_at as "saidAt", said_by_name as "saidBy"`;

/** Absences that touch the dates, by their beginning. */
export async function absencesBetween(k: Kernel, from: string, to: string): Promise<AbsenceRow[]> {
  const { rows } = await sql<AbsenceRow>`
    select ${absenceColumns} from rota.absence where ended_at is null and from_on <= ${to} and to_on >= ${from} order by from_on, id`.execute(
    k.db,
  );
  return rows;
}

export async function absenceById(k: Kernel, id: string): Promise<AbsenceRow | undefined> {
  const { rows } =
    await sql<AbsenceRow>`select ${absenceColumns} from rota.absence where id = ${id} and ended_at is null for update`.execute(k.db);
  return rows[0];
}

export async function insertAbsence(k: Kernel, absence: Omit<AbsenceRow, 'id' | 'saidAt' | 'saidBy'>): Promise<string> {
  const { accountId, name, from, to, kind, reason, substituteId, substituteName } = absence;
  const { rows } = await sql<{ id: string }>`
    insert into rota.absence (account_id, account_name, from_on, to_on, kind, reason, substitute_id, substitute_name, said_at, said_by_name)
    values (${accountId}, ${name}, ${from}, ${to}, ${kind}, ${reason}, ${substituteId}::bigint, ${substituteName}, ${instant(k.clock.now())}, ${k.actor.name}) returning id`.execute(
    k.db,
  );
  return (rows[0] as { id: string }).id;
}

export async function endAbsence(k: Kernel, id: string): Promise<void> {
  await sql`update rota.absence set ended_at = ${instant(k.clock.now())}, ended_by_name = ${k.actor.name} where id = ${id}`.execute(k.db);
}
