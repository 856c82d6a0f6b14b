import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type TestKernel, testKernel } from '../../../tests/world/database.ts';

const ran: string[] = [];
let world: TestKernel;
before(async () => {
  world = await testKernel({ modules: [{ name: 'm', due: [{ topic: 'warn', handle: async (_k, due) => void ran.push(due.subject) }] }] });
});
after(() => world?.close());

test('a due row runs once the product clock reaches it, once, and the last time set holds', async () => {
  const { k, clock } = world;
  const at = clock.now();
  await k.due.setMany('warn', [
    { subject: 'soon', runAt: at + 60_000 },
    { subject: 'moved', runAt: at + 60_000 },
    { subject: 'cleared', runAt: at + 60_000 },
  ]);
  await k.due.set('warn', 'moved', at + 7_200_000);
  await k.due.clear('warn', 'cleared');
  assert.equal(await world.drain(), 0);
  clock.advance(60_000);
  await world.drain();
  assert.deepEqual(ran, ['soon']);
  clock.advance(7_200_000);
  await world.drain();
  assert.deepEqual(ran, ['soon', 'moved']);
  assert.equal(await world.drain(), 0);
});

test('two processes that sweep at once run each row once', async () => {
  const { k, clock } = world;
  ran.length = 0;
  const subjects = Array.from({ length: 300 }, (_, i) => `s${i}`);
  await k.due.setMany(
    'warn',
    subjects.map((subject) => ({ subject, runAt: clock.now() })),
  );
  const other = await world.again();
  await Promise.all([world.drain(), other.drain()]);
  await other.close();
  assert.deepEqual(ran.toSorted(), subjects.toSorted());
});
