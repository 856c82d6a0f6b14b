import type pg from 'pg';

// Advisory locks share one space with whatever else lives in the database: ours are told apart by this seed.
const seed = 4711;

/** What every server process holds while it runs: alone on an embedded directory, shared on an institution's database. */
export const serving = 'ventanilla server';

export async function tryLock(client: pg.ClientBase, name: string): Promise<boolean> {
  const { rows } = await client.query<{ ours: boolean }>('select pg_try_advisory_lock(hashtextextended($1, $2)) as ours', [name, seed]);
  return rows[0]?.ours === true;
}

/** Whether nobody holds it at this moment; it is not kept. */
export async function isFree(client: pg.ClientBase, name: string): Promise<boolean> {
  const { rows } = await client.query<{ free: boolean }>('select pg_try_advisory_xact_lock(hashtextextended($1, $2)) as free', [
    name,
    seed,
  ]);
  return rows[0]?.free === true;
}

/** Many may share it; whoever asks for it alone gets it only when nobody does. */
export async function tryShare(client: pg.ClientBase, name: string): Promise<boolean> {
  const { rows } = await client.query<{ ours: boolean }>('select pg_try_advisory_lock_shared(hashtextextended($1, $2)) as ours', [
    name,
    seed,
  ]);
  return rows[0]?.ours === true;
}

export async function unlock(client: pg.ClientBase, name: string): Promise<void> {
  await client.query('select pg_advisory_unlock(hashtextextended($1, $2))', [name, seed]);
}
