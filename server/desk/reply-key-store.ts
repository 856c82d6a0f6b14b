import { sql } from 'kysely';
import { byKey, type Kernel, writeAhead } from '#kernel';

export interface KeptReply {
  readonly messageId: string;
  readonly conversationId: string;
  readonly requestSha256: string;
}

export async function replyUnder(k: Kernel, account: string, key: string): Promise<KeptReply | undefined> {
  const { rows } = await byKey<KeptReply>`
    select r.message_id as "messageId", m.conversation_id as "conversationId", r.request_sha256 as "requestSha256"
    from desk.reply_key r join desk.message m on m.id = r.message_id where r.account = ${account} and r.key = ${key}`.execute(k.db);
  return rows[0];
}

export async function keepReplyKey(
  k: Kernel,
  { account, key, requestSha256, messageId }: Omit<KeptReply, 'conversationId'> & { readonly account: string; readonly key: string },
): Promise<void> {
  await writeAhead(
    k.db,
    sql`insert into desk.reply_key (account, key, request_sha256, message_id) values (${account}, ${key}, ${requestSha256}, ${messageId})`,
  );
}
