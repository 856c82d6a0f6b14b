// What may be wrong when the product starts: one Spanish sentence that says what to do, exit code 1 and no stack trace.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { copyFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { ventanilla } from '../world/cli.ts';
import { cloneDatabase } from '../world/database.ts';
import { type Dovecot, startDovecot } from '../world/dovecot.ts';
import { inherited } from '../world/inherited.ts';
import { imapOf, letter, startProduct } from '../world/product.ts';
import { eventually, temporaryFolder } from '../world/temporary.ts';

const root = path.join(import.meta.dirname, '..', '..');
let dovecot: Dovecot;
let database: Awaited<ReturnType<typeof cloneDatabase>>;
before(async () => {
  [dovecot, database] = await Promise.all([startDovecot(), cloneDatabase()]);
});
after(async () => {
  await dovecot?.stop();
  await database?.drop();
});

interface Ended {
  readonly code: number | null;
  readonly signal: string | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A server that is expected to end; `meanwhile` gets it as soon as it runs. */
async function run(
  env: NodeJS.ProcessEnv,
  meanwhile: (child: ReturnType<typeof spawn>, said: () => string) => void = () => {},
): Promise<Ended> {
  const child = spawn(process.execPath, [path.join(root, 'server', 'main.ts')], {
    env: { ...inherited(), PORT: '0', VENTANILLA_LOG: 'error', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (text: Buffer) => {
    stdout += text;
    meanwhile(child, () => stdout);
  });
  child.stderr.on('data', (text: Buffer) => {
    stderr += text;
  });
  meanwhile(child, () => stdout);
  const patience = setTimeout(() => child.kill('SIGKILL'), 40_000);
  return new Promise((resolve) => {
    child.once('close', (code, signal) => {
      clearTimeout(patience);
      resolve({ code, signal, stdout, stderr });
    });
  });
}

function saysOneSentence({ code, stdout, stderr }: Ended, sentence: RegExp): void {
  assert.deepEqual([code, stdout], [1, ''], stderr);
  assert.match(stderr, sentence);
  assert.match(stderr, /^[^\n]+[.»]\n$/, 'one line');
  assert.doesNotMatch(stderr, /\n\s+at |node:|\.ts:\d/, 'no stack trace');
}

test('each variable that makes no sense is named, with how to write it, and its secrets are not repeated', async () => {
  const cases: [NodeJS.ProcessEnv, RegExp][] = [
    [{ PORT: '99999' }, /^La variable PORT \(«99999»\) no se entiende\. Escriba un número entre 0 y 65535\./],
    [{ DATABASE_URL: 'mysql://u:s3creto@x/y' }, /^La variable DATABASE_URL no se entiende\. Escriba postgres:/],
    [{ VENTANILLA_URL: 'ventanilla' }, /^La variable VENTANILLA_URL .* Escriba https:/],
    [{ VENTANILLA_TRUST_PROXY: 'quizás' }, /^La variable VENTANILLA_TRUST_PROXY .* Escriba 1 o 0\./],
    [
      { VENTANILLA_LOG: 'mucho' },
      /^La variable VENTANILLA_LOG .* Escriba debug, info, warn, error, silent, o uno de ellos seguido de json\./,
    ],
    [{ VENTANILLA_CLOCK: '2026-12-01T08:00:00-04:00 60' }, /^VENTANILLA_CLOCK no se entiende/],
    [{ HOST: '203.0.113.7', DATABASE_URL: database.url }, /^La dirección HOST=203\.0\.113\.7 no es de esta máquina\. Use 127\.0\.0\.1/],
    [{ DATABASE_URL: database.url.replace(/\/t_\w+/, '/no_existe') }, /^La base de datos que nombra DATABASE_URL no existe\. Créela/],
  ];
  const folder = temporaryFolder('start');
  for (const [env, sentence] of cases) {
    const ended = await run({ VENTANILLA_DATA: folder.path, ...env });
    saysOneSentence(ended, sentence);
    assert.doesNotMatch(ended.stderr, /s3creto/);
  }
  folder.remove();
});

test('VENTANILLA_CLOCK: the same words follow the same clock, other words begin anew, and none may begin before the last act', async () => {
  const own = await cloneDatabase();
  const folder = temporaryFolder('clock');
  const env = { DATABASE_URL: own.url, VENTANILLA_DATA: folder.path };
  const at = (clock: string) => ({ ...env, VENTANILLA_CLOCK: clock });
  const act = async (clock: string, name: string) =>
    assert.equal((await ventanilla(['area', 'add', name, '--mail', 'a@itla.test'], { env: at(clock) })).code, 0);
  const running = '2026-12-01T08:00:00-04:00 x3600';
  await act(running, 'Registro');
  await act(running, 'Caja');
  // An hour of the product each second: the second process follows the anchor of the first, it does not begin at eight again.
  const { stderr, code } = await ventanilla(['area', 'add', 'Biblioteca', '--mail', 'b@itla.test'], {
    env: at('2026-12-01T08:00:00-04:00'),
  });
  assert.equal(code, 1);
  assert.match(
    stderr,
    /^VENTANILLA_CLOCK empieza antes del último acto registrado \(2026-12-01T(0[89]|[12]\d):.*\)\. Use un instante posterior, o una carpeta de datos nueva\.\n$/,
  );
  saysOneSentence(await run(at('2026-11-01T08:00:00-04:00')), /^VENTANILLA_CLOCK empieza antes del último acto/);
  await act('2027-01-04T08:00:00-04:00', 'Biblioteca');
  const outside = ['mailbox', 'add', 'info@itla.test', '--imap', 'imaps://info:clave@correo.example', '--smtp', 'smtps://correo.example'];
  const refused = await ventanilla(outside, { env: at('2027-01-04T08:00:00-04:00') });
  assert.deepEqual([refused.code, refused.stdout], [1, '']);
  assert.match(
    refused.stderr,
    /^Con VENTANILLA_CLOCK solo se habla con servidores de correo de esta máquina, y correo\.example no lo es\. Quite/,
  );
  await own.drop();
  folder.remove();
});

test('who ends it while it starts has ended it: code 0, whatever the moment', async () => {
  const folder = temporaryFolder('ended');
  const env = { DATABASE_URL: database.url, VENTANILLA_DATA: folder.path };
  const line = await run(env, (child, said) => {
    if (said().includes('\n')) child.kill('SIGTERM');
  });
  assert.deepEqual([line.code, line.stderr], [0, '']);
  for (const ms of [250, 400, 550, 700, 850]) {
    const { code, signal, stderr } = await run(env, (child, said) => {
      if (said() === '') setTimeout(() => child.kill('SIGTERM'), ms);
    });
    // Until Node has read the first line of it there is nobody who could answer a signal.
    assert.ok(code === 0 || (code === null && signal === 'SIGTERM' && ms < 500), `${ms} ms: ${code} ${signal} ${stderr}`);
    assert.equal(stderr, '');
  }
  folder.remove();
});

test('secret.key lost, wrong or unreadable: said at the mailbox and by doctor, nothing overwritten, and well again with the key', async () => {
  const user = dovecot.user;
  const p = await startProduct();
  const file = path.join(p.data, 'secret.key');
  const kept = path.join(p.data, 'kept.key');
  const id = await p.mailbox(user, imapOf(dovecot, user));
  await letter(dovecot, user, 'antes');
  await p.holds(user, ['antes']);
  await p.server.stop();

  copyFileSync(file, kept);
  rmSync(file);
  await p.again();
  await letter(dovecot, user, 'mientras');
  assert.match(
    await p.trouble(id, 'secret-unreadable'),
    /falta el archivo secret\.key con el que se selló\. Restáurelo, o escriba la clave otra vez/,
  );
  const key = (await eventually('doctor knows', () => ventanilla(['doctor', '--json'], { env: p.env }))).stdout;
  const { ok, detail } = JSON.parse(key).checks.find((one: { name: string }) => one.name === 'llave');
  assert.equal(ok, false);
  assert.match(detail, /devuelva la de la copia de seguridad y reinicie/);
  await p.server.stop();

  writeFileSync(file, 'no es una llave\n');
  saysOneSentence(await run(p.env), /^El archivo .*secret\.key no contiene una llave válida\. Devuélvalo desde su copia/);
  rmSync(file);
  mkdirSync(file);
  saysOneSentence(await run(p.env), /^El archivo .*secret\.key no se puede leer\. Dé permiso de lectura/);
  rmSync(file, { recursive: true });

  copyFileSync(kept, file);
  await p.again();
  await p.holds(user, ['antes', 'mientras']);
  await p.close();
});
