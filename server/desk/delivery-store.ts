import { sql } from 'kysely';
import { byKey, instant, type Kernel, writeAhead } from '#kernel';
import type { Address, Delivery, DeliveryCode } from './port.ts';
import { among } from './message-store.ts';
import type { Part } from './wait.rules.ts';

export interface Sent {
  readonly id: string;
  readonly conversationId: string;
  readonly direction: 'out' | 'event';
  readonly delivery: Delivery;
  readonly deliveryCode: DeliveryCode | null;
  /** When it was queued; once accepted, when that was. Product ms. */
  readonly at: number;
  readonly authorId: string | null;
  /** To and Cc, lower case. */
  readonly recipients: readonly string[];
  readonly part: Part | null;
  readonly escalationId: string | null;
}

export async function sentMessage(k: Kernel, id: string): Promise<Sent | undefined> {
  return (await sentMessages(k, [id]))[0];
}

export async function sentMessages(k: Kernel, ids: readonly string[]): Promise<Sent[]> {
  const { rows } = await byKey<Omit<Sent, 'recipients'> & { people: { to?: Address[]; cc?: Address[] } }>`
    select id, conversation_id as "conversationId", direction, delivery, delivery_code as "deliveryCode", received_at as at, author_id as "authorId", people,
      part, escalation_id as "escalationId" from desk.message
    where id = any(${[...ids]}::bigint[]) and delivery is not null order by id`.execute(k.db);
  return rows.map(({ people, ...rest }) => ({
    ...rest,
    recipients: [...(people.to ?? []), ...(people.cc ?? [])].map((one) => one.email.toLowerCase()),
  }));
}

export interface DeliveryNote {
  readonly id: string;
  readonly delivery: Delivery;
  /** When it was accepted, ms; null leaves the instant as it is. */
  readonly at: number | null;
  readonly note: string | null;
  readonly code: DeliveryCode | null;
  readonly refused: readonly string[];
}

export function writeDelivery(k: Kernel, note: DeliveryNote): Promise<void> {
  return writeDeliveries(k, [note]);
}

export async function writeDeliveries(k: Kernel, notes: readonly DeliveryNote[]): Promise<void> {
  const rows = notes.map((one) => ({ ...one, at: one.at === null ? null : instant(one.at) }));
  await writeAhead(
    k.db,
    sql`
    update desk.message m set delivery = d.delivery, delivery_note = d.note, delivery_code = d.code, refused = d.refused,
      received_at = coalesce(d.at, m.received_at), sent_at = coalesce(d.at, m.sent_at)
    from json_to_recordset(${JSON.stringify(rows)}::json) as d(id bigint, delivery text, at timestamptz, note text, code text, refused text[])
    where m.id = d.id`,
  );
}

/** Those whom an answer reached may write into its conversation. */
export async function addParticipants(
  k: Kernel,
  reached: readonly { readonly id: string; readonly emails: readonly string[] }[],
): Promise<void> {
  if (reached.length === 0) return;
  const pairs = reached.flatMap(({ id, emails }) => emails.map((email) => ({ id, email })));
  await writeAhead(
    k.db,
    sql`
    update desk.conversation c set participants = c.participants || array(select e from unnest(p.emails) e where not e = any(c.participants))
    from (select id, array_agg(distinct email) as emails from json_to_recordset(${JSON.stringify(pairs)}::json) as x(id bigint, email text) group by id) p
    -- Whoever asked is one already, nearly always: nothing to write.
    where c.id = p.id and not p.emails <@ c.participants`,
  );
}

/** Whether something came or went that the author of a message had not seen; another answer whose author had seen this one is no news. */
export async function isOvertaken(k: Kernel, id: string, conversations: readonly string[]): Promise<boolean> {
  const { rows } = await sql<{ is: boolean }>`
    select exists (
      select from desk.message n where n.conversation_id ${among(conversations)} and n.id > m.seen_id and n.id <> m.id
        and coalesce(n.part, '') not in ('ask', 'reminder', 'notice') and (n.direction = 'in' or (n.direction = 'out' and n.side_id is null and coalesce(n.delivery, 'accepted') <> 'rejected'
          -- What waits for its hour has not gone; and whoever planned this one could not know what others would send before its hour.
          and not (n.leaves_at is not null and n.raw_sha256 is null)
          and (coalesce(n.seen_id, 0) < m.id or (m.leaves_at is not null and n.author_id is distinct from m.author_id))))) as is
    from desk.message m where m.id = ${id} and m.seen_id is not null`.execute(k.db);
  return rows[0]?.is ?? false;
}

/** It leaves whatever has come: a person who has read it says so. */
export async function forgetSeen(k: Kernel, id: string): Promise<void> {
  await sql`update desk.message set seen_id = null where id = ${id}`.execute(k.db);
}
