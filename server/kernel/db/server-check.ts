import type pg from 'pg';
import { Refusal } from '../refusal.ts';

/** The institution's own server must be able to carry the product; the sentence says what is missing. */
export async function checkServer(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query<{ version: number; encoding: string; may: boolean }>(
    `select current_setting('server_version_num')::int as version, pg_encoding_to_char(encoding) as encoding,
       has_database_privilege(current_database(), 'create') as may from pg_database where datname = current_database()`,
  );
  const { version, encoding, may } = rows[0] ?? { version: 0, encoding: '', may: false };
  if (version < 150_000) {
    throw refuse(
      'database-too-old',
      'PostgreSQL es anterior a la versión 15. Actualícelo, o quite DATABASE_URL para usar el incluido.',
      'PostgreSQL is older than version 15. Update it, or unset DATABASE_URL to use the one included.',
    );
  }
  if (encoding !== 'UTF8') {
    throw refuse(
      'database-encoding',
      `La base de datos usa la codificación ${encoding}. Cree una con encoding 'UTF8'.`,
      `The database has encoding ${encoding}. Create one with encoding 'UTF8'.`,
    );
  }
  if (!may) {
    throw refuse(
      'database-rights',
      'La cuenta de DATABASE_URL no puede crear esquemas en la base de datos. Hágala su dueña (alter database … owner to …).',
      'The account of DATABASE_URL may not create schemas in the database. Make it its owner (alter database … owner to …).',
    );
  }
}

function refuse(code: string, es: string, en: string): Refusal {
  return new Refusal(code, 500, es, en);
}
