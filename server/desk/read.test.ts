import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { module as calendar } from '#calendar';
import { module as kernel } from '#kernel';
import { module as people } from '#people';
import { module as procedure } from '#procedure';
import { type TestHttp, testHttp } from '../../tests/world/visitors.ts';
import { module as desk, receive } from './index.ts';
import { mail } from './testing.ts';

let world: TestHttp;
before(async () => {
  world = await testHttp({ modules: [kernel, calendar, people, procedure, desk] });
});
after(() => world?.close());

test('opening a conversation is an act of whoever opens it, once an hour', async () => {
  const [received] = await receive(world.k, [mail()]);
  const id = received?.conversationId ?? '';
  const auditor = await world.signedIn('auditor');
  const operator = await world.signedIn('operator');
  const readers = async (): Promise<string[]> =>
    (await auditor.get(`/acts?subject=conversation:${id}&verb=conversation.read`)).body.items.map(
      (one: { actor: { id: string } }) => one.actor.id,
    );
  await operator.get(`/conversations/${id}`);
  await operator.get(`/conversations/${id}`);
  assert.deepEqual(await readers(), [operator.id]);
  await auditor.get(`/conversations/${id}`);
  world.clock.set(world.clock.now() + 3_600_001);
  await operator.get(`/conversations/${id}`);
  assert.deepEqual(await readers(), [operator.id, auditor.id, operator.id]);
});
