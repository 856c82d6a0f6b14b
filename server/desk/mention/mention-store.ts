import { sql } from 'kysely';
import { type Kernel, writeAhead } from '#kernel';
import type { Mention } from './mention.rules.ts';

export async function insertMentions(k: Kernel, messageId: string, mentions: readonly Mention[]): Promise<void> {
  if (mentions.length === 0) return;
  await writeAhead(
    k.db,
    sql`
    insert into desk.mention (message_id, from_char, to_char, account_id, account_name)
    select ${messageId}::bigint, x."from", x."to", x.id, x.name from json_to_recordset(${JSON.stringify(mentions)}::json)
      as x("from" integer, "to" integer, id bigint, name text)`,
  );
}

/** Of these messages, in the order of their texts. */
export async function mentionsOf(k: Kernel, messageIds: readonly string[]): Promise<(Mention & { readonly messageId: string })[]> {
  if (messageIds.length === 0) return [];
  const { rows } = await sql<Mention & { messageId: string }>`
    select message_id as "messageId", from_char as "from", to_char as "to", account_id as id, account_name as name from desk.mention
    where message_id = any(${[...messageIds]}::bigint[]) order by message_id, from_char`.execute(k.db);
  return rows;
}
