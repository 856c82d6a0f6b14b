import { sql } from 'kysely';
import { instant, type Kernel } from '#kernel';
import { among } from './message-store.ts';
import type { Address } from './port.ts';
import type { Part } from './wait.rules.ts';
import { previewOf } from './written.rules.ts';

export interface AskedQuestion {
  readonly id: string;
  readonly receivedAt: number;
  readonly from: Address | null;
  readonly to: readonly Address[];
  readonly cc: readonly Address[];
  readonly subject: string;
  readonly text: string;
}

/** What the requester has written since our last accepted answer to anybody; his latest message where that is nothing. Oldest first. */
export async function questionsOf(k: Kernel, conversations: readonly string[]): Promise<AskedQuestion[]> {
  const { rows } = await sql<Omit<AskedQuestion, 'from' | 'to' | 'cc'> & { people: { from?: Address; to?: Address[]; cc?: Address[] } }>`
    with own as (
      select * from desk.message where conversation_id ${among(conversations)} and direction = 'in' and nature = 'person' and part is null),
    since as (
      select max(received_at) as at from desk.message
      where conversation_id ${among(conversations)} and direction = 'out' and nature = 'person' and part is null and coalesce(delivery, 'accepted') = 'accepted')
    select id, received_at as "receivedAt", people, subject, left(coalesce(visible_text, text), 50000) as text from own
    where received_at >= coalesce((select at from since), '-infinity') or id = (select id from own order by received_at desc, id desc limit 1)
    order by received_at desc, id desc limit 20`.execute(k.db);
  return rows.reverse().map(({ people, ...rest }) => ({ ...rest, from: people.from ?? null, to: people.to ?? [], cc: people.cc ?? [] }));
}

/** A message that belongs to an escalation. */
export interface AreaMessage {
  readonly id: string;
  readonly conversationId: string;
  readonly escalationId: string;
  readonly part: Part;
  readonly receivedAt: number;
  readonly from: Address | null;
  /** To and Cc, lower case. */
  readonly recipients: readonly string[];
  /** Without what it quotes. */
  readonly text: string;
  readonly files: number;
}

export async function areaMessage(k: Kernel, id: string): Promise<AreaMessage | undefined> {
  const { rows } = await sql<Omit<AreaMessage, 'from' | 'recipients'> & { people: { from?: Address; to?: Address[]; cc?: Address[] } }>`
    select id, conversation_id as "conversationId", escalation_id as "escalationId", part, received_at as "receivedAt", people, coalesce(visible_text, text) as text,
      (select count(*)::int from desk.attachment a where a.message_id = m.id and not a.is_inline) as files
    from desk.message m where id = ${id} and escalation_id is not null`.execute(k.db);
  const [row] = rows;
  if (!row) return undefined;
  const { people, ...rest } = row;
  return {
    ...rest,
    from: people.from ?? null,
    recipients: [...(people.to ?? []), ...(people.cc ?? [])].map((one) => one.email.toLowerCase()),
  };
}

export async function setPart(k: Kernel, id: string, part: Part): Promise<void> {
  await sql`update desk.message set part = ${part} where id = ${id}`.execute(k.db);
}

export interface PageWords {
  readonly conversationId: string;
  readonly escalationId: string;
  readonly key: string;
  readonly author: string;
  readonly from: Address;
  readonly subject: string;
  readonly text: string;
}

/** What an area wrote on its page; answers its id. */
export async function insertPageWords(k: Kernel, words: PageWords): Promise<string> {
  const people = { from: words.from, replyTo: [], to: [], cc: [] };
  const { rows } = await sql<{ id: string }>`
    insert into desk.message (id, conversation_id, key, escalation_id, part, direction, nature, received_at, people, subject, text, preview, marks, author_name)
    values (nextval('desk.message_number'), ${words.conversationId}, ${`area:${words.escalationId}:${words.key}`}, ${words.escalationId}, 'answer', 'in', 'person',
      ${instant(k.clock.now())}, ${JSON.stringify(people)}::json, ${words.subject}, ${words.text}, ${previewOf(words.text)},
      ${['by-page']}::text[], ${words.author})
    returning id`.execute(k.db);
  return (rows[0] as { id: string }).id;
}
