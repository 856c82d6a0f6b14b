import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import path from 'node:path';
import { test } from 'node:test';
import { testKernel } from '../../../tests/world/database.ts';
import { eventually } from '../../../tests/world/temporary.ts';

const door = path.join(import.meta.dirname, '..', 'index.ts');

test('a job whose process is killed runs again in another, by its sign of life or by its limit', async () => {
  const ran: string[] = [];
  const jobs = [
    { name: 'long', heartbeatSeconds: 10, handle: async () => void ran.push('long') },
    { name: 'short', expireInSeconds: 10, handle: async () => void ran.push('short') },
  ];
  const world = await testKernel({ modules: [{ name: 'm', jobs }] });
  const program = `
    import { openKernel, readConfig } from ${JSON.stringify(door)};
    const stays = async () => { process.stdout.write('begun\\n'); await new Promise(() => {}); };
    const jobs = [{ name: 'long', heartbeatSeconds: 10, handle: stays }, { name: 'short', expireInSeconds: 10, handle: stays }];
    const { start } = await openKernel(readConfig(process.env), [{ name: 'm', jobs }], { serves: true });
    await start();`;
  const child = spawn(process.execPath, ['--input-type=module-typescript', '-e', program], {
    env: { ...process.env, DATABASE_URL: world.url, VENTANILLA_DATA: world.data, VENTANILLA_LOG: 'silent' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.on('data', (text: Buffer) => {
    said += text;
  });
  try {
    await world.k.jobs.send('long', {});
    await world.k.jobs.send('short', {});
    await eventually('both began', () => said.split('begun').length === 3, 30_000);
    child.kill('SIGKILL');
    const server = await world.again({ serves: true });
    await server.start();
    await eventually('both ran again', () => ran.length === 2, 60_000);
    assert.deepEqual(ran.toSorted(), ['long', 'short']);
    await server.close();
  } finally {
    child.kill('SIGKILL');
    await world.close();
  }
});
