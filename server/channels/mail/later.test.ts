import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { declareClosure } from '#calendar';
import { obligationsOf } from '#procedure';
import { depart, leaveNow } from '../../desk/later/depart.ts';
import { reply } from '../../desk/reply.ts';
import { showConversation } from '../../desk/show.ts';
import { undoReply } from '../../desk/undo-reply.ts';
import type { Box } from '../../../tests/world/mail-desk.ts';
import { removeMailbox } from './mailbox.ts';
import { type SendDesk, sendDesk } from '../../../tests/world/send-desk.ts';
import { eventually } from '../../../tests/world/temporary.ts';

let desk: SendDesk;

before(async () => {
  desk = await sendDesk();
});
after(() => desk?.close());

async function planned(id: string, text: string, more: Partial<Parameters<typeof reply>[2]> = {}): Promise<string> {
  const seen = (await shown(id)).messages.at(-1)?.id as string;
  const wish = { text, html: null, cc: [], attachments: [], key: randomUUID(), undoFor: 0, seen, when: 'opening' as const, ...more };
  return (await reply(desk.k, id, wish)).id;
}

const shown = (id: string) => showConversation(desk.k, id, { messages: 100, before: null, isBrief: false });
const messageOf = async (id: string, message: string) => (await shown(id)).messages.find((one) => one.id === message);
const stateOf = async (id: string) => (await obligationsOf(desk.k, { kind: 'conversation', id }))[0]?.state;
const mailsOf = (text: string) => desk.smtp.mails.filter((one) => one.raw.toString().includes(text));

function becomes(id: string, message: string, delivery: string): Promise<unknown> {
  return eventually(`it is ${delivery}`, async () => {
    await desk.sender.look();
    return (await messageOf(id, message))?.delivery === delivery;
  });
}

/** The product's clock goes on to an instant, and whatever is due then is done. */
async function itIs(at: string): Promise<void> {
  desk.t.clock.advance(Date.parse(at) - desk.k.clock.now());
  await desk.t.drain();
}

async function writesAgain(box: Box, id: string): Promise<void> {
  const { requester } = await shown(id);
  const series = box.user.slice(0, box.user.indexOf('@'));
  await box.deliver(box.mail(2, { inReplyTo: `<${series}-1@correo.example>`, from: { name: 'X', email: requester.email } }));
  await box.settled(2);
}

test('an answer waits for the next opening, is nobody’s answer until then, and leaves with the Date of its leaving', async () => {
  const { id } = await desk.asked();
  const message = await planned(id, 'uno-espera');
  const opening = '2026-11-25T08:00:00-04:00';
  const waiting = await messageOf(id, message);
  assert.deepEqual([waiting?.delivery, waiting?.leavesAt, waiting?.text], ['queued', opening, 'uno-espera']);
  await desk.sender.look();
  assert.deepEqual([mailsOf('uno-espera').length, await stateOf(id), (await shown(id)).state], [0, 'open', 'open']);
  await itIs(opening);
  await becomes(id, message, 'accepted');
  assert.deepEqual([(await messageOf(id, message))?.leavesAt, await stateOf(id)], [null, 'met']);
  const [mail] = mailsOf('uno-espera');
  assert.match(mail?.raw.toString() ?? '', /^Date: Wed, 25 Nov 2026 12:00:\d\d \+0000/m);
  // Its hour strikes twice where a job is run again.
  await depart(desk.k, message);
  assert.equal(mailsOf('uno-espera').length, 1);
});

test('called off, it is a draft again, and its hour passes', async () => {
  const { id } = await desk.asked();
  const message = await planned(id, 'dos-no', { when: desk.k.clock.now() + 3_600_000 });
  await undoReply(desk.k, message);
  assert.equal(await messageOf(id, message), undefined);
  desk.t.clock.advance(7_200_000);
  await desk.t.drain();
  await desk.sender.look();
  assert.equal(mailsOf('dos-no').length, 0);
});

test('its author sends it before its hour, once', async () => {
  const { id } = await desk.asked();
  const message = await planned(id, 'tres-ya', { when: desk.k.clock.now() + 86_400_000 });
  await leaveNow(desk.k, message);
  await becomes(id, message, 'accepted');
  await assert.rejects(leaveNow(desk.k, message), { code: 'too-late-to-undo' });
  desk.t.clock.advance(90_000_000);
  await desk.t.drain();
  await desk.sender.look();
  assert.equal(mailsOf('tres-ya').length, 1);
});

test('what came before its hour stops it, and tells its author', async () => {
  const { box, id } = await desk.asked();
  const message = await planned(id, 'cuatro-nuevo', { when: desk.k.clock.now() + 3_600_000 });
  await writesAgain(box, id);
  desk.t.clock.advance(3_600_000);
  await desk.t.drain();
  await becomes(id, message, 'rejected');
  const { messages } = await shown(id);
  assert.equal(messages.find((one) => one.id === message)?.deliveryCode, 'newer-message');
  assert.ok(messages.some((one) => one.event?.kind === 'held-back'));
  assert.deepEqual([mailsOf('cuatro-nuevo').length, await stateOf(id)], [0, 'open']);
});

test('an answer of a colleague’s that left meanwhile stops it too, though its author knew of it', async () => {
  const { id } = await desk.asked();
  const message = await planned(id, 'cinco-plan', { when: desk.k.clock.now() + 3_600_000 });
  const colleague = desk.k.as({ kind: 'person', accountId: '4711', name: 'Wilkin', roles: ['operator'] });
  const seen = (await shown(id)).messages.at(-1)?.id as string;
  const other = await reply(colleague, id, {
    text: 'cinco-antes',
    html: null,
    cc: [],
    attachments: [],
    key: randomUUID(),
    undoFor: 0,
    seen,
  });
  await becomes(id, other.id, 'accepted');
  desk.t.clock.advance(3_600_000);
  await desk.t.drain();
  await becomes(id, message, 'rejected');
  assert.deepEqual([mailsOf('cinco-antes').length, mailsOf('cinco-plan').length], [1, 0]);
});

test('an opening that falls away is waited for until the next', async () => {
  const { id } = await desk.asked();
  const message = await planned(id, 'seis-cierre');
  const opening = (await messageOf(id, message))?.leavesAt as string;
  const date = opening.slice(0, 10);
  await declareClosure(desk.k, { date, reason: 'Huracán' });
  await itIs(opening);
  const moved = (await messageOf(id, message))?.leavesAt as string;
  assert.ok(moved > opening && !moved.startsWith(date), moved);
  await itIs(moved);
  await becomes(id, message, 'accepted');
});

test('no answer leaves in the past, and one whose mailbox sends no more goes back to its author', async () => {
  const { box, id } = await desk.asked();
  await assert.rejects(planned(id, 'siete', { when: desk.k.clock.now() - 1 }), { code: 'bad-departure' });
  const message = await planned(id, 'siete-sin', { when: desk.k.clock.now() + 3_600_000 });
  await removeMailbox(desk.k, box.id);
  desk.t.clock.advance(3_600_000);
  await desk.t.drain();
  const stands = await messageOf(id, message);
  assert.deepEqual([stands?.delivery, stands?.leavesAt !== null], ['rejected', true]);
  await undoReply(desk.k, message);
  assert.equal(await messageOf(id, message), undefined);
});
