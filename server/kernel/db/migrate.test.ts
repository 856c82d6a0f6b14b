import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, test } from 'node:test';
import pg from 'pg';
import { emptyDatabase } from '../../../tests/world/database.ts';
import { migrate, type MigrationFile, readMigrations, schemasOf } from './migrate.ts';

let database: Awaited<ReturnType<typeof emptyDatabase>>;
before(async () => {
  database = await emptyDatabase();
});
after(() => database?.drop());

const file = (name: string, sql: string): MigrationFile => ({ name, sql, sha256: createHash('sha256').update(sql).digest('hex') });
const first = file(
  '20260101-0900_one',
  'create schema one; create table one.thing (id int); create function one.f() returns int language sql as $$ select 1 $$',
);
const second = file('20260102-0900_two', 'insert into one.thing values (1)');

async function connected<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

test('of two processes at once on an empty database one migrates and the other finds it done', async () => {
  const run = () => connected((client) => migrate(client, [first, second]));
  const ran = (await Promise.all([run(), run(), run()])).map((one) => one.ran.length).sort((a, b) => a - b);
  assert.deepEqual(ran, [0, 0, 2]);
  const { rows } = await connected((client) => client.query('select id from one.thing'));
  assert.equal(rows.length, 1);
});

test('a file that changed, one that comes late and a database from the future are refused', async () => {
  const attempt = (files: MigrationFile[]) => connected((client) => migrate(client, files));
  await assert.rejects(attempt([first, file(second.name, 'select 2')]), { code: 'migration-changed', message: /20260102-0900_two cambió/ });
  await assert.rejects(attempt([first, file('20260101-1200_late', 'select 1'), second]), /older than the last one/);
  await assert.rejects(attempt([first]), { code: 'database-newer' });
});

test('a failing file leaves nothing behind and names itself; what is there is copied before it is changed', async () => {
  const copies: string[] = [];
  const bad = file('20260103-0900_bad', 'create table one.half (id int); select nonsense');
  const run = (files: MigrationFile[]) => connected((client) => migrate(client, files, async () => void copies.push('copied')));
  await assert.rejects(run([first, second, bad]), /20260103-0900_bad/);
  const { rows } = await connected((client) => client.query("select to_regclass('one.half') as half"));
  assert.equal(rows[0].half, null);
  await run([first, second]);
  assert.deepEqual(copies, ['copied']);
});

test('the files of all modules are read in order of their names, and say which schemas are ours', () => {
  const names = readMigrations().map((one) => one.name);
  assert.ok(names.includes('20261124-1000_kernel'));
  assert.deepEqual(names, [...names].sort());
  assert.deepEqual(schemasOf([first]), ['kernel', 'one']);
});
