import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import nodemailer from 'nodemailer';
import { type SmtpSink, startSmtp } from './smtp.ts';

let sink: SmtpSink;
beforeEach(async () => {
  sink = await startSmtp();
});
afterEach(() => sink.stop());

const mail = { from: 'info@itla.test', to: 'ana@correo.example', subject: 'Hola', text: 'Buenas.' };

async function send(): Promise<{ code?: string; responseCode?: number } | null> {
  const transport = nodemailer.createTransport({
    host: '127.0.0.1',
    port: sink.port,
    ignoreTLS: true,
    auth: { user: sink.user, pass: sink.password },
  });
  try {
    await transport.sendMail(mail);
    return null;
  } catch (error) {
    return error as { code?: string; responseCode?: number };
  } finally {
    transport.close();
  }
}

test('what is sent is kept with its envelope', async () => {
  assert.equal(await send(), null);
  const [kept] = await sink.received(1);
  assert.deepEqual([kept?.from, kept?.to, kept?.signedInAs], ['info@itla.test', ['ana@correo.example'], 'info@itla.test']);
  assert.match(kept?.raw.toString() ?? '', /^Subject: Hola\r$/m);
});

test('a recipient is refused as often as asked, then taken', async () => {
  sink.refuseRecipients(1, 550);
  assert.equal((await send())?.responseCode, 550);
  sink.refuseData(1, 452);
  assert.equal((await send())?.responseCode, 452);
  assert.equal(await send(), null);
  assert.equal(sink.mails.length, 1);
});

test('a lost answer leaves the sender without a code though the mail was kept', async () => {
  sink.loseAnswer(1);
  const error = await send();
  assert.ok(error);
  assert.equal(error.responseCode, undefined);
  assert.equal(sink.mails.length, 1);
});
