import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { obligationsOf } from '#procedure';
import { addArea } from '#people';
import { acceptClaim } from '../../desk/area-answer.ts';
import { escalate } from '../../desk/escalate.ts';
import { showConversation } from '../../desk/show.ts';
import type { Box } from '../../../tests/world/mail-desk.ts';
import { deliveryReport } from '../../../tests/world/mails.ts';
import { type SendDesk, sendDesk } from '../../../tests/world/send-desk.ts';
import { eventually } from '../../../tests/world/temporary.ts';

// An area answers by mail: whose words count, where they go, and that they go once.
let desk: SendDesk;
let areas = 0;

before(async () => {
  desk = await sendDesk();
});
after(() => desk?.close());

const show = (id: string) => showConversation(desk.k, id, { messages: 100, before: null, isBrief: false });
const partsOf = async (id: string) => (await show(id)).messages.map((one) => one.part).filter((part) => part !== null);
const clocks = async (id: string) =>
  (await obligationsOf(desk.k, { kind: 'conversation', id }))
    .map((row) => `${row.clause} ${row.basis} ${row.settledBy ?? row.state}`)
    .sort();

interface Handed {
  readonly box: Box;
  readonly id: string;
  readonly area: { readonly name: string; readonly mail: string };
  /** The address that answers go to. */
  readonly replyTo: string;
  readonly messageId: string;
  readonly requester: string;
}

async function handed(answers: 'requester' | 'operator' = 'requester'): Promise<Handed> {
  const { box, id } = await desk.asked();
  areas += 1;
  const area = { name: `Área ${areas}`, mail: `area${areas}@itla.test` };
  await addArea(desk.k, { ...area, answers });
  await escalate(desk.k, id, { area: area.name, note: 'Confirmar.', dueAt: null, undoFor: 0 });
  await desk.sender.look();
  await eventually('it has been sent', async () => (await show(id)).escalations[0]?.state === 'sent');
  const raw = desk.smtp.mails.at(-1)?.raw.toString() ?? '';
  const replyTo = /^Reply-To: (\S+)/im.exec(raw)?.[1] as string;
  const messageId = /^Message-ID: (<[^>]+>)/im.exec(raw)?.[1] as string;
  return { box, id, area, replyTo, messageId, requester: (await show(id)).requester.email };
}

interface Written {
  readonly from: string;
  readonly to?: readonly string[];
  readonly cc?: readonly string[];
  readonly inReplyTo?: string;
  readonly head?: readonly string[];
  readonly text?: string;
  readonly subject?: string;
}

let letters = 0;
function letter({
  from,
  to = [],
  cc = [],
  inReplyTo,
  head = [],
  text = 'Fue aprobada el 23/11.',
  subject = 'RE: Consulta',
}: Written): string {
  letters += 1;
  return [
    `From: ${from}`,
    `To: ${to.join(', ')}`,
    ...(cc.length > 0 ? [`Cc: ${cc.join(', ')}`] : []),
    `Subject: ${subject}`,
    `Message-ID: <carta-${letters}@itla.test>`,
    ...(inReplyTo === undefined ? [] : [`In-Reply-To: ${inReplyTo}`, `References: ${inReplyTo}`]),
    ...head,
    'Content-Type: text/plain; charset=utf-8',
    '',
    text,
    '',
    'El mar 24/11, 10:00 am, Ana escribió:',
    '> ¿Cuándo sale?',
    '',
  ].join('\r\n');
}

async function delivered({ box }: Handed, raw: string, receipts = 2): Promise<void> {
  await box.deliver(raw);
  // Copies of what left come into Sent besides, whenever they come.
  await eventually('all that came in is understood', async () => {
    const inbox = (await box.states()).filter((one) => one.startsWith('inbox'));
    return inbox.length === receipts && !inbox.some((one) => one.endsWith('stored'));
  });
  await desk.t.drain();
  await desk.sender.look();
}

test('the area’s reply goes on to the requester once, signed with name and area, and ends its term at the 250', async () => {
  const h = await handed();
  const before = desk.smtp.mails.length;
  await delivered(h, letter({ from: `Nurys Abreu <${h.area.mail}>`, to: [h.replyTo], inReplyTo: h.messageId }));
  await eventually('it waits for the requester', async () => (await show(h.id)).state === 'waiting');
  assert.equal(desk.smtp.mails.length, before + 1);
  const sent = desk.smtp.mails.at(-1);
  assert.deepEqual(sent?.to, [h.requester]);
  const raw = sent?.raw.toString() ?? '';
  assert.match(raw, /Fue aprobada el 23\/11\./);
  assert.doesNotMatch(raw, /Cu=C3=A1ndo sale/);
  assert.match(raw, /Nurys Abreu/);
  assert.match(raw, /^In-Reply-To: </m);
  assert.doesNotMatch(raw, /^Auto-Submitted:/im);
  assert.deepEqual(await clocks(h.id), ['5.3 text escalation', '5.3-area target area']);
  assert.deepEqual(await partsOf(h.id), ['ask', 'answer', 'forward']);
  await delivered(h, letter({ from: h.area.mail, to: [h.replyTo], text: 'Otra cosa más.' }), 3);
  assert.equal(desk.smtp.mails.length, before + 1);
  assert.equal((await h.box.shown()).length, 1);
});

test('without the token, an answer to our Message-ID from the area’s own address counts', async () => {
  const h = await handed();
  await delivered(h, letter({ from: h.area.mail, to: [h.box.user], inReplyTo: h.messageId }));
  await eventually('it waits for the requester', async () => (await show(h.id)).state === 'waiting');
  assert.deepEqual(await clocks(h.id), ['5.3 text escalation', '5.3-area target area']);
});

test('an area that wrote to the requester itself has answered, and nothing is sent twice', async () => {
  const h = await handed();
  const before = desk.smtp.mails.length;
  await delivered(h, letter({ from: h.area.mail, to: [h.replyTo], cc: [h.requester], inReplyTo: h.messageId }));
  assert.equal(desk.smtp.mails.length, before);
  assert.deepEqual(await clocks(h.id), ['5.3 text escalation', '5.3-area target area']);
  assert.equal((await show(h.id)).state, 'waiting');
});

test('an area that answers the operator: its term ends on receipt, and nothing goes to the requester', async () => {
  const h = await handed('operator');
  const before = desk.smtp.mails.length;
  await delivered(h, letter({ from: h.area.mail, to: [h.replyTo], inReplyTo: h.messageId }));
  assert.equal(desk.smtp.mails.length, before);
  assert.deepEqual(await clocks(h.id), ['5.3 text escalation', '5.3-area target area']);
  assert.equal((await show(h.id)).state, 'open');
});

test('from another address with the right token it is shown and settles nothing; a person takes it for the area’s answer', async () => {
  const h = await handed();
  const before = desk.smtp.mails.length;
  await delivered(h, letter({ from: 'Nurys <nurys.personal@fuera.example>', to: [h.replyTo] }));
  assert.deepEqual(await partsOf(h.id), ['ask', 'claim']);
  assert.deepEqual(await clocks(h.id), ['5.3 text escalation', '5.3-area target open']);
  assert.equal(desk.smtp.mails.length, before);
  const claim = (await show(h.id)).messages.find((one) => one.part === 'claim');
  await acceptClaim(desk.k, claim?.id as string);
  await desk.sender.look();
  await eventually('it waits for the requester', async () => (await show(h.id)).state === 'waiting');
  assert.deepEqual(desk.smtp.mails.at(-1)?.to, [h.requester]);
  assert.deepEqual(await clocks(h.id), ['5.3 text escalation', '5.3-area target area']);
  await assert.rejects(acceptClaim(desk.k, claim?.id as string), { code: 'unknown-message' });
});

test('in the area’s name by the tag alone, which anybody may write, it is shown and settles nothing', async () => {
  const h = await handed();
  await delivered(h, letter({ from: h.area.mail, to: [h.box.user], subject: `Hola [VT-${h.id}]` }));
  assert.deepEqual(await partsOf(h.id), ['ask', 'claim']);
  assert.deepEqual(await clocks(h.id), ['5.3 text escalation', '5.3-area target open']);
});

test('under a forged token a stranger’s mail is a conversation of its own', async () => {
  const h = await handed();
  const forged = h.replyTo.replace(/\.[0-9a-f]{32}@/, `.${'0'.repeat(32)}@`);
  await delivered(h, letter({ from: 'malo@fuera.example', to: [forged] }));
  assert.equal((await h.box.shown()).length, 2);
  assert.deepEqual(await partsOf(h.id), ['ask']);
});

test('an out-of-office of the area is shown, settles nothing and goes nowhere', async () => {
  const h = await handed();
  const before = desk.smtp.mails.length;
  const head = ['Auto-Submitted: auto-replied', 'X-Auto-Response-Suppress: All'];
  await delivered(h, letter({ from: h.area.mail, to: [h.replyTo], inReplyTo: h.messageId, head, subject: 'Fuera de la oficina' }));
  assert.deepEqual(await partsOf(h.id), ['ask', 'notice']);
  assert.deepEqual(await clocks(h.id), ['5.3 text escalation', '5.3-area target open']);
  assert.equal(desk.smtp.mails.length, before);
});

test('an out-of-office of the requester in answer to what we passed on changes nothing', async () => {
  const h = await handed();
  await delivered(h, letter({ from: h.area.mail, to: [h.replyTo], inReplyTo: h.messageId }));
  await eventually('it waits for the requester', async () => (await show(h.id)).state === 'waiting');
  const raw = desk.smtp.mails.at(-1)?.raw.toString() ?? '';
  const to = /^Reply-To: (\S+)/im.exec(raw)?.[1] as string;
  await delivered(h, letter({ from: h.requester, to: [to], head: ['Auto-Submitted: auto-replied'] }), 3);
  assert.equal((await show(h.id)).state, 'waiting');
  assert.deepEqual(await clocks(h.id), ['5.3 text escalation', '5.3-area target area']);
});

test('a requester whose mail bears the area’s token is still the requester', async () => {
  const h = await handed();
  await delivered(h, letter({ from: h.requester, to: [h.replyTo], text: '¿Y entonces?' }));
  assert.deepEqual(await partsOf(h.id), ['ask']);
  assert.equal((await show(h.id)).messages.filter((one) => one.direction === 'in').length, 2);
});

test('what we passed on comes back: the area’s term goes on, and it is told', async () => {
  const h = await handed();
  await delivered(h, letter({ from: h.area.mail, to: [h.replyTo], inReplyTo: h.messageId }));
  await eventually('it waits for the requester', async () => (await show(h.id)).state === 'waiting');
  const messageId = /^Message-ID: (<[^>]+>)/im.exec(desk.smtp.mails.at(-1)?.raw.toString() ?? '')?.[1];
  await h.box.deliver(deliveryReport({ to: h.box.user, recipient: h.requester, messageId: messageId ?? '' }));
  await eventually('it has come back', async () => (await show(h.id)).state === 'open');
  assert.deepEqual(await clocks(h.id), ['5.3 text escalation', '5.3-area target open']);
  assert.ok((await show(h.id)).messages.some((one) => one.event?.kind === 'bounced' && /respuesta del área/.test(one.text)));
});

test('a process that dies between the receipt and the passing on passes it on once, when another goes on', async () => {
  const h = await handed();
  const before = desk.smtp.mails.length;
  await h.box.deliver(letter({ from: h.area.mail, to: [h.replyTo], inReplyTo: h.messageId }));
  await h.box.settled(2);
  assert.equal(desk.smtp.mails.length, before);
  const other = await desk.t.again();
  await Promise.all([desk.t.drain(), other.drain()]);
  await other.close();
  await desk.sender.look();
  await eventually('it waits for the requester', async () => (await show(h.id)).state === 'waiting');
  assert.equal(desk.smtp.mails.length, before + 1);
});
