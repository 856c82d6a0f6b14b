import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { cloneDatabase } from '../tests/world/database.ts';
import { temporaryFolder } from '../tests/world/temporary.ts';

let database: Awaited<ReturnType<typeof cloneDatabase>>;
const folder = temporaryFolder('cli');

before(async () => {
  database = await cloneDatabase();
});
after(async () => {
  await database?.drop();
  folder.remove();
});

interface Said {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

async function run(args: readonly string[], secret = ''): Promise<Said> {
  const env = {
    ...process.env,
    DATABASE_URL: database.url,
    VENTANILLA_DATA: path.join(folder.path, 'data'),
    VENTANILLA_CLOCK: '2026-11-24T10:24:00-04:00',
  };
  const child = spawn(process.execPath, [path.join(import.meta.dirname, 'main.ts'), ...args], { env, stdio: 'pipe' });
  child.stdin.end(secret);
  const [out, err] = [child.stdout, child.stderr].map(async (stream) => {
    let text = '';
    for await (const chunk of stream) text += chunk;
    return text;
  }) as [Promise<string>, Promise<string>];
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, stdout: await out, stderr: await err };
}

async function json(...args: string[]): Promise<Record<string, unknown>> {
  const { stdout, code, stderr } = await run([...args, '--json']);
  assert.equal(code, 0, `${args.join(' ')}: ${stdout}${stderr}`);
  return JSON.parse(stdout) as Record<string, unknown>;
}

test('deadlines are counted without a database where a calendar is given, and with the product’s own otherwise', async () => {
  const file = path.join(folder.path, 'saturday.json');
  mkdirSync(folder.path, { recursive: true });
  writeFileSync(
    file,
    JSON.stringify({
      week: {
        fri: [['08:00', '16:00']],
        sat: [['08:00', '12:00']],
        mon: [['08:00', '16:00']],
        tue: [['08:00', '16:00']],
        wed: [['08:00', '16:00']],
      },
    }),
  );
  assert.deepEqual(await json('deadline', '--from', '2026-03-13T14:00:00-04:00', '--hours', '24', '--calendar', file), {
    due: '2026-03-18T10:00:00-04:00',
  });
  assert.deepEqual(await json('deadline', '--from', '2026-03-10T10:15:00-04:00', '--hours', '24'), { due: '2026-03-13T10:15:00-04:00' });
  assert.deepEqual(await json('deadline', '--from', '2026-03-10T10:15:00-04:00', '--days', '1'), { due: '2026-03-11T16:00:00-04:00' });
  assert.deepEqual(await json('deadline', '--from', '2026-03-16T08:00:00-04:00', '--hours', '72', '--back'), {
    due: '2026-03-03T08:00:00-04:00',
  });
  assert.deepEqual(await json('deadline', '--from', '2026-03-11T08:00:00-04:00', '--to', '2026-03-10T15:00:00-04:00'), { seconds: -3600 });
  assert.deepEqual(await json('deadline', '--month', '2026-04', '--working-day', '5'), {
    date: '2026-04-08',
    due: '2026-04-08T16:00:00-04:00',
  });
});

test('an import of a path that is not there says so and exits with 1', async () => {
  const missing = path.join(folder.path, 'no-existe');
  const { code, stdout, stderr } = await run(['mail', 'import', missing, '--mailbox', 'info@itla.test']);
  assert.deepEqual([code, stdout, stderr], [1, '', `No existe ${missing}. Revise la ruta y repita la orden.\n`]);
});

test('a wrong call exits with 2 and says how; a failure exits with 1 and one sentence as JSON', async () => {
  for (const wrong of [
    ['deadline', '--from', '2026-03-10T10:15:00-04:00', '--days', '1', '--back'],
    ['user', 'add', 'a@itla.test', '--name', 'A', '--role', 'king'],
    ['nothing'],
    ['conformity'],
  ]) {
    const { code, stderr } = await run(wrong);
    assert.equal(code, 2, wrong.join(' '));
    assert.ok(stderr.length > 10);
  }
  assert.match((await run(['doctor', '--help'])).stderr, /^La orden no tiene la opción --help\.\nUso: ventanilla doctor/);
  assert.match((await run(['deadline', '--from'])).stderr, /^La opción --from está mal usada/);
  const refused = await run(['mailbox', 'test', 'nadie@itla.test', '--json']);
  assert.equal(refused.code, 1);
  assert.match((JSON.parse(refused.stdout) as { error: string }).error, /\S+ \S+/);
});

test('the demonstration refuses in JSON too, where that is asked', async () => {
  const { code, stdout } = await run(['demo', '--json']);
  assert.equal(code, 1);
  assert.match((JSON.parse(stdout) as { error: string }).error, /Quite HOST y DATABASE_URL/);
  assert.equal((await run(['demo', '--json', '--otra'])).code, 2);
});

test('people, tokens and areas are made, and their acts are sealed', async () => {
  const invited = await json('user', 'add', 'wilkin@itla.test', '--name', 'Wilkin Santana', '--role', 'operator');
  assert.match(String(invited.link), /\/invitacion#/);
  const { stdout } = await run(
    [
      'user',
      'add',
      'rosanna@itla.test',
      '--name',
      'Rosanna Mejía',
      '--role',
      'coordinator',
      '--role',
      'admin',
      '--password-stdin',
      '--json',
    ],
    'una clave larga\n',
  );
  assert.deepEqual(Object.keys(JSON.parse(stdout) as object), ['id']);
  const { token } = await json('token', 'add', 'tablero', '--role', 'auditor', '--days', '30');
  assert.match(String(token), /^vt_/);
  assert.match(String((await json('area', 'add', 'Registro', '--mail', 'registro@itla.test', '--answers', 'operator')).id), /^\d+$/);
  const verified = await json('verify');
  assert.equal(verified.ok, true);
  assert.ok(Number(verified.acts) >= 4);
});

test('settings are read and set; a closure and a schedule answer how many deadlines they moved', async () => {
  assert.deepEqual(await json('settings', 'get', 'procedure.reading'), { 'procedure.reading': 'schedule-hours' });
  assert.deepEqual(await json('settings', 'set', 'procedure.reading', 'working-days'), {});
  assert.deepEqual(await json('settings', 'get', 'procedure.reading'), { 'procedure.reading': 'working-days' });
  assert.deepEqual(await json('settings', 'set', 'mail.acknowledgement', 'off'), {});
  assert.deepEqual(await json('closure', 'add', '2026-11-25', '--from', '12:00', '--reason', 'Aviso de tormenta'), { moved: 0 });
  const file = path.join(folder.path, 'schedule.json');
  writeFileSync(
    file,
    JSON.stringify({
      week: {
        mon: [
          ['08:00', '12:00'],
          ['13:00', '17:00'],
        ],
      },
    }),
  );
  assert.deepEqual(await json('schedule', 'set', file), { moved: 0 });
  const [row] = (await json('conformity', '--month', '2026-11')) as unknown as Record<string, unknown>[];
  assert.deepEqual(
    { clause: row?.clause, basis: row?.basis, due: row?.due, rate: row?.rate },
    { clause: '5.3', basis: 'text', due: 0, rate: null },
  );
});

test('what was copied is restored elsewhere, whole', async () => {
  const copy = path.join(folder.path, 'copy');
  const made = await json('backup', copy);
  const target = await cloneDatabase();
  const env = { ...process.env, DATABASE_URL: target.url, VENTANILLA_DATA: path.join(folder.path, 'other') };
  const child = spawn(process.execPath, [path.join(import.meta.dirname, 'main.ts'), 'restore', copy, '--json'], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let stdout = '';
  for await (const chunk of child.stdout) stdout += chunk;
  await target.drop();
  assert.equal((JSON.parse(stdout) as { acts: number }).acts, made.acts);
});
