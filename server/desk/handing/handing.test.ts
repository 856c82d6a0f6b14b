import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { type TestHttp, testHttp, type Visitor } from '../../../tests/world/visitors.ts';
import { receive } from '../receive.ts';
import { mail, replyTo } from '../testing.ts';
import { idleQueryOf } from './handing-store.ts';
import { returnIdle, returnKey } from './return-idle.ts';

let t: TestHttp;
let coordinator: Visitor;
let ana: Visitor;
let luis: Visitor;
before(async () => {
  t = await testHttp();
  [coordinator, ana, luis] = [await t.signedIn('coordinator'), await t.signedIn('operator'), await t.signedIn('operator')];
  await t.drain();
});
after(() => t?.close());

const at = (text: string) => t.clock.set(`2026-11-${text}:00-04:00`);
async function given(who: Visitor) {
  const question = mail({ receivedAt: t.clock.now() });
  const id = (await receive(t.k, [question]))[0]?.conversationId as string;
  assert.equal((await coordinator.post(`/conversations/${id}/assignment`, { assignee: who.id })).status, 200);
  await t.drain();
  return { id, question };
}
const holder = async (id: string) => (await coordinator.get(`/conversations/${id}`)).body.assignee?.id ?? null;
const lastLine = async (id: string) => (await coordinator.get(`/conversations/${id}`)).body.messages.at(-1).text;

test('what nobody acts on within the hours that are set returns to the queue, with a line; what was acted on stays', async () => {
  at('24T10:00');
  const [idle, noted, drafted, again, put] = [await given(ana), await given(ana), await given(ana), await given(ana), await given(ana)];
  await returnIdle(t.k);
  await t.k.settings.set(returnKey, 4);
  at('24T13:00');
  await ana.post(`/conversations/${noted.id}/notes`, { text: 'Pregunté en Caja.' });
  await ana.put(`/conversations/${drafted.id}/draft`, { base: null, text: 'Buenos días' });
  await receive(t.k, [replyTo(again.question, { receivedAt: t.clock.now() })]);
  await sql`update desk.conversation set snoozed_until = now() where id = ${put.id}`.execute(t.k.db);
  at('24T13:50');
  await returnIdle(t.k);
  assert.equal(await holder(idle.id), ana.id);
  at('24T14:00');
  await returnIdle(t.k);
  await returnIdle(t.k);
  assert.deepEqual(await Promise.all([idle, noted, drafted, again, put].map((one) => holder(one.id))), [
    null,
    ana.id,
    ana.id,
    ana.id,
    ana.id,
  ]);
  assert.match(
    await lastLine(idle.id),
    /devolvió a la cola la conversación que tenía Persona de operator: no la atendió en 4 horas laborables/,
  );
  await t.drain();
  const told = (await ana.get('/notices')).body.items.filter((one: { kind: string }) => one.kind === 'returned');
  assert.deepEqual(
    told.map((one: { conversation: { id: string } }) => one.conversation.id),
    [idle.id],
  );
});

test('hours in which the service is closed do not count, and turned off nothing returns', async () => {
  at('24T15:00');
  const { id } = await given(ana);
  at('25T09:00');
  await returnIdle(t.k);
  assert.equal(await holder(id), ana.id);
  await t.k.settings.set(returnKey, 0);
  at('27T09:00');
  await returnIdle(t.k);
  assert.equal(await holder(id), ana.id);
  await t.k.settings.set(returnKey, 4);
  await t.drain();
  assert.equal(await holder(id), null);
});

test('all that somebody holds passes to one person in one act, with a line each and one notice to each of both', async () => {
  await t.k.settings.set(returnKey, 0);
  at('24T10:00');
  const all = [await given(luis), await given(luis), await given(luis)];
  const before = (await coordinator.get(`/hand-overs?from=${luis.id}`)).body.conversations;
  assert.equal(before, 3);
  assert.equal((await ana.post('/hand-overs', { from: luis.id, to: null, reason: 'x' })).status, 403);
  assert.equal((await coordinator.post('/hand-overs', { from: luis.id, to: luis.id, reason: 'x' })).body.code, 'unknown-assignee');
  const done = await coordinator.post('/hand-overs', { from: luis.id, to: ana.id, reason: 'se traslada a Registro' });
  assert.deepEqual(done.body, { conversations: 3 });
  for (const { id } of all) {
    assert.equal(await holder(id), ana.id);
    assert.match(await lastLine(id), /pasó a Persona de operator la conversación que tenía .*: se traslada a Registro\./);
  }
  await t.drain();
  const [mine] = (await ana.get('/notices')).body.items;
  const [his] = (await luis.get('/notices')).body.items;
  assert.deepEqual([mine.kind, mine.count, his.kind, his.count], ['passed-on', 3, 'taken-over', 3]);
  const { rows } = await sql<{ verb: string }>`select verb from acts.act where verb = 'work.handed-over'`.execute(t.k.db);
  assert.equal(rows.length, 1);
});

test('whoever is shut out, or may answer no more, holds nothing afterwards', async () => {
  const admin = await t.signedIn('admin');
  const [gone, moved] = [await t.signedIn('operator'), await t.signedIn('operator')];
  const [one, other] = [await given(gone), await given(moved)];
  await admin.patch(`/users/${gone.id}`, { disabled: true });
  await admin.patch(`/users/${moved.id}`, { roles: ['quality'] });
  await t.drain();
  assert.deepEqual([await holder(one.id), await holder(other.id)], [null, null]);
  assert.match(await lastLine(one.id), /^Ventanilla devolvió a la cola .*: ya no puede responder\.$/);
});

test('two who hand over the same at once leave each conversation with one of both and one line', async () => {
  const from = await t.signedIn('operator');
  const { id } = await given(from);
  const both = await Promise.all([ana, luis].map((who) => coordinator.post('/hand-overs', { from: from.id, to: who.id, reason: 'se va' })));
  assert.deepEqual(
    both.map((one) => one.body.conversations).toSorted((a, b) => a - b),
    [0, 1],
  );
  assert.ok([ana.id, luis.id].includes(await holder(id)));
});

test('what is looked through for idle work is read by its index', async () => {
  await sql`
    insert into desk.conversation (id, subject, channel, requester_id, requester_name, requester_email, state, nature, is_history, is_quarantined, is_warned,
      waits_for_answer, received_at, last_at, preview, message_count, participants)
    select 500000 + g, 'x', 'mail', (select min(id) from desk.requester), 'P', 'p@correo.example', 'resolved', 'person', false, false, false, false, now(), now(), 'x', 1, '{}'
    from generate_series(1, 20000) g`.execute(t.k.db);
  await sql`analyze desk.conversation`.execute(t.k.db);
  const { rows } = await sql<{ 'QUERY PLAN': string }>`explain ${idleQueryOf(t.clock.now(), 100)}`.execute(t.k.db);
  const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
  assert.match(plan, /conversation_taken/, plan);
  assert.doesNotMatch(plan, /Seq Scan on conversation/, plan);
});
