import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { module as calendar } from '#calendar';
import { module as kernel } from '#kernel';
import { module as people } from '#people';
import { module as procedure } from '#procedure';
import { quietConversations, quietMailbox } from '../../../tests/world/quiet-conversations.ts';
import { type TestHttp, testHttp, type Visitor } from '../../../tests/world/visitors.ts';
import { module as desk, receive } from '../index.ts';
import { answerTo, mail } from '../testing.ts';
import { workBulk } from './work.ts';

let world: TestHttp;
let operator: Visitor;
let coordinator: Visitor;
let keys = 0;

before(async () => {
  world = await testHttp({ modules: [kernel, calendar, people, procedure, desk] });
  [operator, coordinator] = [await world.signedIn('operator'), await world.signedIn('coordinator')];
});
after(() => world?.close());

const ask = (who: Visitor, body: object) => who.post('/conversations/bulk', { key: `k${(keys += 1)}`, ...body });
const look = async (who: Visitor, id: string) => (await who.get(`/bulk/${id}`)).body;
const detail = async (id: string) => (await operator.get(`/conversations/${id}`)).body;
const owner = async (id: string) => (await detail(id)).assignee?.id ?? null;
const arrive = async (...mails: Parameters<typeof mail>[0][]) =>
  (
    await receive(
      world.k,
      mails.map((one) => mail(one)),
    )
  ).map((one) => one.conversationId as string);

test('all of a list are given to one person, each with its event and its act, and back to whom they were', async () => {
  const [one = '', two = '', three = ''] = await arrive({ subject: 'Lote 1' }, { subject: 'Lote 2' }, { subject: 'Lote 3' });
  await operator.post(`/conversations/${two}/take`);
  const asked = await ask(coordinator, { act: 'assign', where: { view: 'toAnswer' }, detail: { assignee: coordinator.id } });
  assert.deepEqual([asked.status, asked.body.state, asked.body.total], [202, 'working', 3]);
  await world.drain();
  const done = await look(coordinator, asked.body.id);
  assert.deepEqual([done.state, done.done, done.waiting, done.told], ['done', 3, 0, []]);
  assert.deepEqual([await owner(one), await owner(two), await owner(three)], [coordinator.id, coordinator.id, coordinator.id]);
  assert.deepEqual((await detail(one)).messages.at(-1).event.kind, 'taken');
  assert.equal((await coordinator.post(`/bulk/${asked.body.id}/undo`)).status, 200);
  await world.drain();
  assert.deepEqual([await owner(one), await owner(two), await owner(three)], [null, operator.id, null]);
  assert.equal((await look(coordinator, asked.body.id)).state, 'undone');
  const auditor = await world.signedIn('auditor');
  const acts = (await auditor.get(`/acts?subject=conversation:${one}`)).body.items.map((act: { verb: string }) => act.verb);
  assert.deepEqual(acts.filter((verb: string) => verb !== 'conversation.read').sort(), [
    'conversation.assigned',
    'conversation.unassigned',
  ]);
});

test('what cannot be done is told with its reason, and the others are done', async () => {
  const question = mail({ subject: 'Respondida' });
  const [answered] = await receive(world.k, [question, answerTo(question)]);
  const id = answered?.conversationId as string;
  const [waiting = ''] = await arrive({ subject: 'Espera' });
  const { body } = await ask(operator, { act: 'resolve', ids: [waiting, id] });
  await world.drain();
  const done = await look(operator, body.id);
  assert.deepEqual([done.done, done.refused], [1, 1]);
  assert.deepEqual(
    done.told.map((one: { number: string; reason: { code: string } }) => [one.number, one.reason.code]),
    [[`VT-${waiting}`, 'waits-for-answer']],
  );
  assert.equal((await detail(id)).state, 'resolved');
  await operator.post(`/bulk/${body.id}/undo`);
  await world.drain();
  assert.equal((await detail(id)).state, 'waiting');
});

test('undoing leaves what changed meanwhile, and says so', async () => {
  const [one = '', two = ''] = await arrive({ subject: 'Tomada 1' }, { subject: 'Tomada 2' });
  const { body } = await ask(operator, { act: 'take', ids: [one, two] });
  await world.drain();
  await coordinator.post(`/conversations/${two}/take`);
  await operator.post(`/bulk/${body.id}/undo`);
  await world.drain();
  const undone = await look(operator, body.id);
  assert.deepEqual([undone.state, undone.undone, undone.left, undone.told[0].reason.code], ['undone', 1, 1, 'changed-meanwhile']);
  assert.deepEqual([await owner(one), await owner(two)], [null, coordinator.id]);
});

test('back to the queue and open again, each only as the act itself is allowed', async () => {
  const [mine = '', hers = ''] = await arrive({ subject: 'Mía' }, { subject: 'De ella' });
  await operator.post(`/conversations/${mine}/take`);
  await coordinator.post(`/conversations/${hers}/take`);
  const { body } = await ask(operator, { act: 'unassign', ids: [mine, hers] });
  await world.drain();
  assert.deepEqual(
    (await look(operator, body.id)).told.map((one: { id: string }) => one.id),
    [hers],
  );
  assert.deepEqual([await owner(mine), await owner(hers)], [null, coordinator.id]);
  const { body: reopening } = await ask(operator, { act: 'reopen', where: { view: 'resolved' } });
  assert.equal(reopening.code, 'nothing-selected');
});

test('the same key is the same act; whoever may not, and a key of something else, are refused', async () => {
  const [one = ''] = await arrive({ subject: 'Una vez' });
  const body = { act: 'take', ids: [one], key: 'misma' };
  const first = await ask(operator, body);
  assert.equal((await ask(operator, body)).body.id, first.body.id);
  assert.equal((await ask(operator, { ...body, act: 'resolve' })).body.code, 'key-used');
  assert.equal((await ask(operator, { act: 'assign', ids: [one], detail: { assignee: operator.id } })).status, 403);
  assert.equal((await ask(coordinator, { act: 'assign', ids: [one] })).body.code, 'bad-detail');
  assert.equal((await ask(coordinator, { act: 'take', ids: [one], where: {} })).status, 400);
  assert.equal((await coordinator.get(`/bulk/${first.body.id}`)).body.code, 'unknown-bulk');
  await world.drain();
});

test('what is undone before it began is not done; what a search found is all of it', async () => {
  await arrive({ subject: 'Jacaranda 1' }, { subject: 'Jacaranda 2' });
  const { body } = await ask(operator, { act: 'take', where: { q: 'jacaranda' } });
  assert.equal(body.total, 2);
  await operator.post(`/bulk/${body.id}/undo`);
  await world.drain();
  const undone = await look(operator, body.id);
  assert.deepEqual([undone.state, undone.undone, undone.done], ['undone', 2, 0]);
});

test('two workers share it, and nothing is done twice', async () => {
  await quietConversations(world.k, 120);
  const { body } = await ask(operator, { act: 'take', where: { mailbox: quietMailbox, assignee: 'none' } });
  assert.equal(body.total, 120);
  await Promise.all([workBulk(world.k, body.id), workBulk(world.k, body.id)]);
  await world.drain();
  const done = await look(operator, body.id);
  assert.deepEqual([done.state, done.done], ['done', 120]);
  const events = await operator.get(`/conversations?mailbox=${quietMailbox}&limit=1`);
  assert.equal(
    (await detail(events.body.items[0].id)).messages.filter((one: { direction: string }) => one.direction === 'event').length,
    1,
  );
});

test('more than ten thousand are refused with what to do, and nothing is kept of it', async () => {
  await quietConversations(world.k, 9_890);
  const { body } = await ask(operator, { act: 'take', where: { mailbox: quietMailbox } });
  assert.equal(body.code, 'too-many');
});
