// What a newcomer does: clone, `npm start` under the Node of the machine, open the set-up link. No node_modules before.
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { quitAndWait } from './world/cluster.ts';
import { inherited } from './world/inherited.ts';
import { eventually, onExit, temporaryFolder } from './world/temporary.ts';

const root = path.join(import.meta.dirname, '..');

/** The shell of somebody who has Node and npm and nothing of ours: none of the pinned runtime's folders in PATH. */
function newcomer(home: string): NodeJS.ProcessEnv {
  const ours = path.join(root, 'node_modules');
  const PATH = (process.env.PATH ?? '')
    .split(path.delimiter)
    .filter((folder) => !folder.startsWith(ours))
    .join(path.delimiter);
  const env = Object.fromEntries(Object.entries(inherited()).filter(([name]) => !/^(npm_|NODE|INIT_CWD$)/.test(name)));
  // npm's own cache and registry stay as the machine has them.
  return { ...env, PATH, npm_config_update_notifier: 'false', TMPDIR: home };
}

function run(command: string, args: readonly string[], cwd: string, env: NodeJS.ProcessEnv) {
  const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  const said = { stdout: '', stderr: '', code: undefined as number | null | undefined };
  child.stdout.on('data', (text: Buffer) => {
    said.stdout += text;
  });
  child.stderr.on('data', (text: Buffer) => {
    said.stderr += text;
  });
  child.once('close', (code) => {
    said.code = code;
  });
  // npm stands between: the signal goes to the whole group.
  const signal = (name: NodeJS.Signals) => {
    try {
      process.kill(-(child.pid as number), name);
    } catch {
      // Gone already.
    }
  };
  onExit(() => signal('SIGKILL'));
  return { said, signal };
}

test('on a clean clone «npm start» alone installs, starts its database, and the set-up link opens', { timeout: 15 * 60_000 }, async (t) => {
  const folder = temporaryFolder('clone');
  const clone = path.join(folder.path, 'ventanilla');
  execFileSync('git', ['clone', '-q', '--no-hardlinks', root, clone]);
  const env = { ...newcomer(folder.path), PORT: '0' };
  assert.ok(!existsSync(path.join(clone, 'node_modules')));
  const { said, signal } = run('npm', ['start'], clone, env);
  t.after(() => signal('SIGKILL'));
  onExit(() => quitAndWait(path.join(clone, 'data')));

  const line = await eventually(
    'it says where it is',
    () => {
      if (said.code !== undefined) throw new Error(`npm start ended with ${said.code}: ${said.stderr.slice(-3000)}`);
      return /^Ventanilla en (\S+) · primer inicio: (\S+)$/m.exec(said.stdout) ?? undefined;
    },
    10 * 60_000,
  );
  const [, url = '', link = ''] = line;
  const ready = await fetch(`${url}/readyz`);
  assert.equal(ready.status, 200, await ready.text());
  assert.ok(link.startsWith(`${url}/primer-inicio#`));
  const page = await fetch(link);
  const html = await page.text();
  assert.equal(page.status, 200);
  assert.match(html, /<div id="root">|<script type="module"/, 'the console was built');
  const script = /src="(\/[^"]+\.js)"/.exec(html)?.[1] ?? '';
  assert.equal((await fetch(url + script)).status, 200);
  const look = await fetch(`${url}/api/v1/setup/look`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify({ token: link.slice(link.indexOf('#') + 1) }),
  });
  assert.deepEqual([look.status, await look.json()], [200, { ok: true }]);

  // The command line beside the running server, as the README says it.
  const doctor = run('npx', ['ventanilla', 'doctor', '--json'], clone, env);
  await eventually('doctor answers', () => doctor.said.code !== undefined, 120_000);
  const { checks } = JSON.parse(doctor.said.stdout) as { checks: { name: string; ok: boolean; detail: string }[] };
  for (const name of ['base de datos', 'plataforma', 'reloj', 'llave', 'lectura aislada del correo'])
    assert.equal(checks.find((one) => one.name === name)?.ok, true, `${name}: ${JSON.stringify(checks)}`);
  assert.ok(checks.every((one) => one.detail.length > 10));

  const added = run('npx', ['ventanilla', 'user', 'add', 'ana@itla.test', '--name', 'Ana', '--role', 'admin', '--json'], clone, env);
  await eventually('the person is added', () => added.said.code !== undefined, 120_000);
  assert.equal(added.said.code, 0, added.said.stderr);
  assert.match((JSON.parse(added.said.stdout) as { link: string }).link, /\/invitacion#\S+$/);

  signal('SIGTERM');
  await eventually('it ends when asked', () => said.code !== undefined, 40_000);
  // The same again starts what is installed, without a word about installing.
  const second = run('npm', ['start'], clone, env);
  await eventually(
    'it is there again',
    () => {
      if (second.said.code !== undefined) throw new Error(second.said.stderr.slice(-3000));
      return /^Ventanilla en \S+$/m.test(second.said.stdout);
    },
    60_000,
  );
  assert.doesNotMatch(second.said.stderr, /instalando/);
  second.signal('SIGTERM');
  await eventually('it ends when asked', () => second.said.code !== undefined, 40_000);
  quitAndWait(path.join(clone, 'data'));
  folder.remove();
});
