import type pg from 'pg';
import type { Config } from '../config.ts';
import type { Database } from '../db/database.ts';

export async function backUpBeforeMigration(
  folder: string,
  what: { config: Config; database: Database; client: pg.Client },
): Promise<void> {
  void folder;
  void what;
}
