import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { obligationsOf } from '#procedure';
import { sql } from 'kysely';
import { reply } from '../../desk/reply.ts';
import { undoReply } from '../../desk/undo-reply.ts';
import { showConversation } from '../../desk/show.ts';
import { deliveryReport } from '../../../tests/world/mails.ts';
import { type SendDesk, sendDesk } from '../../../tests/world/send-desk.ts';
import { eventually } from '../../../tests/world/temporary.ts';
import { copyToSent } from './copy-to-sent.ts';

let desk: SendDesk;

before(async () => {
  desk = await sendDesk();
});
after(() => desk?.close());

const all = { messages: 100, before: null, isBrief: false };

function answer(id: string, more: Partial<Parameters<typeof reply>[2]> = {}) {
  return reply(desk.k, id, {
    text: 'Buenas tardes: sí.',
    html: null,
    cc: [],
    attachments: [],
    key: randomUUID(),
    undoFor: 0,
    seen: null,
    ...more,
  });
}

async function deliveryOf(id: string, message: string): Promise<string | null | undefined> {
  return (await showConversation(desk.k, id, all)).messages.find((one) => one.id === message)?.delivery;
}

async function settled(id: string): Promise<{ state: string; by: string | null }> {
  const [row] = await obligationsOf(desk.k, { kind: 'conversation', id });
  return { state: row?.state ?? '', by: row?.settledBy ?? null };
}

test('an answer leaves once, threads at the other end, and settles 5.3 when the server has accepted it', async () => {
  const { id } = await desk.asked();
  const before = desk.smtp.mails.length;
  const { id: message } = await answer(id, { attachments: [{ name: 'plan.pdf', type: 'application/pdf', content: Buffer.from('%PDF') }] });
  assert.deepEqual(await settled(id), { state: 'open', by: null });
  await desk.sender.look();
  await eventually('it is accepted', async () => (await deliveryOf(id, message)) === 'accepted');
  assert.equal(desk.smtp.mails.length, before + 1);
  const raw = desk.smtp.mails.at(-1)?.raw.toString() ?? '';
  assert.match(raw, /^In-Reply-To: <[^>]+>/im);
  assert.match(raw, /^Message-ID: <t\.\d+\.\d+\.[0-9a-f]{24}@itla\.test>/im);
  assert.match(raw, /^Reply-To: .*\+t\d+\.[0-9a-f]{32}@/im);
  assert.doesNotMatch(raw, /^Auto-Submitted:/im);
  assert.deepEqual(await settled(id), { state: 'met', by: 'reply' });
});

test('what the line cut after the last byte is uncertain, is never sent again by itself, and settles once its copy is found in Sent', async () => {
  const { box, id } = await desk.asked();
  const before = desk.smtp.mails.length;
  desk.smtp.loseAnswer(1);
  const { id: message } = await answer(id);
  await desk.sender.look();
  await eventually('it is uncertain', async () => (await deliveryOf(id, message)) === 'uncertain');
  await desk.sender.look();
  assert.equal(desk.smtp.mails.length, before + 1);
  assert.equal((await settled(id)).state, 'open');
  await box.deliver(desk.smtp.mails.at(-1)?.raw as Buffer, { mailbox: 'Sent' });
  await eventually('it is accepted', async () => (await deliveryOf(id, message)) === 'accepted');
  assert.deepEqual(await settled(id), { state: 'met', by: 'reply' });
  assert.equal((await showConversation(desk.k, id, all)).messages.filter((one) => one.direction === 'out').length, 1);
});

test('a refusal of the moment is tried again a minute later, and the same bytes leave', async () => {
  const { id } = await desk.asked();
  const before = desk.smtp.mails.length;
  desk.smtp.refuseRecipients(1, 452, '4.2.2 full');
  const { id: message } = await answer(id);
  await desk.sender.look();
  await eventually(
    'it waits again',
    async () =>
      (await showConversation(desk.k, id, all)).messages.find((one) => one.id === message)?.deliveryNote?.includes('452') ?? false,
  );
  assert.equal(await deliveryOf(id, message), 'queued');
  await sql`update mail.outgoing set leaves_at = now() where id = ${message}`.execute(desk.k.db);
  await desk.sender.look();
  await eventually('it is accepted', async () => (await deliveryOf(id, message)) === 'accepted');
  assert.equal(desk.smtp.mails.length, before + 1);
});

test('a refusal for good is told and settles nothing', async () => {
  const { id } = await desk.asked();
  desk.smtp.refuseRecipients(1, 550, '5.1.1 no such user');
  const { id: message } = await answer(id);
  await desk.sender.look();
  await eventually('it is rejected', async () => (await deliveryOf(id, message)) === 'rejected');
  assert.equal((await settled(id)).state, 'open');
});

test('one recipient of three refused: the others have it, and whoever asked is not answered if it was theirs', async () => {
  const { id } = await desk.asked();
  desk.smtp.refuseRecipients(1, 550, '5.1.1 no such user');
  const { id: message } = await answer(id, { cc: ['copia1@area.example', 'copia2@area.example'] });
  await desk.sender.look();
  await eventually('it is accepted', async () => (await deliveryOf(id, message)) === 'accepted');
  assert.deepEqual(desk.smtp.mails.at(-1)?.to, ['copia1@area.example', 'copia2@area.example']);
  assert.equal((await settled(id)).state, 'open');
});

test('what a process was sending when it died is uncertain', async () => {
  const { id } = await desk.asked();
  const { id: message } = await answer(id, { undoFor: 3_600_000 });
  await sql`update mail.outgoing set state = 'sending', attempts = 1 where id = ${message}`.execute(desk.k.db);
  const before = desk.smtp.mails.length;
  await desk.sender.look();
  await eventually('it is uncertain', async () => (await deliveryOf(id, message)) === 'uncertain');
  assert.equal(desk.smtp.mails.length, before);
});

test('an answer that comes back lets the spell go on, with both in its history', async () => {
  const { box, id } = await desk.asked();
  const { id: message } = await answer(id);
  await desk.sender.look();
  await eventually('it is accepted', async () => (await deliveryOf(id, message)) === 'accepted');
  const sent = desk.smtp.mails.at(-1);
  const messageId = /^Message-ID: (<[^>]+>)/im.exec(sent?.raw.toString() ?? '')?.[1];
  await box.deliver(deliveryReport({ to: box.user, recipient: sent?.to[0] ?? '', messageId: messageId ?? '' }));
  await eventually('it has come back', async () => (await deliveryOf(id, message)) === 'bounced');
  assert.deepEqual(await settled(id), { state: 'open', by: null });
  assert.equal((await box.shown()).length, 1);
});

test('the copy goes into Sent once, and is read as what we sent', async () => {
  const { box, id } = await desk.asked();
  const { id: message } = await answer(id);
  await desk.sender.look();
  await eventually('it is accepted', async () => (await deliveryOf(id, message)) === 'accepted');
  await copyToSent(desk.k, message);
  await copyToSent(desk.k, message);
  await box.settled(2);
  assert.deepEqual(await box.states(), ['inbox received', 'sent duplicate']);
  assert.equal((await showConversation(desk.k, id, all)).messages.filter((one) => one.direction === 'out').length, 1);
});

test('undone within its ten seconds it never leaves', async () => {
  const { id } = await desk.asked();
  const before = desk.smtp.mails.length;
  const { id: message } = await answer(id, { undoFor: 3_600_000 });
  await undoReply(desk.k, message);
  await desk.sender.look();
  assert.equal(desk.smtp.mails.length, before);
  assert.equal(await deliveryOf(id, message), undefined);
});

test('one that is on its way cannot be undone', async () => {
  const { id } = await desk.asked();
  const { id: message } = await answer(id);
  await desk.sender.look();
  await eventually('it is accepted', async () => (await deliveryOf(id, message)) === 'accepted');
  await assert.rejects(undoReply(desk.k, message), { code: 'too-late-to-undo' });
});

test('the same key and request is one answer; with another request it is refused', async () => {
  const { id } = await desk.asked();
  const key = randomUUID();
  const first = await answer(id, { key, undoFor: 3_600_000 });
  const again = await answer(id, { key, undoFor: 3_600_000 });
  assert.deepEqual([again.id, again.isNew], [first.id, false]);
  await assert.rejects(answer(id, { key, text: 'Otra cosa' }), { code: 'key-reused' });
});

test('an answer stops when something came or went that its author had not seen', async () => {
  const { box, id } = await desk.asked();
  const seen = (await showConversation(desk.k, id, all)).messages.at(-1)?.id as string;
  await box.deliver(
    box.mail(2, {
      inReplyTo: `<${box.user.split('@')[0]}-1@correo.example>`,
      from: { name: 'X', email: (await showConversation(desk.k, id, all)).requester.email },
    }),
  );
  await box.settled(2);
  await assert.rejects(answer(id, { seen }), { code: 'newer-message' });
});

test('nobody begins another header by a name, a subject or a file name', async () => {
  const box = await desk.mailbox({ smtp: desk.smtp.port });
  await box.deliver(
    `From: "Ana =?UTF-8?Q?=0D=0ABcc:_malo@correo.example?=" <ana@correo.example>\r\nTo: ${box.user}\r\nSubject: =?UTF-8?Q?Hola=0D=0ABcc:_malo@correo.example?=\r\nMessage-ID: <inyecta@correo.example>\r\n\r\nHola`,
  );
  await box.settled(1);
  const [shown] = await box.shown();
  const { id: message } = await answer(shown?.id as string, {
    attachments: [{ name: 'a\r\nBcc: malo@correo.example', type: 'text/plain\r\nX: y', content: Buffer.from('x') }],
  });
  await desk.sender.look();
  await eventually('it is accepted', async () => (await deliveryOf(shown?.id as string, message)) === 'accepted');
  assert.deepEqual(desk.smtp.mails.at(-1)?.to, ['ana@correo.example']);
  assert.doesNotMatch(desk.smtp.mails.at(-1)?.raw.toString() ?? '', /^(?:Bcc|X):/im);
});
