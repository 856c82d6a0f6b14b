import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import path from 'node:path';
import { test } from 'node:test';
import { emptyDatabase } from '../tests/world/database.ts';
import { startServer } from '../tests/world/server.ts';
import { temporaryFolder } from '../tests/world/temporary.ts';

/** Runs a server that is expected not to start: its exit code and what it said. */
function failing(env: NodeJS.ProcessEnv): Promise<{ code: number | null; stdout: string; stderr: string }> {
  const child = spawn(process.execPath, [path.join(import.meta.dirname, 'main.ts')], {
    env: { ...process.env, VENTANILLA_LOG: 'silent', PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (text: Buffer) => {
    stdout += text;
  });
  child.stderr.on('data', (text: Buffer) => {
    stderr += text;
  });
  const patience = setTimeout(() => child.kill('SIGKILL'), 30_000);
  return new Promise((resolve) => {
    child.once('close', (code) => {
      clearTimeout(patience);
      resolve({ code, stdout, stderr });
    });
  });
}

test('on an empty directory one command makes everything, says where it is and how to begin, and ends when asked', async () => {
  const server = await startServer();
  assert.match(
    server.stdout(),
    /^Ventanilla en http:\/\/127\.0\.0\.1:\d+ · primer inicio: http:\/\/127\.0\.0\.1:\d+\/primer-inicio#\S+\n$/,
  );
  assert.equal((await fetch(`${server.url}/readyz`)).status, 200);

  const second = await failing({ VENTANILLA_DATA: server.data });
  assert.deepEqual([second.code, second.stdout], [1, '']);
  assert.match(second.stderr, /^La carpeta de datos .* ya la atiende otro servidor[^\n]*\n$/);
  assert.equal(await server.stop(), 0);
});

test('a port in use, a directory that cannot be written and a setting that makes no sense: one sentence, exit code 1', async () => {
  const folder = temporaryFolder('main');
  const taken = createServer();
  await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
  const { port } = taken.address() as { port: number };
  const database = await emptyDatabase();
  const cases: [NodeJS.ProcessEnv, RegExp][] = [
    [
      { PORT: String(port), DATABASE_URL: database.url, VENTANILLA_DATA: folder.path },
      new RegExp(`^El puerto ${port} ya lo usa otro programa`),
    ],
    [{ VENTANILLA_DATA: path.join(import.meta.filename, 'data') }, /^No se puede escribir en la carpeta de datos/],
    [{ PORT: 'ochenta', VENTANILLA_DATA: folder.path }, /^La variable PORT \(«ochenta»\) no se entiende/],
    [{ DATABASE_URL: 'postgres://nadie@127.0.0.1:1/nada', VENTANILLA_DATA: folder.path }, /^La base de datos no responde/],
    [{ VENTANILLA_CLOCK: 'ayer', VENTANILLA_DATA: folder.path }, /^VENTANILLA_CLOCK no se entiende/],
  ];
  try {
    for (const [env, sentence] of cases) {
      const { code, stdout, stderr } = await failing(env);
      assert.deepEqual([code, stdout, stderr.split('\n').length], [1, '', 2], stderr);
      assert.match(stderr, sentence);
    }
  } finally {
    taken.close();
    await database.drop();
    folder.remove();
  }
});

test('two servers serve one institution database', async () => {
  const database = await emptyDatabase();
  const servers = await Promise.all([startServer({ databaseUrl: database.url }), startServer({ databaseUrl: database.url })]);
  try {
    for (const server of servers) assert.equal((await fetch(`${server.url}/readyz`)).status, 200);
  } finally {
    for (const server of servers) assert.equal(await server.stop(), 0);
    await database.drop();
  }
});
