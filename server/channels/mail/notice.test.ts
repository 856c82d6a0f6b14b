import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createAccount } from '#kernel';
import { sql } from 'kysely';
import PostalMime from 'postal-mime';
import { type TestKernel, testKernel } from '../../../tests/world/database.ts';
import { type SmtpSink, startSmtp } from '../../../tests/world/smtp.ts';
import { watchSecrets } from './health.ts';
import { addMailboxByUrl } from './mailbox.ts';

let t: TestKernel;
let smtp: SmtpSink;
before(async () => {
  [t, smtp] = await Promise.all([testKernel(), startSmtp()]);
});
after(async () => {
  await t?.close();
  await smtp?.stop();
});

const address = 'info@itla.example';

test('while no mailbox can send, an invitation is a link to copy and nothing waits', async () => {
  const { link } = await createAccount(t.k, { name: 'Luis Féliz', email: 'luis@itla.example', roles: ['operator'] });
  assert.match(link ?? '', /\/invitacion#/);
  await t.drain();
  assert.equal(smtp.mails.length, 0);
});

test('whoever is invited finds the link in their mail, marked as a machine’s; no waiting job holds it in the clear', async () => {
  await addMailboxByUrl(t.k, { address, imap: 'imap://info:x@127.0.0.1:9', smtp: `smtp://127.0.0.1:${smtp.port}` });
  const { link } = await createAccount(t.k, { name: 'Nurys Abreu', email: 'nurys@itla.example', roles: ['operator'] });
  const secret = (link as string).split('#')[1] as string;
  const { rows } = await sql<{ found: number }>`select count(*)::int as found from job.job where data::text like ${`%${secret}%`}`.execute(
    t.k.db,
  );
  assert.equal(rows[0]?.found, 0);
  await t.drain();
  const [mail] = await smtp.received(1);
  const parsed = await PostalMime.parse(mail?.raw as Buffer);
  assert.deepEqual(mail?.to, ['nurys@itla.example']);
  assert.equal(parsed.from?.address, address);
  assert.ok(parsed.text?.includes(link as string));
  assert.equal(parsed.headers.find((one) => one.key === 'auto-submitted')?.value, 'auto-generated');
});

test('a server that is full for a moment is asked again; one that refuses is not', async () => {
  smtp.refuseRecipients(1, 452);
  await createAccount(t.k, { name: 'Joel Báez', email: 'joel@itla.example', roles: ['operator'] });
  await assert.rejects(t.drain(), /452/);
  smtp.refuseRecipients(1, 550);
  await createAccount(t.k, { name: 'Iván Ureña', email: 'ivan@itla.example', roles: ['operator'] });
  await t.drain();
  assert.ok(!smtp.mails.some((mail) => mail.to.includes('ivan@itla.example')));
});

test('a permission that ends soon is told by mail to whoever looks after mailboxes, once', async () => {
  await createAccount(t.k, { name: 'Ramón Núñez', email: 'redes@itla.example', password: 'cuatro palabras al azar', roles: ['network'] });
  const inAWeek = new Date(t.k.clock.real() + 6 * 86_400_000).toISOString().slice(0, 10);
  await sql`update mail.mailbox set secret_expires_on = ${inAWeek} where address = ${address}`.execute(t.k.db);
  const before = smtp.mails.length;
  await watchSecrets(t.k);
  await watchSecrets(t.k);
  await t.drain();
  const told = smtp.mails.slice(before).filter((mail) => mail.to.includes('redes@itla.example'));
  assert.equal(told.length, 1);
  assert.match((await PostalMime.parse(told[0]?.raw as Buffer)).subject ?? '', /info@itla\.example vence el \d\d\/\d\d\/\d{4}/);
});
