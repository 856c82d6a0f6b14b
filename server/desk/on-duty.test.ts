import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { addUser } from '#people';
import { setOperators } from '#rota';
import { type TestHttp, testHttp, type Visitor } from '../../tests/world/visitors.ts';
import { take } from './assign.ts';
import { note } from './note.ts';
import { handOver } from './on-duty.ts';
import { receive } from './receive.ts';
import { mail } from './testing.ts';

// A Tuesday at ten, and the days after it.
let t: TestHttp;
let coordinator: Visitor;
const people = new Map<string, string>();

before(async () => {
  t = await testHttp();
  coordinator = await t.signedIn('coordinator');
  for (const name of ['Ana', 'Luis'])
    people.set(name, (await addUser(t.k, { name, email: `${name.toLowerCase()}@itla.example`, roles: ['operator'] })).id);
});
after(() => t?.close());

const id = (name: string) => people.get(name) as string;
const set = (date: string, name: string) =>
  setOperators(t.k, [{ date, duty: 'mail', accountId: id(name) }], { reason: null, mustExplain: false });
const at = (text: string) => t.clock.set(`2026-${text}:00-04:00`);
const come = async (more: object = {}) => {
  const [one] = await receive(t.k, [mail({ ...more, receivedAt: t.clock.now() })]);
  return one?.conversationId as string;
};
const holder = async (conversation: string) => (await coordinator.get(`/conversations/${conversation}`)).body.assignee?.name ?? null;
const events = async (conversation: string) =>
  (await coordinator.get(`/conversations/${conversation}`)).body.messages
    .filter((one: { direction: string }) => one.direction === 'event')
    .map((one: { text: string }) => one.text);

test('while nobody is on duty new work is nobody’s; as soon as somebody is, it is theirs', async () => {
  const waiting = await come();
  const robot = await come({ nature: 'robot' });
  assert.equal(await holder(waiting), null);
  await set('2026-11-24', 'Ana');
  await t.drain();
  assert.equal(await holder(waiting), 'Ana');
  assert.equal(await holder(robot), null);
  assert.deepEqual(await events(waiting), ['Turnos asignó la conversación a Ana: no tenía a nadie.']);
});

test('new work goes to the operator of the day without a line in the conversation', async () => {
  const waiting = await come();
  assert.deepEqual([await holder(waiting), await events(waiting)], ['Ana', []]);
  assert.equal(await holder(await come({ isHistory: true })), null);
});

test('what nobody took passes to the next operator at the opening; what was taken or answered stays', async () => {
  const [untaken, taken, noted, byHand] = [await come(), await come(), await come(), await come()];
  const ana = t.k.as({ kind: 'person', accountId: id('Ana'), name: 'Ana', roles: ['operator'] });
  await take(ana, taken);
  await note(ana, noted, 'Falta un dato.');
  assert.equal((await coordinator.post(`/conversations/${byHand}/assignment`, { assignee: id('Ana') })).status, 200);
  await set('2026-11-25', 'Luis');
  await handOver(t.k);
  assert.equal(await holder(untaken), 'Ana', 'it is still her day');
  at('11-24T17:00');
  const evening = await come();
  assert.equal(await holder(evening), 'Luis', 'its work starts tomorrow');
  at('11-25T07:59');
  await handOver(t.k);
  assert.equal(await holder(untaken), 'Ana');
  at('11-25T08:00');
  await handOver(t.k);
  await handOver(t.k);
  assert.deepEqual([await holder(untaken), await holder(taken), await holder(noted), await holder(byHand)], ['Luis', 'Ana', 'Ana', 'Ana']);
  assert.deepEqual(await events(untaken), ['Turnos asignó la conversación a Luis: Ana no la tomó.']);
});

test('what somebody holds who is away returns at the opening, taken or not', async () => {
  const held = await come();
  assert.equal((await coordinator.post(`/conversations/${held}/assignment`, { assignee: id('Ana') })).status, 200);
  await coordinator.post('/rota/absences', { person: id('Ana'), from: '2026-11-26', to: '2026-11-27', kind: 'sick' });
  await set('2026-11-26', 'Luis');
  at('11-26T08:00');
  await handOver(t.k);
  assert.equal(await holder(held), 'Luis');
  const { body } = await coordinator.get('/conversations?view=all&limit=200');
  const anas = body.items.filter(
    (one: { state: string; assignee: { name: string } | null }) => one.state === 'open' && one.assignee?.name === 'Ana',
  );
  assert.deepEqual(anas, []);
});

test('away and nobody on duty: the work is unassigned, and said so', async () => {
  const held = await come();
  await coordinator.post(`/conversations/${held}/assignment`, { assignee: id('Luis') });
  await coordinator.post('/rota/absences', { person: id('Luis'), from: '2026-11-26', to: '2026-11-26', kind: 'leave' });
  await t.drain();
  assert.equal(await holder(held), null);
  assert.deepEqual((await events(held)).at(-1), 'Turnos dejó la conversación sin asignar: Luis está ausente.');
});
