import { sql } from 'kysely';
import { instant, type Kernel } from '#kernel';
import type { Address, Delivery } from './port.ts';
import type { Part } from './wait.rules.ts';

export interface Sent {
  readonly id: string;
  readonly conversationId: string;
  readonly delivery: Delivery;
  readonly authorId: string | null;
  /** To and Cc, lower case. */
  readonly recipients: readonly string[];
  readonly part: Part | null;
  readonly escalationId: string | null;
}

export async function sentMessage(k: Kernel, id: string): Promise<Sent | undefined> {
  const { rows } = await sql<Omit<Sent, 'recipients'> & { people: { to?: Address[]; cc?: Address[] } }>`
    select id, conversation_id as "conversationId", delivery, author_id as "authorId", people, part, escalation_id as "escalationId" from desk.message
    where id = ${id} and delivery is not null`.execute(k.db);
  const [row] = rows;
  if (!row) return undefined;
  const { people, ...rest } = row;
  return { ...rest, recipients: [...(people.to ?? []), ...(people.cc ?? [])].map((one) => one.email.toLowerCase()) };
}

export interface DeliveryNote {
  readonly id: string;
  readonly delivery: Delivery;
  /** When it was accepted, ms; null leaves the instant as it is. */
  readonly at: number | null;
  readonly note: string | null;
  readonly refused: readonly string[];
}

export async function writeDelivery(k: Kernel, { id, delivery, at, note, refused }: DeliveryNote): Promise<void> {
  await sql`
    update desk.message set delivery = ${delivery}, delivery_note = ${note}, refused = ${[...refused]}::text[],
      received_at = ${at === null ? sql`received_at` : instant(at)}, sent_at = ${at === null ? sql`sent_at` : instant(at)}
    where id = ${id}`.execute(k.db);
}

/** Those whom an answer reached may write into its conversation. */
export async function addParticipants(k: Kernel, id: string, emails: readonly string[]): Promise<void> {
  await sql`
    update desk.conversation set participants = participants || array(select e from unnest(${[...emails]}::text[]) e where not e = any(participants))
    where id = ${id}`.execute(k.db);
}
