import { sql } from 'kysely';
import type { Kernel } from '#kernel';

// The database's clock throughout: whether a process is alive has nothing to do with the procedure's time.
const life = sql`interval '10 seconds'`;

/** A mailbox that should be read, as the supervisor sees it. */
export interface Wanted {
  readonly id: string;
  readonly version: number;
}

/** Notes that this reader lives; answers how many do. */
export async function announce(k: Kernel, reader: string): Promise<number> {
  await sql`insert into mail.reader (id, seen_at) values (${reader}, now()) on conflict (id) do update set seen_at = now()`.execute(k.db);
  const live = await sql<{ n: string }>`select count(*) as n from mail.reader where seen_at > now() - ${life}`.execute(k.db);
  return Number(live.rows[0]?.n ?? 1);
}

export async function forgetReader(k: Kernel, reader: string): Promise<void> {
  await sql`delete from mail.reader where id = ${reader} or seen_at < now() - ${life} * 6`.execute(k.db);
}

/** Mailboxes that are to be read now: started, not paused, not stopped by a refused password or permission. */
export async function wantedMailboxes(k: Kernel): Promise<Wanted[]> {
  const rows = await sql<Wanted>`
    select m.id, m.version from mail.mailbox m join mail.health h on h.mailbox_id = m.id
    where m.removed_at is null and m.started_at is not null and m.paused_at is null and m.imap ->> 'host' <> ''
      and h.stopped_version is distinct from m.version
    order by m.id`.execute(k.db);
  return rows.rows;
}
