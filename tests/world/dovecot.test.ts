import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { ImapFlow } from 'imapflow';
import { type Dovecot, startDovecot } from './dovecot.ts';
import { startOAuth } from './oauth.ts';

const mail = Buffer.from('From: ana@correo.example\r\nTo: info@itla.test\r\nSubject: Hola\r\n\r\nBuenas tardes.\r\n');
let server: Dovecot;
let oauth: Awaited<ReturnType<typeof startOAuth>>;

before(async () => {
  oauth = await startOAuth();
  server = await startDovecot({ users: ['info@itla.test', 'otra@itla.test'], tls: true, oauth: oauth.url });
});
after(async () => {
  await server?.stop();
  await oauth?.stop();
});

async function client(auth: { pass?: string; accessToken?: string } = { pass: 'secreto' }): Promise<ImapFlow> {
  const one = new ImapFlow({
    host: '127.0.0.1',
    port: server.port,
    secure: false,
    doSTARTTLS: false,
    auth: { user: server.user, ...auth },
    logger: false,
  });
  one.on('error', () => {});
  await one.connect();
  return one;
}

test('a delivered mail comes back byte by byte with its internal date', async () => {
  const receivedAt = Date.parse('2026-11-20T15:50:00-04:00');
  const uid = await server.deliver(mail, { internalDate: receivedAt });
  const one = await client();
  await one.mailboxOpen('INBOX', { readOnly: true });
  const found = await one.fetchOne(String(uid), { source: true, internalDate: true }, { uid: true });
  assert.ok(found);
  assert.deepEqual(found.source, mail);
  assert.equal(new Date(found.internalDate as Date).getTime(), receivedAt);
  await one.logout();
});

test('a listener in IDLE hears of a new mail', async () => {
  const one = await client();
  await one.mailboxOpen('INBOX', { readOnly: true });
  const heard = new Promise<number>((resolve) => one.on('exists', ({ count }) => resolve(count)));
  const idling = one.idle();
  await server.deliver(mail);
  assert.equal(await heard, (await server.status()).messages);
  one.close();
  await idling;
});

test('a mailbox that is made anew has another UIDVALIDITY and no mail', async () => {
  await server.deliver(mail, { mailbox: 'Procesados' });
  const before = await server.status('Procesados');
  assert.equal(before.messages, 1);
  await server.recreate('Procesados');
  const after = await server.status('Procesados');
  assert.equal(after.messages, 0);
  assert.notEqual(after.uidValidity, before.uidValidity);
  await server.setUidValidity(1_900_000_000);
  assert.equal((await server.status()).uidValidity, 1_900_000_000);
});

test('each user has a mailbox of its own', async () => {
  await server.deliver(mail, { user: 'otra@itla.test' });
  assert.equal((await server.status('INBOX', 'otra@itla.test')).messages, 1);
});

test('a good token signs in and a bad one does not', async () => {
  const good = await client({ accessToken: await oauth.grant(server.user) });
  await good.logout();
  await assert.rejects(
    client({ accessToken: 'bad-token' }),
    (error: { authenticationFailed?: boolean }) => error.authenticationFailed === true,
  );
});

test('over TLS it shows the certificate that it was given', async () => {
  const tls = { ca: server.certificate as string };
  const one = new ImapFlow({
    host: '127.0.0.1',
    port: server.tlsPort as number,
    secure: true,
    tls,
    auth: { user: server.user, pass: server.password },
    logger: false,
  });
  await one.connect();
  await one.logout();
});

test('a kicked listener loses its connection', async () => {
  const one = await client();
  const closed = new Promise<void>((resolve) => one.on('close', resolve));
  await server.kick();
  await closed;
});

test('a server that went away comes back on its port with its mail', async () => {
  const { messages } = await server.status();
  await server.down();
  await assert.rejects(client());
  await server.up();
  assert.equal((await server.status()).messages, messages);
  await server.deliver(mail);
});
