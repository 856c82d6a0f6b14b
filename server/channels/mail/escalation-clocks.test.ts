import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { areaLink } from '#desk';
import { conformity, obligationsOf } from '#procedure';
import { addArea } from '#people';
import { answerAsArea } from '../../desk/area-page.ts';
import { escalate } from '../../desk/escalate.ts';
import { reply } from '../../desk/reply.ts';
import { showConversation } from '../../desk/show.ts';
import type { Box } from '../../../tests/world/mail-desk.ts';
import { deliveryReport } from '../../../tests/world/mails.ts';
import { type SendDesk, sendDesk } from '../../../tests/world/send-desk.ts';
import { eventually } from '../../../tests/world/temporary.ts';

// The clocks of a matter that is handed to an area, over a real outgoing server.
let desk: SendDesk;
let areas = 0;

before(async () => {
  desk = await sendDesk();
});
after(() => desk?.close());

const all = { messages: 100, before: null, isBrief: false };
const show = (id: string) => showConversation(desk.k, id, all);

async function area(): Promise<{ name: string; mail: string }> {
  areas += 1;
  const one = { name: `Área ${areas}`, mail: `area${areas}@itla.test` };
  await addArea(desk.k, one);
  return one;
}

async function escalated(id: string, more: Partial<Parameters<typeof escalate>[2]> = {}) {
  const to = await area();
  const { id: escalation } = await escalate(desk.k, id, { area: to.name, note: 'Confirmar.', dueAt: null, undoFor: 0, ...more });
  return { escalation, to };
}

async function sent(id: string, escalation: string, state = 'sent'): Promise<void> {
  await desk.sender.look();
  await eventually(`it is ${state}`, async () => (await show(id)).escalations.find((one) => one.id === escalation)?.state === state);
}

async function clocks(id: string): Promise<string[]> {
  const rows = await obligationsOf(desk.k, { kind: 'conversation', id });
  return rows.map((row) => `${row.clause} ${row.basis} ${row.settledBy ?? row.state}`).sort();
}

function bounceOf(box: Box, mail: { raw: Buffer; to: readonly string[] }): string {
  const messageId = /^Message-ID: (<[^>]+>)/im.exec(mail.raw.toString())?.[1];
  return deliveryReport({ to: box.user, recipient: mail.to[0] ?? '', messageId: messageId ?? '' });
}

test('at the 250 of the first escalation 5.3 is met and the area owes; each area has its own clock', async () => {
  const { id } = await desk.asked();
  const first = await escalated(id);
  assert.deepEqual(await clocks(id), ['5.3 text open']);
  await sent(id, first.escalation);
  assert.deepEqual(await clocks(id), ['5.3 text escalation', '5.3-area target open']);
  const second = await escalated(id);
  await sent(id, second.escalation);
  assert.deepEqual(await clocks(id), ['5.3 text escalation', '5.3-area target open', '5.3-area target open']);
  const rows = await obligationsOf(desk.k, { kind: 'conversation', id });
  assert.deepEqual(
    rows.filter((one) => one.clause === '5.3-area').map((one) => one.owedBy),
    [first.to.name, second.to.name],
  );
  assert.equal(rows.find((one) => one.clause === '5.3')?.answeredAt, null);
  const shown = await show(id);
  assert.deepEqual([shown.state, shown.dueAt], ['open', null]);
  const { items } = { items: await conformity(desk.k, { targets: true, month: shown.escalations[0]?.dueAt.slice(0, 7) as string }) };
  assert.ok((items.find((one) => one.clause === '5.3-area')?.open ?? 0) >= 2);
});

test('a deadline of its own is the area’s deadline', async () => {
  const { id } = await desk.asked();
  const dueAt = Date.parse('2026-12-11T12:00:00-04:00');
  const { escalation } = await escalated(id, { dueAt });
  await sent(id, escalation);
  const owed = (await obligationsOf(desk.k, { kind: 'conversation', id })).find((one) => one.clause === '5.3-area');
  assert.equal(owed?.dueAt, '2026-12-11T12:00:00-04:00');
});

test('our own answer relieves the area, which is counted apart, and notes when the requester was answered', async () => {
  const { id } = await desk.asked();
  const { escalation } = await escalated(id);
  await sent(id, escalation);
  await reply(desk.k, id, { text: 'Ya está.', html: null, cc: [], attachments: [], key: randomUUID(), undoFor: 0, seen: null });
  await desk.sender.look();
  await eventually('it waits', async () => (await show(id)).state === 'waiting');
  const rows = await obligationsOf(desk.k, { kind: 'conversation', id });
  const [text, owed] = [rows.find((one) => one.clause === '5.3'), rows.find((one) => one.clause === '5.3-area')];
  assert.deepEqual([text?.settledBy, text?.answeredAt !== null], ['escalation', true]);
  assert.deepEqual([owed?.outcome, owed?.state], ['liberado', 'setAside']);
});

test('an escalation that comes back a day later reopens 5.3, and the area owes nothing', async () => {
  const { box, id } = await desk.asked();
  const { escalation } = await escalated(id);
  await sent(id, escalation);
  const mail = desk.smtp.mails.at(-1) as { raw: Buffer; to: readonly string[] };
  desk.t.clock.advance(86_400_000);
  await box.deliver(bounceOf(box, mail));
  await eventually('it has come back', async () => (await show(id)).escalations[0]?.state === 'rejected');
  assert.deepEqual(await clocks(id), ['5.3 text open']);
  assert.ok((await show(id)).messages.some((one) => one.event?.kind === 'bounced'));
  const again = await escalated(id);
  await sent(id, again.escalation);
  assert.deepEqual(await clocks(id), ['5.3 text escalation', '5.3-area target open']);
});

test('a line cut after the last byte leaves it uncertain: nothing is settled until its copy is found in Sent', async () => {
  const { box, id } = await desk.asked();
  desk.smtp.loseAnswer(1);
  const { escalation } = await escalated(id);
  await sent(id, escalation, 'uncertain');
  assert.deepEqual(await clocks(id), ['5.3 text open']);
  await box.deliver(desk.smtp.mails.at(-1)?.raw as Buffer, { mailbox: 'Sent' });
  await sent(id, escalation);
  assert.deepEqual(await clocks(id), ['5.3 text escalation', '5.3-area target open']);
});

test('a refused escalation settles nothing', async () => {
  const { id } = await desk.asked();
  desk.smtp.refuseRecipients(1, 550, '5.1.1 no such user');
  const { escalation } = await escalated(id);
  await sent(id, escalation, 'rejected');
  assert.deepEqual(await clocks(id), ['5.3 text open']);
});

test('an area that has answered was asked, though nobody knows whether the mail left, or a report says that it did not arrive', async () => {
  const { box, id } = await desk.asked();
  desk.smtp.loseAnswer(1);
  const { escalation } = await escalated(id);
  await sent(id, escalation, 'uncertain');
  const mail = desk.smtp.mails.at(-1) as { raw: Buffer; to: readonly string[] };
  const token = (await areaLink(desk.k, escalation)).split('/').at(-1) as string;
  await answerAsArea(desk.k, token, { name: 'Nurys', text: 'Sí.', attachments: [], to: 'operator', key: randomUUID() });
  assert.deepEqual(await clocks(id), ['5.3 text escalation', '5.3-area target area']);
  await box.deliver(bounceOf(box, mail));
  await eventually('the report is in the conversation', async () => (await show(id)).messages.some((one) => one.event?.kind === 'bounced'));
  assert.deepEqual(await clocks(id), ['5.3 text escalation', '5.3-area target area']);
  assert.equal((await show(id)).escalations[0]?.state, 'answered');
});
