import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type TestHttp, testHttp, type Visitor } from '../../../tests/world/visitors.ts';
import { receive } from '../receive.ts';
import { mail } from '../testing.ts';

let t: TestHttp;
let head: Visitor;
let operator: Visitor;
before(async () => {
  t = await testHttp();
  head = await t.signedIn('head');
  operator = await t.signedIn('operator');
});
after(() => t?.close());

const asked = async (more = {}) => (await receive(t.k, [mail(more)]))[0]?.conversationId as string;
const shown = async (id: string) => (await operator.get(`/conversations/${id}`)).body;
const followed = async (who: Visitor): Promise<string[]> =>
  (await who.get('/conversations?view=followed')).body.items.map((one: { id: string }) => one.id);

test('whoever follows a conversation has it under «Seguidas», and others see who does; no more, it leaves', async () => {
  const id = await asked({ cc: ['jefa@correo.example'] });
  await head.put(`/conversations/${id}/following`);
  await head.put(`/conversations/${id}/following`);
  assert.deepEqual([await followed(head), await followed(operator)], [[id], []]);
  const { followers, participants } = await shown(id);
  assert.deepEqual(followers, [{ id: head.id, name: 'Persona de head' }]);
  assert.deepEqual(participants, ['ana@correo.example', 'jefa@correo.example']);
  await head.delete(`/conversations/${id}/following`);
  await head.delete(`/conversations/${id}/following`);
  assert.deepEqual([await followed(head), (await shown(id)).followers], [[], []]);
});

test('what is shown in another is followed there', async () => {
  const [from, into] = [await asked(), await asked()];
  await operator.put(`/conversations/${from}/following`);
  await operator.post(`/conversations/${into}/merges`, { conversation: from });
  assert.equal((await shown(into)).followers.length, 1);
  await operator.delete(`/conversations/${into}/following`);
  assert.equal((await shown(into)).followers.length, 0);
});
