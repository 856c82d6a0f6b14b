import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { declareClosure } from '#calendar';
import { conformity } from '#procedure';
import { type TestHttp, testHttp, type Visitor } from '../../tests/world/visitors.ts';
import { receive } from './receive.ts';
import { mail } from './testing.ts';

// Asked on a Tuesday at nine; it is ten.
let t: TestHttp;
let operator: Visitor;
before(async () => {
  t = await testHttp();
  operator = await t.signedIn('operator');
});
after(() => t?.close());

const asked = async (more: object = {}) => (await receive(t.k, [mail(more)]))[0]?.conversationId as string;
const shown = async (id: string) => (await operator.get(`/conversations/${id}`)).body;
const say = (id: string, kind: string | null) => operator.put(`/conversations/${id}/own-term`, { kind });
const clock = async (id: string, clause: string) =>
  (await shown(id)).obligations.filter((one: { clause: string }) => one.clause === clause);

test('a request for public information has fifteen working days from its receipt, beside 5.3 and outside conformity', async () => {
  const id = await asked();
  assert.equal((await say(id, 'information')).status, 200);
  const [row] = await clock(id, 'ley-200-04');
  assert.deepEqual(
    [row.basis, row.openedAt, row.dueAt, row.state],
    ['target', '2026-11-24T09:00:00-04:00', '2026-12-15T16:00:00-04:00', 'open'],
  );
  const conversation = await shown(id);
  assert.ok(conversation.flags.includes('information'));
  assert.equal(conversation.obligations[0].clause, '5.3');
  const clauses = (await conformity(t.k, { month: '2026-12', targets: true })).map((one) => one.clause);
  assert.ok(!clauses.includes('ley-200-04'));
  assert.match(conversation.messages.at(-1).text, /solicitud de acceso a la información pública \(Ley 200-04\)/);
});

test('a complaint has the institution’s own term; said again it changes nothing, taken back its clock is gone', async () => {
  await t.k.settings.set('desk.complaint_days', 3);
  const id = await asked();
  await say(id, 'complaint');
  await say(id, 'complaint');
  const [row, ...more] = await clock(id, 'queja');
  assert.deepEqual([row.dueAt, more.length], ['2026-11-27T16:00:00-04:00', 0]);
  await say(id, null);
  assert.deepEqual(await clock(id, 'queja'), []);
  assert.ok(!(await shown(id)).flags.includes('complaint'));
  await say(id, 'complaint');
  assert.equal((await clock(id, 'queja')).length, 1);
  await say(id, 'information');
  assert.deepEqual([(await clock(id, 'queja')).length, (await clock(id, 'ley-200-04')).length], [0, 1]);
});

test('the answer to the requester settles it, an annulled one opens it again; an escalation does not', async () => {
  const id = await asked();
  await say(id, 'complaint');
  const { body } = await operator.post(`/conversations/${id}/phone-answers`, { text: 'Se le explicó.', at: '2026-11-24T09:30:00-04:00' });
  const [met] = await clock(id, 'queja');
  assert.deepEqual([met.state, met.settledAt, met.settledBy], ['met', '2026-11-24T09:30:00-04:00', 'phone']);
  await operator.post(`/messages/${body.id}/annulment`, { reason: 'No contestó.' });
  assert.equal((await clock(id, 'queja'))[0].state, 'open');
});

test('a closure moves it by a day', async () => {
  const id = await asked();
  await say(id, 'complaint');
  await declareClosure(t.k, { date: '2026-11-26', reason: 'Tormenta' });
  assert.equal((await clock(id, 'queja'))[0].dueAt, '2026-11-30T16:00:00-04:00');
});
