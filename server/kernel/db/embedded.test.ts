import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { sql } from 'kysely';
import { eventually, temporaryFolder } from '../../../tests/world/temporary.ts';
import { openKernel } from '../open.ts';
import { readConfig } from '../config.ts';

const here = import.meta.dirname;
const quick = ['fsync=off', 'synchronous_commit=off'];

/** A process of its own that opens the directory, writes an act, says so and stays. */
function holder(data: string) {
  const program = `
    import { openKernel, readConfig } from ${JSON.stringify(path.join(here, '..', 'index.ts'))};
    const { k } = await openKernel(readConfig({ VENTANILLA_DATA: ${JSON.stringify(data)}, VENTANILLA_LOG: 'silent' }), [], { embedded: { settings: ${JSON.stringify(quick)}, grace: 2 } });
    await k.acts.write({ verb: 'test.held', subject: { kind: 'process', id: String(process.pid) } });
    process.stdout.write('ready\\n');
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module-typescript', '-e', program], { stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  child.stdout.on('data', (text: Buffer) => {
    said += text;
  });
  return { child, ready: () => eventually('the other process is ready', () => said.includes('ready'), 40_000) };
}

const open = (data: string, serves = false, settings: readonly string[] = quick) =>
  openKernel(readConfig({ VENTANILLA_DATA: data, VENTANILLA_LOG: 'silent' }), [], { serves, embedded: { settings, grace: 2 } });

const pidIn = (data: string, file: string) => Number(readFileSync(path.join(data, file), 'utf8').split('\n')[0]);
const postmaster = (data: string) => pidIn(data, 'pg/postmaster.pid');

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

test('processes share one directory: started at once on nothing, through kill -9 of who started it, and it stops after the last', async () => {
  const folder = temporaryFolder('embedded');
  const others = [holder(folder.path), holder(folder.path)];
  try {
    await Promise.all(others.map((one) => one.ready()));
    const mine = await open(folder.path);
    const pid = postmaster(folder.path);
    for (const { child } of others) child.kill('SIGKILL');
    await new Promise((resolve) => setTimeout(resolve, 3500));
    // Longer than the grace: the guest keeps it alive although whoever started it was killed.
    const { rows } = await sql<{ n: string }>`select count(*) as n from acts.act`.execute(mine.k.db);
    assert.deepEqual([rows[0]?.n, postmaster(folder.path)], ['2', pid]);
    await mine.close();
    await eventually('PostgreSQL stops when nobody holds it', () => !existsSync(path.join(folder.path, 'pg', 'postmaster.pid')), 20_000);
  } finally {
    for (const { child } of others) child.kill('SIGKILL');
    folder.remove();
  }
});

test('a second server on the directory ends with a sentence; a command works beside the first', async () => {
  const folder = temporaryFolder('embedded');
  const server = await open(folder.path, true);
  try {
    await assert.rejects(open(folder.path, true), { code: 'data-already-served', es: /ya la atiende otro servidor/ });
    const command = await open(folder.path);
    await command.k.acts.write({ verb: 'test.beside', subject: { kind: 'process', id: '1' } });
    await command.close();
  } finally {
    await server.close();
  }
  const again = await open(folder.path, true);
  await again.close();
  folder.remove();
});

for (const victim of ['pg/postmaster.pid', 'run/supervisor'])
  test(`a database that was killed (${victim}) comes back by itself, with what had committed`, async () => {
    const folder = temporaryFolder('embedded');
    const server = await open(folder.path, true, []);
    try {
      await server.start();
      await server.k.acts.write({ verb: 'test.before', subject: { kind: 'process', id: '1' } });
      const pid = postmaster(folder.path);
      process.kill(pidIn(folder.path, victim), 'SIGKILL');
      await eventually('it is gone', () => !isAlive(pid));
      const count = async () => (await sql<{ n: string }>`select count(*) as n from acts.act`.execute(server.k.db)).rows[0]?.n;
      const refusals = new Set<string>();
      const n = await eventually(
        'the database is back',
        () =>
          count().catch((error: { code: string }) => {
            refusals.add(error.code);
            return undefined;
          }),
        30_000,
      );
      assert.equal(n, '1');
      assert.deepEqual(
        [...refusals].filter((code) => code !== 'database-away'),
        [],
      );
      await eventually(
        'leases can be held again',
        () =>
          server.k.leases
            .hold('after')
            .catch(() => null)
            .then((lease) => lease !== null),
        20_000,
      );
    } finally {
      await server.close();
      folder.remove();
    }
  });

test('a folder in the place of the database that is none is named at once, and left as it was', async () => {
  const folder = temporaryFolder('embedded');
  try {
    mkdirSync(path.join(folder.path, 'pg'));
    writeFileSync(path.join(folder.path, 'pg', 'letter.txt'), 'mine');
    await assert.rejects(open(folder.path), { code: 'not-a-database', es: /ventanilla restore/ });
    assert.deepEqual(readdirSync(path.join(folder.path, 'pg')), ['letter.txt']);
  } finally {
    folder.remove();
  }
});
