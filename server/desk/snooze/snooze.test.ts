import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { declareClosure } from '#calendar';
import { type TestHttp, testHttp, type Visitor } from '../../../tests/world/visitors.ts';
import { receive } from '../receive.ts';
import { answerTo, mail, replyTo } from '../testing.ts';

// Asked on a Tuesday at nine, due on Friday at nine; it is ten.
let t: TestHttp;
let operator: Visitor;
before(async () => {
  t = await testHttp();
  operator = await t.signedIn('operator');
});
after(() => t?.close());

const arrive = async (one = mail()) => (await receive(t.k, [one]))[0]?.conversationId as string;
const snooze = (id: string, body: object) => operator.post(`/conversations/${id}/snooze`, body);
const shown = async (id: string) => (await operator.get(`/conversations/${id}`)).body;
const listed = async (view: string): Promise<string[]> =>
  (await operator.get(`/conversations?view=${view}&limit=200`)).body.items.map((one: { id: string }) => one.id);
const lines = async (id: string): Promise<[string, string][]> =>
  (await shown(id)).messages.flatMap((one: { event: { kind: string; detail: string } | null }) =>
    one.event && ['snoozed', 'woke'].includes(one.event.kind) ? [[one.event.kind, one.event.detail]] : [],
  );

test('put off, it leaves «Míos» and stands under «Pospuestas», and owes what it owed; at its hour it is back, and says so', async () => {
  const id = await arrive();
  await operator.post(`/conversations/${id}/take`);
  assert.deepEqual((await snooze(id, { choice: 'nextDay' })).body, { until: '2026-11-25T08:00:00-04:00' });
  assert.equal((await shown(id)).snoozedUntil, '2026-11-25T08:00:00-04:00');
  for (const [view, isThere] of [
    ['mine', false],
    ['snoozed', true],
    ['toAnswer', true],
  ] as const)
    assert.equal((await listed(view)).includes(id), isThere, view);
  assert.equal((await shown(id)).dueAt, '2026-11-27T09:00:00-04:00');
  await t.drain();
  assert.ok((await listed('snoozed')).includes(id));
  t.clock.set('2026-11-25T08:00:00-04:00');
  await t.drain();
  t.clock.set('2026-11-24T10:00:00-04:00');
  assert.equal((await shown(id)).snoozedUntil, null);
  assert.ok((await listed('mine')).includes(id));
  assert.deepEqual(await lines(id), [
    ['snoozed', '2026-11-25T08:00:00-04:00'],
    ['woke', 'time'],
  ]);
});

test('a message of the requester wakes it; a robot’s does not, nor our own answer found in Sent', async () => {
  const question = mail();
  const id = await arrive(question);
  await snooze(id, { choice: 'nextDay' });
  await receive(t.k, [replyTo(question, { nature: 'robot' }), answerTo(question)]);
  assert.notEqual((await shown(id)).snoozedUntil, null);
  await receive(t.k, [replyTo(question)]);
  assert.equal((await shown(id)).snoozedUntil, null);
  assert.deepEqual((await lines(id)).at(-1), ['woke', 'message']);
});

test('what is shown in another wakes that one', async () => {
  const [question, other] = [mail(), mail()];
  const [from, into] = [await arrive(question), await arrive(other)];
  await operator.post(`/conversations/${into}/merges`, { conversation: from });
  await snooze(from, { choice: 'nextDay' });
  assert.notEqual((await shown(into)).snoozedUntil, null);
  await receive(t.k, [replyTo(question)]);
  assert.equal((await shown(into)).snoozedUntil, null);
});

test('a deadline is never slept through: later than it is refused with when it is, and what is late is not put off at all', async () => {
  const id = await arrive();
  const offered = (await operator.get(`/conversations/${id}/snooze`)).body;
  assert.deepEqual(
    offered.items.map((one: { choice: string; isAfterDue: boolean }) => [one.choice, one.isAfterDue]),
    [
      ['today', false],
      ['nextDay', false],
      ['monday', true],
      ['beforeDue', false],
    ],
  );
  assert.equal(offered.dueAt, '2026-11-27T09:00:00-04:00');
  const late = await snooze(id, { choice: 'monday' });
  assert.deepEqual([late.status, late.body.code], [409, 'snooze-after-due']);
  assert.match(late.body.detail, /vie 27\/11, 9:00 am/);
  assert.equal((await snooze(id, { until: '2026-11-27T09:00:00-04:00' })).status, 200);
  assert.equal((await snooze(id, { until: '2026-11-24T09:00:00-04:00' })).body.code, 'snooze-in-past');
  const overdue = await arrive(mail({ receivedAt: Date.parse('2026-11-16T09:00:00-04:00') }));
  assert.equal((await snooze(overdue, { choice: 'today' })).body.code, 'snooze-overdue');
});

test('a deadline that appears before it since wakes it in time', async () => {
  const question = mail();
  const id = await arrive(question);
  await receive(t.k, [answerTo(question)]);
  await t.k.settings.set('desk.complaint_days', 2);
  await snooze(id, { until: '2026-12-14T08:00:00-04:00' });
  const other = await arrive();
  await operator.put(`/conversations/${other}/own-term`, { kind: 'complaint' });
  await snooze(other, { until: '2026-11-26T15:59:00-04:00' });
  // Thursday is closed: the complaint is due a day later, and the closure taken back, a day earlier again.
  await declareClosure(t.k, { date: '2026-11-25', reason: 'Tormenta' });
  await snooze(other, { until: '2026-11-27T09:00:00-04:00' });
  const closure = (await (await t.signedIn('coordinator')).get('/calendar')).body.closures.at(-1);
  await (await t.signedIn('coordinator')).delete(`/calendar/closures/${closure.id}`);
  await t.drain();
  t.clock.set('2026-11-26T15:30:00-04:00');
  await t.drain();
  t.clock.set('2026-11-24T10:00:00-04:00');
  assert.deepEqual((await lines(other)).at(-1), ['woke', 'due']);
  assert.notEqual((await shown(id)).snoozedUntil, null);
});

test('another moment replaces the one before; by hand, or resolved, it is over', async () => {
  const question = mail();
  const id = await arrive(question);
  await snooze(id, { choice: 'today' });
  await snooze(id, { choice: 'nextDay' });
  t.clock.set('2026-11-24T14:00:00-04:00');
  await t.drain();
  t.clock.set('2026-11-24T10:00:00-04:00');
  assert.notEqual((await shown(id)).snoozedUntil, null);
  await operator.delete(`/conversations/${id}/snooze`);
  await operator.delete(`/conversations/${id}/snooze`);
  assert.deepEqual((await lines(id)).at(-1), ['woke', 'person']);
  await receive(t.k, [answerTo(question)]);
  await snooze(id, { choice: 'nextDay' });
  await operator.post(`/conversations/${id}/resolution`);
  assert.equal((await shown(id)).snoozedUntil, null);
  assert.equal((await snooze(id, { choice: 'nextDay' })).body.code, 'snooze-resolved');
});
