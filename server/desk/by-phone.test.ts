import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { conformity } from '#procedure';
import { type TestHttp, testHttp, type Visitor } from '../../tests/world/visitors.ts';
import { receive } from './receive.ts';
import { mail } from './testing.ts';

let t: TestHttp;
let operator: Visitor;
before(async () => {
  t = await testHttp();
  operator = await t.signedIn('operator');
});
after(() => t?.close());

const at = (time: string) => `2026-11-24T${time}:00-04:00`;
// Asked at nine; it is ten.
const asked = async () => (await receive(t.k, [mail()]))[0]?.conversationId as string;
const shown = async (id: string) => (await operator.get(`/conversations/${id}`)).body;

test('an answer by telephone ends the wait at the time of the call, and is counted apart', async () => {
  const id = await asked();
  const said = await operator.post(`/conversations/${id}/phone-answers`, { text: 'Le expliqué los requisitos.', at: at('09:40') });
  assert.equal(said.status, 201);
  const conversation = await shown(id);
  assert.deepEqual([conversation.state, conversation.dueAt], ['waiting', null]);
  const [row] = conversation.obligations;
  assert.deepEqual([row.state, row.settledAt, row.settledBy, row.answeredAt], ['met', at('09:40'), 'phone', at('09:40')]);
  const message = conversation.messages.at(-1);
  assert.deepEqual([message.direction, message.delivery, message.marks], ['out', 'accepted', ['by-phone']]);
  const [figure] = await conformity(t.k, { month: '2026-11' });
  assert.deepEqual([figure?.met, figure?.byPhone, figure?.answered?.met], [1, 1, 1]);
});

test('annulled with a reason, the wait goes on and both are told in the thread', async () => {
  const id = await asked();
  const { body } = await operator.post(`/conversations/${id}/phone-answers`, { text: 'Nadie contestó.' });
  const without = await operator.post(`/messages/${body.id}/annulment`, { reason: ' ' });
  assert.deepEqual([without.status, without.body.code], [400, 'reason-missing']);
  assert.equal((await operator.post(`/messages/${body.id}/annulment`, { reason: 'Era otra persona.' })).status, 200);
  const conversation = await shown(id);
  assert.deepEqual([conversation.state, conversation.obligations[0].state, conversation.obligations[0].settledBy], ['open', 'open', null]);
  assert.match(conversation.messages.at(-1).text, /anuló la respuesta por teléfono\. Motivo: Era otra persona\./);
  assert.ok(conversation.messages.some((one: { marks: string[] }) => one.marks.includes('annulled')));
  assert.equal((await operator.post(`/messages/${body.id}/annulment`, { reason: 'Otra vez.' })).status, 404);
});

test('a call later than now, earlier than the question, or where nobody waits is refused with what to correct', async () => {
  const id = await asked();
  const refused = async (body: object) => {
    const answer = await operator.post(`/conversations/${id}/phone-answers`, body);
    return [answer.status, answer.body.code];
  };
  assert.deepEqual(await refused({ text: 'Sí.', at: at('10:30') }), [400, 'call-in-future']);
  assert.deepEqual(await refused({ text: 'Sí.', at: at('08:59') }), [400, 'call-before-question']);
  assert.equal((await refused({ text: 'Sí.', at: 'ayer' }))[0], 400);
  assert.deepEqual(await refused({ text: '  ' }), [400, 'text-missing']);
  await operator.post(`/conversations/${id}/phone-answers`, { text: 'Sí.' });
  assert.deepEqual(await refused({ text: 'Sí.' }), [409, 'nothing-waits']);
});

test('who writes again after the call waits anew', async () => {
  const id = await asked();
  await operator.post(`/conversations/${id}/phone-answers`, { text: 'Sí.', at: at('09:30') });
  const [first] = (await shown(id)).messages;
  await receive(t.k, [
    mail({ references: [first.messageId ?? ''], from: 'Ana <ana@correo.example>', receivedAt: Date.parse(at('09:50')) }),
  ]);
  const all = (await operator.get('/conversations?view=toAnswer')).body.items;
  assert.ok(all.length > 0);
});
