import { sql } from 'kysely';
import type { Kernel } from '#kernel';
import type { FolderRole } from '../folder-store.ts';

/** Where to go on in a folder. */
export interface GraphCursor {
  readonly next: string;
  readonly isCaughtUp: boolean;
}

/** How far the folder of that root has been read; undefined: from the beginning. */
export async function graphCursor(
  k: Kernel,
  mailboxId: string,
  { role, root }: { role: FolderRole; root: string },
): Promise<GraphCursor | undefined> {
  const { rows } = await sql<GraphCursor>`
    select next, is_caught_up as "isCaughtUp" from mail.graph_folder where mailbox_id = ${mailboxId} and role = ${role} and root = ${root}`.execute(
    k.db,
  );
  return rows[0];
}

export async function writeGraphCursor(
  k: Kernel,
  mailboxId: string,
  { role, root, next, isCaughtUp }: GraphCursor & { role: FolderRole; root: string },
): Promise<void> {
  await sql`
    insert into mail.graph_folder (mailbox_id, role, root, next, is_caught_up) values (${mailboxId}, ${role}, ${root}, ${next}, ${isCaughtUp})
    on conflict (mailbox_id, role) do update set root = excluded.root, next = excluded.next, is_caught_up = excluded.is_caught_up`.execute(
    k.db,
  );
}

/** The folder is to be scanned from its beginning. */
export async function forgetGraphCursor(k: Kernel, mailboxId: string, role: FolderRole): Promise<void> {
  await sql`delete from mail.graph_folder where mailbox_id = ${mailboxId} and role = ${role}`.execute(k.db);
}

/** The number of each of these ids, given once and for good. */
export async function numbersOf(k: Kernel, mailboxId: string, role: FolderRole, ids: readonly string[]): Promise<Map<string, number>> {
  if (ids.length === 0) return new Map();
  await sql`
    insert into mail.graph_item (mailbox_id, role, item_id) select ${mailboxId}, ${role}, id from unnest(${[...ids]}::text[]) as i(id)
    on conflict do nothing`.execute(k.db);
  const { rows } = await sql<{ id: string; uid: string }>`
    select item_id as id, uid from mail.graph_item where mailbox_id = ${mailboxId} and role = ${role} and item_id = any(${[...ids]}::text[])`.execute(
    k.db,
  );
  return new Map(rows.map((row) => [row.id, Number(row.uid)]));
}
