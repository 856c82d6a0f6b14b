import { sql } from 'kysely';
import { instant, type Kernel } from '#kernel';
import { isAddress } from '../contact/card-store.ts';
import type { DataEnd, DataKind, Identification, NewDataRequest } from './data-shapes.ts';

/** Instants in ms. */
export interface DataRequestRow {
  readonly id: string;
  /** The card under which its own is shown. */
  readonly cardId: string;
  readonly contactName: string;
  readonly kind: DataKind;
  readonly askedOn: string;
  readonly askedBy: string;
  readonly identifiedBy: Identification;
  readonly detail: string | null;
  readonly notedAt: number;
  readonly notedBy: string;
  readonly outcome: 'done' | 'refused' | null;
  readonly answer: string | null;
  readonly endedAt: number | null;
  readonly endedBy: string | null;
}

const columns = sql`r.id, h.id as "cardId",
  coalesce(nullif(h.name, ''), (select q.email from desk.requester q where q.contact_id = r.contact_id and ${isAddress} order by q.id limit 1), '') as "contactName", r.kind,
  r.asked_on as "askedOn", r.asked_by as "askedBy", r.identified_by as "identifiedBy", r.detail, r.noted_at as "notedAt", r.noted_by as "notedBy", r.outcome, r.answer,
  r.ended_at as "endedAt", r.ended_by as "endedBy"`;
const source = sql`desk.data_request r join desk.contact m on m.id = r.contact_id join desk.contact h on h.id = m.head_id`;

export async function requestById(k: Kernel, id: string): Promise<DataRequestRow | undefined> {
  const { rows } = await sql<DataRequestRow>`select ${columns} from ${source} where r.id = ${id}::bigint`.execute(k.db);
  return rows[0];
}

/** The same, locked to the end of the transaction. */
export async function lockRequest(k: Kernel, id: string): Promise<DataRequestRow | undefined> {
  await sql`select from desk.data_request where id = ${id}::bigint for update`.execute(k.db);
  return requestById(k, id);
}

/** Those of a card, the newest first. */
export async function requestsOf(k: Kernel, cardId: string): Promise<DataRequestRow[]> {
  const { rows } = await sql<DataRequestRow>`
    select ${columns} from ${source} where m.head_id = ${cardId}::bigint order by r.id desc limit 100`.execute(k.db);
  return rows;
}

/** Those that nobody has ended, the oldest first. */
export async function openRequests(k: Kernel): Promise<DataRequestRow[]> {
  const { rows } = await sql<DataRequestRow>`
    select ${columns} from ${source} where r.ended_at is null order by r.opened_at, r.id limit 200`.execute(k.db);
  return rows;
}

export async function requestsByIds(k: Kernel, ids: readonly string[]): Promise<DataRequestRow[]> {
  const { rows } = await sql<DataRequestRow>`select ${columns} from ${source} where r.id = any(${[...ids]}::bigint[])`.execute(k.db);
  return rows;
}

export async function insertRequest(
  k: Kernel,
  cardId: string,
  request: NewDataRequest,
  term: { readonly openedAt: number; readonly days: number },
): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    insert into desk.data_request (contact_id, kind, asked_on, asked_by, identified_by, detail, opened_at, days, noted_at, noted_by)
    values (${cardId}::bigint, ${request.kind}, ${request.askedOn}::date, ${request.askedBy}, ${request.identifiedBy}, ${request.detail || null},
      ${instant(term.openedAt)}, ${term.days}::int, ${instant(k.clock.now())}, ${k.actor.name}) returning id`.execute(k.db);
  return (rows[0] as { id: string }).id;
}

export async function endRequest(k: Kernel, id: string, { outcome, answer }: DataEnd): Promise<void> {
  await sql`
    update desk.data_request set outcome = ${outcome}, answer = ${answer}, ended_at = ${instant(k.clock.now())}, ended_by = ${k.actor.name}
    where id = ${id}::bigint`.execute(k.db);
}

export interface StepRow {
  readonly requestId: string;
  readonly kind: 'data' | 'mail' | 'erasure';
  readonly counts: Readonly<Record<string, number>>;
  readonly at: number;
  readonly by: string;
}

export async function stepsOf(k: Kernel, ids: readonly string[]): Promise<StepRow[]> {
  const { rows } = await sql<StepRow>`
    select request_id as "requestId", kind, counts, done_at as at, done_by as by from desk.data_step
    where request_id = any(${[...ids]}::bigint[]) order by id`.execute(k.db);
  return rows;
}

export async function insertStep(k: Kernel, requestId: string, kind: StepRow['kind'], counts: StepRow['counts']): Promise<void> {
  await sql`
    insert into desk.data_step (request_id, kind, counts, done_at, done_by)
    values (${requestId}::bigint, ${kind}, ${JSON.stringify(counts)}::json, ${instant(k.clock.now())}, ${k.actor.name})`.execute(k.db);
}
