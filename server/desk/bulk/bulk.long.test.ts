import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import path from 'node:path';
import { test } from 'node:test';
import { sql } from 'kysely';
import { testKernel } from '../../../tests/world/database.ts';
import { quietConversations, quietMailbox } from '../../../tests/world/quiet-conversations.ts';
import { eventually } from '../../../tests/world/temporary.ts';
import { askBulk, undoBulk } from './ask.ts';
import { progressOf } from './bulk-store.ts';

const server = path.join(import.meta.dirname, '..', '..');

test('ten thousand are given to one person although the process is killed in between, and all are given back', async () => {
  const world = await testKernel();
  await quietConversations(world.k, 10_000);
  const k = await world.asPerson('Rosanna Mejía', 'coordinator');
  const program = `
    import { openKernel, readConfig } from ${JSON.stringify(path.join(server, 'kernel', 'index.ts'))};
    import { loadModules } from ${JSON.stringify(path.join(server, 'modules.ts'))};
    const { start } = await openKernel(readConfig(process.env), await loadModules(), { serves: true });
    await start();`;
  const child = spawn(process.execPath, ['--input-type=module-typescript', '-e', program], {
    env: { ...process.env, DATABASE_URL: world.url, VENTANILLA_DATA: world.data, VENTANILLA_LOG: 'silent' },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  try {
    const id = await askBulk(k, {
      act: 'take',
      where: { view: 'all', q: '', mailbox: quietMailbox },
      detail: {},
      key: 'diez mil',
    });
    await eventually('some thousand are done', async () => (await progressOf(k, id)).done >= 2000, 180_000);
    child.kill('SIGKILL');
    const next = await world.again({ serves: true });
    await next.start();
    await eventually('all are done', async () => (await progressOf(k, id)).done === 10_000, 600_000);
    const { rows } = await sql<{ events: number; given: number }>`
      select (select count(*)::int from desk.message where direction = 'event') as events, (select count(*)::int from desk.assignment) as given`.execute(
      k.db,
    );
    assert.deepEqual(rows, [{ events: 10_000, given: 10_000 }], 'each once');
    await undoBulk(k, id);
    await eventually('all are given back', async () => (await progressOf(k, id)).undone === 10_000, 600_000);
    const { rows: left } = await sql`select from desk.conversation where assignee_id is not null`.execute(k.db);
    assert.equal(left.length, 0);
    await next.close();
  } finally {
    child.kill('SIGKILL');
    await world.close();
  }
});
