import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { areaLink, noteProgress, receive } from '#desk';
import { addArea } from '#people';
import { sql } from 'kysely';
import { mail } from '../../desk/testing.ts';
import { idleMailbox } from '../../../tests/world/idle-mailbox.ts';
import { type TestHttp, testHttp, type Visitor } from '../../../tests/world/visitors.ts';

// A Tuesday at ten: an area of which something is owed, and whoever does not want to wait longer for it.
const area = { name: 'Registro', mail: 'registro@itla.example' };
const hour = 3_600_000;
let t: TestHttp;
let coordinator: Visitor;
let escalation: string;

before(async () => {
  t = await testHttp();
  coordinator = await t.script('coordinator');
  const mailbox = await idleMailbox(t.k);
  await addArea(t.k, area);
  const [one] = await receive(t.k, [mail({ mailbox, subject: 'Convalidación', receivedAt: t.k.clock.now() })]);
  const conversation = one?.conversationId as string;
  const script = await t.script('operator');
  escalation = (await script.post(`/conversations/${conversation}/escalations`, { area: area.name, note: 'Confirmar.' })).body.id;
  const { messages } = (await script.get(`/conversations/${conversation}`)).body;
  const ask = messages.findLast((other: any) => other.part === 'ask');
  await noteProgress(t.k, { id: ask.id, delivery: 'accepted', at: t.k.clock.now(), reached: [area.mail] });
});
after(() => t?.close());

const insist = async (id = escalation) => (await coordinator.post(`/escalations/${id}/reminders`, {})).body.code ?? 'done';

async function reminded(): Promise<string[]> {
  const { rows } = await sql<{ to: string }>`
    select o.recipients[1] as to from mail.outgoing o join desk.message m on m.id = o.id
    where m.escalation_id = ${escalation} and m.part = 'reminder' order by o.id`.execute(t.k.db);
  return rows.map((row) => row.to);
}

test('what an area owes stands in Hoy as a target of ours, and a person insists: a mail to the area, not twice in an hour', async () => {
  // 24 hours of the schedule from Tuesday at ten: Friday at ten.
  t.clock.advance(Date.parse('2026-11-27T11:00:00-04:00') - t.k.clock.now());
  const { overdue } = (await coordinator.get('/today?scope=all')).body;
  const item = overdue.items.find((one: any) => one.kind === 'area');
  assert.deepEqual(
    [item.clause, item.basis, item.isOverdue, item.remainingSeconds, item.area],
    ['5.3-area', 'target', true, -3600, { name: area.name, escalation, reminders: 0 }],
  );
  assert.deepEqual([await insist(), await insist()], ['done', 'just-reminded']);
  assert.deepEqual(await reminded(), [area.mail]);
  t.clock.advance(hour + 1);
  assert.equal(await insist(), 'done');
  assert.deepEqual(await reminded(), [area.mail, area.mail]);
});

test('nobody insists on what is not owed any more, nor on what there is not', async () => {
  const token = (await areaLink(t.k, escalation)).split('/').at(-1) as string;
  await coordinator.post('/area/return', { token, name: 'Nurys Abreu', reason: 'No nos toca.', key: randomUUID() });
  t.clock.advance(hour);
  assert.deepEqual([await insist(), await insist('987654')], ['nothing-owed', 'unknown-escalation']);
});
