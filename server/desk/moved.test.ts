import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { declareClosure, module as calendar } from '#calendar';
import { iso, module as kernel } from '#kernel';
import { module as procedure } from '#procedure';
import { testKernel, type TestKernel } from '../../tests/world/database.ts';
import { hold } from './hold.ts';
import { module as desk, receive } from './index.ts';
import { conversationById } from './list-store.ts';
import { conversations, refreshDue } from './moved.ts';
import { mail } from './testing.ts';

let world: TestKernel;
before(async () => {
  world = await testKernel({ modules: [kernel, calendar, procedure, desk] });
});
after(() => world?.close());

const arrive = async () =>
  (await receive(world.k, [mail({ receivedAt: Date.parse('2026-11-24T09:15:00-04:00') })]))[0]?.conversationId ?? '';
const due = async (id: string) => iso((await conversationById(world.k, id))?.dueAt ?? 0);

test('a closure declared while somebody works a conversation waits for nobody, and its deadline follows', async () => {
  const [free, busy] = [await arrive(), await arrive()];
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  const working = world.k.transaction(async (k) => {
    await hold(k, busy);
    await released;
  });
  await sleep(50);
  await declareClosure(world.k, { date: '2026-11-26', reason: 'Tormenta' });
  assert.equal(await due(free), '2026-11-30T09:15:00-04:00');
  assert.equal(await due(busy), '2026-11-27T09:15:00-04:00');
  await assert.rejects(refreshDue(world.k, [busy]), /still held/);
  release();
  await working;
  await refreshDue(world.k, [busy]);
  assert.equal(await due(busy), '2026-11-30T09:15:00-04:00');
});

test('the procedure hears the number, the subject and the person of a conversation', async () => {
  const id = await arrive();
  assert.deepEqual(
    await conversations.describe(world.k, [id, '999999999']),
    new Map([[id, { number: `VT-${id}`, title: 'Reinscripción', who: 'Ana Díaz' }]]),
  );
});
