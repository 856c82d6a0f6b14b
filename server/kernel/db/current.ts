import type { Config } from '../config.ts';
import type { Embedded } from './embedded.ts';
import { isFree, serving } from './lock-store.ts';
import { isUpToDate } from './migrate.ts';

/**
 * Whether the database answers and has the shape of these sources, asked over one connection of its own. False also where it can't be
 * asked or does not know us yet: opening the kernel then says why, or mends it.
 */
export async function isCurrent(config: Config, coming: Promise<Embedded> | undefined): Promise<boolean> {
  const { default: pg } = await import('pg');
  const embedded = await coming?.catch(() => null);
  if (embedded === null) return false;
  const connection = embedded?.connection ?? { connectionString: config.databaseUrl as string };
  const client = new pg.Client({ ...connection, connectionTimeoutMillis: 5000 });
  client.on('error', () => {});
  try {
    await client.connect();
    // Where another server has the folder, that one is ready; this one is about to end with a sentence. Both are asked in one go.
    const [isOurs, isUp] = await Promise.all([embedded ? isFree(client, serving) : true, isUpToDate(client)]);
    return isOurs && isUp;
  } catch {
    return false;
  } finally {
    void client.end().catch(() => {});
  }
}
