import type pg from 'pg';

/** What was taken off the tables so that rows go in quickly and in any order, as the statements that put it back. */
export interface Laid {
  readonly statements: readonly string[];
}

interface Named {
  readonly schema: string;
  readonly table: string;
}

/** Empties the tables and takes off foreign keys, plain indexes and triggers. Within a transaction. */
export async function layBare(client: pg.ClientBase, tables: readonly Named[]): Promise<Laid> {
  const names = tables.map(({ schema, table }) => `"${schema}"."${table}"`);
  const oids = '(select name::regclass from unnest($1::text[]) name)';
  const { rows: keys } = await client.query<{ drop: string; make: string }>(
    `select format('alter table %s drop constraint %I', conrelid::regclass, conname) as drop,
       format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) as make
     from pg_constraint where contype = 'f' and conrelid in ${oids}`,
    [names],
  );
  const { rows: indexes } = await client.query<{ drop: string; make: string }>(
    `select format('drop index %s', indexrelid::regclass) as drop, pg_get_indexdef(indexrelid) as make
     from pg_index i where indrelid in ${oids} and not exists (select from pg_constraint c where c.conindid = i.indexrelid)`,
    [names],
  );
  for (const { drop } of [...keys, ...indexes]) await client.query(drop);
  for (const name of names) await client.query(`alter table ${name} disable trigger user`);
  for (const name of names) await client.query(`truncate ${name}`);
  return {
    statements: [
      ...indexes.map((one) => one.make),
      ...keys.map((one) => one.make),
      ...names.map((name) => `alter table ${name} enable trigger user`),
    ],
  };
}

export async function putBack(client: pg.ClientBase, { statements }: Laid): Promise<void> {
  for (const statement of statements) await client.query(statement);
}
