import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createTransport } from 'nodemailer';
import { iso } from '#kernel';
import { type MailDesk, mailDesk } from '../../../tests/world/mail-desk.ts';
import { eventually } from '../../../tests/world/temporary.ts';
import { createMailbox, startMailbox } from './mailbox.ts';
import { listMailboxes } from './present.ts';
import { openSmtpListener, type SmtpListener } from './smtp-listener.ts';

let w: MailDesk;
let listener: SmtpListener;
before(async () => {
  w = await mailDesk();
  listener = openSmtpListener(w.k, w.supervisor.digester);
  await w.k.settings.set('mail.smtp_listener', { on: true, host: '127.0.0.1', port: 0, domains: ['itla.test'] });
  await listener.refresh();
});
after(async () => {
  await listener?.stop();
  await w?.close();
});

function send(to: string, raw: Buffer | string, from = 'ana@correo.example') {
  const transport = createTransport({ host: '127.0.0.1', port: listener.port() as number, secure: false, ignoreTLS: true });
  return transport.sendMail({ envelope: { from, to }, raw }).finally(() => transport.close());
}

test('mail for a mailbox or its plus address is kept before it is answered 250, and stands in the desk', async () => {
  const box = await w.mailbox();
  const sent = await send(box.user.replace('@', '+t1.abc@'), box.mail(1));
  assert.match(sent.response, /^250/);
  await box.settled(1);
  assert.deepEqual(await box.states(), ['smtp received']);
  assert.equal((await box.shown())[0]?.receivedAt, w.k.clock.now());
});

test('a mailbox to which mail comes by itself says when the last one came', async () => {
  const address = 'entrega@itla.test';
  const { id } = await createMailbox(w.k, { address, purpose: 'service', auth: 'password', imap: null, smtp: null });
  await startMailbox(w.k, id);
  const lastOf = async () => (await listMailboxes(w.k)).find((one) => one.id === id)?.lastReadAt;
  assert.equal(await lastOf(), null);
  await send(address, 'From: ana@correo.example\r\nTo: entrega@itla.test\r\nSubject: Constancia\r\n\r\nBuenos días.\r\n');
  assert.equal(await lastOf(), iso(w.k.clock.now()));
});

test('mail for anybody else is refused: nothing is passed on', async () => {
  await assert.rejects(send('alguien@correo.example', 'Subject: x\r\n\r\nx'), { responseCode: 550 });
  await assert.rejects(send('nadie@itla.test', 'Subject: x\r\n\r\nx'), { responseCode: 550 });
});

test('a null sender is a robot’s or a bounce’s, and opens nothing', async () => {
  const box = await w.mailbox();
  await send(box.user, box.mail(1), '');
  await box.settled(1);
  assert.deepEqual(
    (await box.shown()).map((one) => [one.nature, one.due]),
    [['robot', null]],
  );
});

test('it follows its setting', async () => {
  await w.k.settings.set('mail.smtp_listener', { on: false, host: '127.0.0.1', port: 0, domains: [] });
  await listener.refresh();
  await eventually('it is closed', () => listener.port() === null);
});
