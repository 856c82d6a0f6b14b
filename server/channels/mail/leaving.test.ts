import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { type AddressInfo, connect, createServer } from 'node:net';
import { after, before, test } from 'node:test';
import { obligationsOf } from '#procedure';
import { sql } from 'kysely';
import { reply } from '../../desk/reply.ts';
import { believeSent, sendAgain } from '../../desk/settle-uncertain.ts';
import { showConversation } from '../../desk/show.ts';
import { undoReply } from '../../desk/undo-reply.ts';
import type { Box } from '../../../tests/world/mail-desk.ts';
import { type SendDesk, sendDesk } from '../../../tests/world/send-desk.ts';
import { eventually } from '../../../tests/world/temporary.ts';
import { openWire } from '../../../tests/world/wire.ts';
import { openSender } from './sender.ts';

let desk: SendDesk;

before(async () => {
  desk = await sendDesk();
});
after(() => desk?.close());

async function answer(id: string, more: Partial<Parameters<typeof reply>[2]> = {}): Promise<string> {
  const wish = { text: 'Sí.', html: null, cc: [], attachments: [], key: randomUUID(), undoFor: 0, seen: null, ...more };
  return (await reply(desk.k, id, wish)).id;
}

async function messageOf(id: string, message: string) {
  return (await showConversation(desk.k, id, { messages: 100, before: null, isBrief: false })).messages.find((one) => one.id === message);
}

/** Waits until the desk tells so of a message, trying what may be tried. */
function becomes(id: string, message: string, delivery: string): Promise<unknown> {
  return eventually(`it is ${delivery}`, async () => {
    await desk.sender.look();
    return (await messageOf(id, message))?.delivery === delivery;
  });
}

async function clock(id: string) {
  const [row] = await obligationsOf(desk.k, { kind: 'conversation', id });
  return { state: row?.state, settledAt: row?.settledAt ?? null };
}

async function latest(id: string): Promise<string> {
  const { messages } = await showConversation(desk.k, id, { messages: 100, before: null, isBrief: false });
  return messages.filter((one) => one.direction === 'in' || one.direction === 'out').at(-1)?.id as string;
}

/** The requester writes again into the conversation. */
async function writesAgain(box: Box, id: string, receipts: number): Promise<void> {
  const { requester } = await showConversation(desk.k, id, { messages: 1, before: null, isBrief: true });
  const series = box.user.slice(0, box.user.indexOf('@'));
  await box.deliver(box.mail(receipts, { inReplyTo: `<${series}-1@correo.example>`, from: { name: 'X', email: requester.email } }));
  await box.settled(receipts);
}

/** Queued a while ahead, so that something can come before it leaves. */
async function leavesNow(message: string): Promise<void> {
  await sql`update mail.outgoing set leaves_at = now() - interval '1 second' where id = ${message}`.execute(desk.k.db);
}

const mailsOf = (text: string) => desk.smtp.mails.filter((one) => one.raw.toString().includes(text));

test('an answer does not leave over a newer message: it goes back to its author, who takes it back or sends it all the same', async () => {
  const { box, id } = await desk.asked();
  const first = await answer(id, { text: 'uno-nuevo', seen: await latest(id), undoFor: 3_600_000 });
  await writesAgain(box, id, 2);
  await leavesNow(first);
  await becomes(id, first, 'rejected');
  assert.equal((await messageOf(id, first))?.deliveryCode, 'newer-message');
  assert.equal(mailsOf('uno-nuevo').length, 0);
  assert.equal((await clock(id)).state, 'open');
  await sendAgain(desk.k, first);
  await becomes(id, first, 'accepted');
  assert.equal(mailsOf('uno-nuevo').length, 1);
  await assert.rejects(sendAgain(desk.k, first), { code: 'not-uncertain' });
});

test('held back it can be taken back, as if it had never been written', async () => {
  const { box, id } = await desk.asked();
  const message = await answer(id, { seen: await latest(id), undoFor: 3_600_000 });
  await writesAgain(box, id, 2);
  await leavesNow(message);
  await becomes(id, message, 'rejected');
  await undoReply(desk.k, message);
  assert.equal(await messageOf(id, message), undefined);
});

test('an answer found in Sent stops it too; a second answer of whoever had seen the first does not', async () => {
  const { box, id } = await desk.asked();
  const seen = await latest(id);
  const first = await answer(id, { text: 'va-primero', seen, undoFor: 3_600_000 });
  const second = await answer(id, { text: 'va-segundo', seen: first, undoFor: 3_600_000 });
  await leavesNow(first);
  await becomes(id, first, 'accepted');
  const series = box.user.slice(0, box.user.indexOf('@'));
  const { requester } = await showConversation(desk.k, id, { messages: 1, before: null, isBrief: true });
  await box.deliver(
    `From: <${box.user}>\r\nTo: <${requester.email}>\r\nSubject: Re: x\r\nMessage-ID: <fuera-${series}@itla.test>\r\nIn-Reply-To: <${series}-1@correo.example>\r\n\r\nRespondido desde Outlook`,
    { mailbox: 'Sent' },
  );
  await box.settled(2);
  await leavesNow(second);
  await becomes(id, second, 'rejected');
  assert.equal(mailsOf('va-segundo').length, 0);
});

test('an uncertain one is sent again when a person asks: the same Message-ID and bytes', async () => {
  const { id } = await desk.asked();
  desk.smtp.loseAnswer(1);
  const message = await answer(id, { text: 'otra-vez' });
  await becomes(id, message, 'uncertain');
  await sendAgain(desk.k, message);
  await becomes(id, message, 'accepted');
  const [one, two] = mailsOf('otra-vez');
  assert.deepEqual(one?.raw, two?.raw);
  assert.equal((await clock(id)).state, 'met');
  await assert.rejects(undoReply(desk.k, message), { code: 'too-late-to-undo' });
});

test('on a person’s word it left, at the time that the person says; a copy found in Sent later says better', async () => {
  const { box, id } = await desk.asked();
  desk.smtp.loseAnswer(1);
  const message = await answer(id, { text: 'por-palabra' });
  const queuedAt = Date.parse((await messageOf(id, message))?.receivedAt as string);
  await becomes(id, message, 'uncertain');
  await assert.rejects(believeSent(desk.k, message, queuedAt - 60_000), { code: 'bad-moment' });
  await assert.rejects(believeSent(desk.k, message, desk.k.clock.now() + 60_000), { code: 'bad-moment' });
  await believeSent(desk.k, message, null);
  const believed = await messageOf(id, message);
  assert.deepEqual([believed?.delivery, believed?.deliveryCode, (await clock(id)).state], ['accepted', 'by-word', 'met']);
  await assert.rejects(believeSent(desk.k, message, null), { code: 'not-uncertain' });
  await box.deliver(mailsOf('por-palabra')[0]?.raw as Buffer, { mailbox: 'Sent' });
  await box.settled(2);
  assert.equal((await messageOf(id, message))?.deliveryCode, 'found-in-sent');
});

test('asked for again and then found in Sent, it does not leave a second time', async () => {
  const { box, id } = await desk.asked();
  desk.smtp.loseAnswer(1);
  const message = await answer(id, { text: 'hallado' });
  await becomes(id, message, 'uncertain');
  await desk.k.transaction(async (k) => {
    await sendAgain(k, message);
    await sql`update mail.outgoing set leaves_at = now() + interval '1 hour' where id = ${message}`.execute(k.db);
  });
  await box.deliver(mailsOf('hallado')[0]?.raw as Buffer, { mailbox: 'Sent' });
  await becomes(id, message, 'accepted');
  await leavesNow(message);
  await desk.sender.look();
  assert.equal(mailsOf('hallado').length, 1);
});

test('a provider that gives the copy in Sent another Message-ID: answers to that one find the conversation', async () => {
  const { box, id } = await desk.asked();
  const message = await answer(id, { text: 'otro-id' });
  await becomes(id, message, 'accepted');
  const raw = mailsOf('otro-id')[0]?.raw.toString() as string;
  const series = box.user.slice(0, box.user.indexOf('@'));
  await box.deliver(raw.replace(/^Message-ID: .*$/im, `Message-ID: <reescrito-${series}@proveedor.example>`), { mailbox: 'Sent' });
  await eventually('it is read', async () => (await box.states()).some((one) => one === 'sent duplicate'));
  const { requester } = await showConversation(desk.k, id, { messages: 1, before: null, isBrief: true });
  await box.deliver(
    `From: <${requester.email}>\r\nTo: ${box.user}\r\nSubject: otra cosa\r\nMessage-ID: <vuelve-${series}@correo.example>\r\nIn-Reply-To: <reescrito-${series}@proveedor.example>\r\n\r\nGracias`,
  );
  await eventually('it is in the conversation', async () => {
    const { messages } = await showConversation(desk.k, id, { messages: 100, before: null, isBrief: true });
    return messages.filter((one) => one.direction === 'in').length === 2;
  });
});

/** A server whose first line answers `lines` commands and is cut, in the midst of the mail where that is what it was about to take. */
async function cutAt(lines: number): Promise<{ port: number; stop(): void }> {
  let isFirst = true;
  const server = createServer((client) => {
    client.on('error', () => {});
    if (!isFirst) {
      const behind = connect(desk.smtp.port, '127.0.0.1');
      behind.on('error', () => {});
      client.pipe(behind).pipe(client);
      return;
    }
    isFirst = false;
    let answered = 0;
    client.write('220 x\r\n');
    client.on('data', (chunk) => {
      if (answered >= lines) return void client.resetAndDestroy();
      answered += 1;
      client.write(/^DATA/i.test(chunk.toString('latin1')) ? '354 go\r\n' : '250 ok\r\n');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { port: (server.address() as AddressInfo).port, stop: () => server.close() };
}

// EHLO, MAIL FROM, RCPT TO, DATA.
for (const [where, lines] of [
  ['before DATA', 2],
  ['at DATA', 3],
  ['in DATA', 4],
] as const)
  test(`the line cut ${where}: it certainly did not leave, is tried again and leaves once`, async () => {
    const server = await cutAt(lines);
    try {
      const { id } = await desk.asked(server.port);
      const mark = `corte-${lines}`;
      // Larger than what the sockets hold between them, so that the cut falls into the midst of it.
      const content = Buffer.alloc(12 * 1024 * 1024, `${mark}\n`);
      const message = await answer(id, { text: mark, attachments: [{ name: 'a.txt', type: 'text/plain', content }] });
      await becomes(id, message, 'queued');
      await eventually('it was tried', async () => ((await messageOf(id, message))?.deliveryNote ?? null) !== null);
      assert.equal(mailsOf(mark).length, 0);
      await leavesNow(message);
      await becomes(id, message, 'accepted');
      assert.equal(mailsOf(mark).length, 1);
    } finally {
      server.stop();
    }
  });

test('a server that sends a byte at a time is waited for', async () => {
  const wire = await openWire({ port: desk.smtp.port });
  try {
    wire.slow(150);
    const { id } = await desk.asked(wire.port);
    const message = await answer(id, { text: 'despacio' });
    await becomes(id, message, 'accepted');
    assert.equal(mailsOf('despacio').length, 1);
  } finally {
    await wire.stop();
  }
});

test('asked to end, it waits a moment for what is under way and leaves it to be looked for in Sent', async () => {
  const { box, id } = await desk.asked();
  await desk.sender.stop();
  desk.smtp.delay(6000);
  const message = await answer(id, { text: 'en-camino' });
  const hasty = openSender(desk.k, { patience: 200 });
  void hasty.look();
  await eventually('it is being sent', async () => {
    const { rows } = await sql<{ state: string }>`select state from mail.outgoing where id = ${message}`.execute(desk.k.db);
    return rows[0]?.state === 'sending';
  });
  await new Promise((resolve) => setTimeout(resolve, 200));
  const asked2 = Date.now();
  await hasty.stop();
  assert.ok(Date.now() - asked2 < 5000, 'it does not wait ten minutes');
  desk.smtp.delay(0);
  const told = await messageOf(id, message);
  assert.deepEqual([told?.delivery, told?.deliveryCode], ['uncertain', 'process-stopped']);
  desk.sender = openSender(desk.k);
  const { rows } = await sql<{ hash: string }>`select raw_sha256 as hash from mail.outgoing where id = ${message}`.execute(desk.k.db);
  await box.deliver(await desk.k.blobs.get(rows[0]?.hash as string), { mailbox: 'Sent' });
  await becomes(id, message, 'accepted');
});

/** So many answers in conversations of their own, all of one mailbox; they leave once what comes before is arranged. */
async function queueMany(many: number, arrange: (box: Box) => unknown): Promise<{ box: Box; texts: string[] }> {
  const box = await desk.mailbox({ smtp: desk.smtp.port });
  for (let nr = 1; nr <= many; nr += 1) await box.deliver(nr);
  await box.settled(many);
  const texts: string[] = [];
  for (const { id } of await box.shown()) {
    const text = `tanda-${box.id}-${texts.length}.`;
    texts.push(text);
    await answer(id, { text, undoFor: 3_600_000 });
  }
  await arrange(box);
  await sql`update mail.outgoing set leaves_at = now() - interval '1 second' where mailbox_id = ${box.id}`.execute(desk.k.db);
  return { box, texts };
}

const arrived = (texts: readonly string[]) =>
  desk.smtp.mails.flatMap((one) => texts.filter((text) => one.raw.toString().replace(/=\r\n/g, '').includes(text)));

async function attemptsOf(box: Box): Promise<number> {
  const { rows } = await sql<{ n: number }>`select sum(attempts)::int as n from mail.outgoing where mailbox_id = ${box.id}`.execute(
    desk.k.db,
  );
  return rows[0]?.n ?? 0;
}

test('a provider’s pace is kept: what is beyond waits its turn, in order, and a restart forgets nothing', async () => {
  const { box, texts } = await queueMany(5, ({ user }) => desk.k.settings.set(`mail.per_minute.${user}`, 2));
  await desk.sender.look();
  assert.deepEqual(arrived(texts), texts.slice(0, 2));
  await desk.sender.stop();
  desk.sender = openSender(desk.k);
  await desk.sender.look();
  assert.deepEqual(arrived(texts), texts.slice(0, 2));
  await sql`update mail.outgoing set tried_at = tried_at - interval '1 minute' where mailbox_id = ${box.id}`.execute(desk.k.db);
  await desk.sender.stop();
  desk.sender = openSender(desk.k);
  await desk.sender.look();
  assert.deepEqual(arrived(texts), texts.slice(0, 4));
  await desk.k.settings.set(`mail.per_minute.${box.user}`, 0);
  await desk.sender.stop();
  desk.sender = openSender(desk.k);
  await eventually('all of them left', async () => (await desk.sender.look(), arrived(texts).length === 5));
  assert.deepEqual(arrived(texts), texts);
});

for (const [name, code, words] of [
  ['says so', 451, '4.7.500 Server busy, too many messages, try again later'],
  ['closes the line', 421, '4.7.0 try again later'],
  ['says only no', 450, 'not now'],
] as const)
  test(`a server that takes three at a time and ${name} is obeyed: nothing lost, nothing hammered`, async () => {
    const { box, texts } = await queueMany(9, () => desk.smtp.takeOnly(3, 2000, code, words));
    await desk.sender.look();
    assert.equal(arrived(texts).length, 3);
    // Whatever the three lines were about to send was refused; nothing else was tried.
    assert.ok((await attemptsOf(box)) <= 9, `${await attemptsOf(box)} tries`);
    const before = await attemptsOf(box);
    await desk.sender.look();
    await desk.sender.look();
    assert.equal(await attemptsOf(box), before);
    await eventually(
      'all of them left',
      async () => {
        await sql`update mail.outgoing set leaves_at = now() - interval '1 second' where mailbox_id = ${box.id} and state = 'queued'`.execute(
          desk.k.db,
        );
        await desk.sender.look();
        return arrived(texts).length === 9;
      },
      30_000,
    );
    assert.equal(new Set(arrived(texts)).size, 9);
    desk.smtp.takeOnly(Number.POSITIVE_INFINITY, 0);
  });
