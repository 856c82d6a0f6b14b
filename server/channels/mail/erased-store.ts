import { sql } from 'kysely';
import type { Kernel } from '#kernel';

/**
 * Of the mails behind these messages of the desk, what names somebody goes; that one was read, and its hash, stays, so that it is not read again.
 * Answers the hashes of their originals. A person's act, rare: it reads the receipts through.
 */
export async function emptyReceipts(k: Kernel, messages: readonly string[]): Promise<string[]> {
  const ids = sql`any(${[...messages]}::bigint[])`;
  const { rows } = await sql<{ sha: string }>`
    with receipt as (
      update mail.receipt set sender = null, subject = null, reason = null, state = case when state = 'quarantined' then 'received' else state end
      where desk_message_id = ${ids} returning raw_sha256),
    outgoing as (update mail.outgoing set sender = '', recipients = '{}', response = null where id = ${ids} returning raw_sha256)
    select raw_sha256 as sha from receipt union select raw_sha256 from outgoing`.execute(k.db);
  return rows.map((row) => row.sha);
}

/** Those of these originals that no other mail bears. */
export async function unborne(k: Kernel, hashes: readonly string[], messages: readonly string[]): Promise<string[]> {
  const others = sql`<> all(${[...messages]}::bigint[])`;
  const { rows } = await sql<{ sha: string }>`
    select h.sha from unnest(${[...hashes]}::text[]) h(sha)
    where not exists (select from mail.receipt r where r.raw_sha256 = h.sha and (r.desk_message_id is null or r.desk_message_id ${others}))
      and not exists (select from mail.outgoing o where o.raw_sha256 = h.sha and o.id ${others})`.execute(k.db);
  return rows.map((row) => row.sha);
}
