import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { declareClosure } from '#calendar';
import { areaLink, noteProgress, receive } from '#desk';
import { addArea } from '#people';
import { sql } from 'kysely';
import { tokenOf } from '../../desk/links.ts';
import { mail } from '../../desk/testing.ts';
import { idleMailbox } from '../../../tests/world/idle-mailbox.ts';
import { type TestHttp, testHttp, type Visitor } from '../../../tests/world/visitors.ts';

// What the product tells an area by itself: its reminders, whoever directs it, another link. The clock stands on a Tuesday at ten.
let t: TestHttp;
let script: Visitor;
let mailbox: { id: string; address: string };
let made = 0;

before(async () => {
  t = await testHttp();
  mailbox = await idleMailbox(t.k);
  script = await t.script('operator');
});
after(() => t?.close());

const detail = async (id: string) => (await script.get(`/conversations/${id}`)).body;
const hour = 3_600_000;

async function handed(head: { head?: string; headMail?: string } = {}, more: object = {}) {
  made += 1;
  const area = { name: `Área ${made}`, mail: `area${made}@itla.example`, ...head };
  await addArea(t.k, area);
  const [one] = await receive(t.k, [mail({ mailbox, subject: `Convalidación ${made}`, receivedAt: t.k.clock.now() })]);
  const id = one?.conversationId as string;
  const { body } = await script.post(`/conversations/${id}/escalations`, { area: area.name, note: 'Confirmar.', ...more });
  const ask = (await detail(id)).messages.findLast((other: any) => other.part === 'ask');
  await noteProgress(t.k, { id: ask.id, delivery: 'accepted', at: t.k.clock.now(), reached: [area.mail] });
  return { id, area, escalation: body.id as string, token: (await areaLink(t.k, body.id)).split('/').at(-1) as string };
}

/** Whom mail about an escalation went to, the asking left out. */
async function told(escalation: string): Promise<string[]> {
  const { rows } = await sql<{ to: string }>`
    select o.recipients[1] as to from mail.outgoing o join desk.message m on m.id = o.id
    where m.escalation_id = ${escalation} and m.part in ('reminder', 'notice') order by o.id`.execute(t.k.db);
  return rows.map((row) => row.to);
}

async function at(moment: string): Promise<void> {
  t.clock.advance(Date.parse(moment) - t.k.clock.now());
  await t.drain();
}

test('an area is reminded at half and at a quarter of its term, at the deadline whoever directs it, each once and marked automatic', async () => {
  // Tuesday 24/11 10:00 am: 24 h of the schedule end on Friday 27/11 at 10:00 am.
  const h = await handed({ head: 'Julio Almonte', headMail: 'julio@itla.example' });
  const other = await handed();
  await at('2026-11-25T13:59:00-04:00');
  assert.deepEqual(await told(h.escalation), []);
  await at('2026-11-25T14:00:00-04:00');
  await at('2026-11-25T14:00:01-04:00');
  assert.deepEqual(await told(h.escalation), [h.area.mail]);
  await at('2026-11-26T12:00:00-04:00');
  assert.deepEqual(await told(h.escalation), [h.area.mail, h.area.mail]);
  await at('2026-11-27T10:00:00-04:00');
  await at('2026-11-28T10:00:00-04:00');
  assert.deepEqual(await told(h.escalation), [h.area.mail, h.area.mail, 'julio@itla.example']);
  const shown = await detail(h.id);
  const events = shown.messages.filter((one: any) => one.direction === 'event').map((one: any) => one.event.kind);
  assert.deepEqual(events, ['escalated', 'reminded', 'reminded', 'area-overdue', 'reminded']);
  assert.equal(
    shown.messages.filter((one: any) => one.part === 'reminder').every((one: any) => one.nature === 'robot'),
    true,
  );
  assert.equal(shown.escalations[0].isOverdue, true);
  // Without a mail of whoever directs it, the coordinator sees it in the conversation.
  assert.deepEqual(await told(other.escalation), [other.area.mail, other.area.mail]);
  assert.match((await detail(other.id)).messages.find((one: any) => one.event?.kind === 'area-overdue').text, /avísele usted/);
  const { rows } = await sql<{ raw: string }>`
    select o.raw_sha256 as raw from mail.outgoing o join desk.message m on m.id = o.id where m.escalation_id = ${h.escalation} and m.part = 'reminder'`.execute(
    t.k.db,
  );
  for (const { raw } of rows) {
    const text = (await t.k.blobs.get(raw)).toString();
    assert.match(text, /^Auto-Submitted: auto-generated/m);
    assert.match(text, /^Reply-To: info\+e\d+\./m);
  }
  assert.equal(shown.state, 'open');
});

test('none after it has ended', async () => {
  const h = await handed({ head: 'Julio', headMail: 'julio@itla.example' });
  const answer = await t.visitor().post('/area/answer', { token: h.token, name: 'Nurys', text: 'Sí.', key: randomUUID() });
  assert.equal(answer.status, 200);
  t.clock.advance(30 * 24 * hour);
  await t.drain();
  assert.deepEqual(await told(h.escalation), []);
});

test('a reminder moves with the deadline', async () => {
  await at('2027-02-08T10:00:00-04:00');
  const h = await handed();
  await declareClosure(t.k, { date: '2027-02-09', reason: 'Tormenta' });
  await at('2027-02-09T14:00:00-04:00');
  assert.deepEqual(await told(h.escalation), []);
  await at('2027-02-10T13:59:00-04:00');
  assert.deepEqual(await told(h.escalation), []);
  await at('2027-02-10T14:00:00-04:00');
  assert.deepEqual(await told(h.escalation), [h.area.mail]);
});

test('an expired link asks for another one, which goes to the area’s own address and is shown to nobody', async () => {
  const h = await handed();
  const expired = tokenOf(t.k, 'area', h.escalation, t.k.clock.real() - 1000);
  const { status, text, body } = await t.visitor().post('/area/link', { token: expired });
  assert.deepEqual([status, body], [200, { state: 'sent' }]);
  assert.doesNotMatch(text, /area\//);
  assert.deepEqual(await told(h.escalation), [h.area.mail]);
  assert.equal((await t.visitor().post('/area/link', { token: expired })).body.state, 'sent-before');
  assert.deepEqual(await told(h.escalation), [h.area.mail]);
  assert.equal((await t.visitor().post('/area/link', { token: `${expired}0` })).body.code, 'link-altered');
});

test('the requester is told, where it is wished, by an automatic mail that counts as no answer', async () => {
  const h = await handed({}, { tellRequester: true });
  assert.deepEqual(await told(h.escalation), ['ana@correo.example']);
  const shown = await detail(h.id);
  const clock = shown.obligations.find((one: any) => one.clause === '5.3');
  assert.deepEqual([clock.settledBy, clock.answeredAt, shown.state], ['escalation', null, 'open']);
  assert.equal(shown.obligations.find((one: any) => one.clause === '5.3-area').state, 'open');
  assert.equal(shown.messages.at(-1).event.kind, 'notified');
});
