import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type TestHttp, testHttp, type Visitor } from '../../../tests/world/visitors.ts';
import { handOver } from '../on-duty.ts';
import { receive } from '../receive.ts';
import { answerTo, mail, replyTo } from '../testing.ts';

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
  return { id, question };
}
const holder = async (id: string) => (await coordinator.get(`/conversations/${id}`)).body.assignee?.id ?? null;
const away = (who: Visitor, from: string, to: string, substitute: string | null) =>
  coordinator.post('/rota/absences', { person: who.id, from, to, kind: 'vacation', substitute });

test('what an absent person holds goes to the substitute when the day opens, with a line, and what is written to it meanwhile as it comes', async () => {
  const [waits, answered] = [await given(ana), await given(ana)];
  await receive(t.k, [answerTo(answered.question)]);
  const noted = await away(ana, '2026-11-25', '2026-11-27', luis.id as string);
  assert.equal(noted.status, 201);
  await t.drain();
  assert.equal(await holder(waits.id), ana.id);
  at('25T08:00');
  await handOver(t.k);
  assert.deepEqual([await holder(waits.id), await holder(answered.id)], [luis.id, ana.id]);
  const line = (await luis.get(`/conversations/${waits.id}`)).body.messages.at(-1).text;
  assert.match(line, /pasó a Persona de operator la conversación que tenía Persona de operator: está ausente/);
  at('25T10:00');
  await receive(t.k, [replyTo(answered.question, { receivedAt: t.clock.now() })]);
  assert.equal(await holder(answered.id), luis.id);
  await t.drain();
  const kinds = (await luis.get('/notices')).body.items.map((one: { kind: string }) => one.kind);
  assert.equal(kinds.filter((kind: string) => kind === 'passed-on').length, 2);
  // It stays theirs: the next opening passes it to nobody.
  at('26T08:00');
  await handOver(t.k);
  assert.equal(await holder(waits.id), luis.id);
});

test('a substitute who is away too is none: it returns as ever', async () => {
  at('30T09:00');
  const { id } = await given(ana);
  await away(luis, '2026-11-30', '2026-12-01', null);
  await away(ana, '2026-11-30', '2026-12-01', luis.id as string);
  await t.drain();
  assert.equal(await holder(id), null);
});

test('nobody stands in for oneself, nor somebody who may not answer; the rota shows who does', async () => {
  const auditor = await t.signedIn('auditor');
  for (const who of [ana.id, auditor.id])
    assert.equal((await away(ana, '2026-12-10', '2026-12-11', who as string)).body.code, 'unknown-operator');
  await away(ana, '2026-12-10', '2026-12-11', luis.id as string);
  const [absence] = (await coordinator.get('/rota?from=2026-12-10&to=2026-12-10')).body.absences;
  assert.equal(absence.substitute.id, luis.id);
});
