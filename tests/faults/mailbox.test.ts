// What goes wrong at the mail server, on the real server process: a sentence that says what to do, and it goes on by itself.
import assert from 'node:assert/strict';
import { copyFileSync, mkdirSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { ImapFlow } from 'imapflow';
import { writeCertificate } from '../world/certificate.ts';
import { type Dovecot, startDovecot } from '../world/dovecot.ts';
import { type OAuth, startOAuth } from '../world/oauth.ts';
import { imapOf, letter, longAgo, type Product, startProduct } from '../world/product.ts';
import { eventually, temporaryFolder } from '../world/temporary.ts';

const users = ['uno', 'dos', 'tres', 'cuatro', 'permiso', 'tls'].map((name) => `${name}@itla.test`);
const good = temporaryFolder('certificate');
let oauth: OAuth;
let dovecot: Dovecot;
let secure: Dovecot;
let p: Product;
before(async () => {
  oauth = await startOAuth({ mailbox: 'permiso@itla.test' });
  [dovecot, secure] = await Promise.all([startDovecot({ users, oauth: oauth.url }), startDovecot({ users, tls: true })]);
  // Trusted by this machine, as an institution's own authority would be: the certificate that the server will have when it is mended.
  copyFileSync(path.join(secure.root, 'cert.pem'), path.join(good.path, 'cert.pem'));
  copyFileSync(path.join(secure.root, 'key.pem'), path.join(good.path, 'key.pem'));
  p = await startProduct({ env: { NODE_EXTRA_CA_CERTS: path.join(good.path, 'cert.pem') } });
});
after(async () => {
  await p?.close();
  await dovecot?.stop();
  await secure?.stop();
  await oauth?.stop();
  good.remove();
});

test('a mail server that goes away is named, and what it took meanwhile is in once when it is back', async () => {
  const [user = ''] = users;
  const id = await p.mailbox(user, imapOf(dovecot, user));
  await letter(dovecot, user, 'antes');
  await p.holds(user, ['antes']);
  // Dovecot leaves its clients some seconds after it has closed the door.
  await dovecot.kick(user);
  await dovecot.down();
  assert.match(await p.trouble(id, 'refused'), /no atiende en el puerto \d+\. Revise el puerto; .* Se vuelve a intentar solo\.$/);
  const doctor = (await p.get('/system')).text;
  assert.match(doctor, /uno@itla\.test: 127\.0\.0\.1 no atiende/);
  await dovecot.up();
  await letter(dovecot, user, 'mientras');
  await p.holds(user, ['antes', 'mientras']);
  await eventually('the trouble is over', async () => (await p.health(id)).state === 'reading');
});

test('a mailbox with other UIDs is read again and nothing is doubled', async () => {
  const user = users[1] as string;
  await p.mailbox(user, imapOf(dovecot, user));
  for (const name of ['a', 'b', 'c']) await letter(dovecot, user, name);
  await p.holds(user, ['a', 'b', 'c']);
  await dovecot.setUidValidity(1_900_000_000, 'INBOX', user);
  await dovecot.kick(user);
  await letter(dovecot, user, 'd');
  await p.holds(user, ['a', 'b', 'c', 'd']);
  const { body } = await p.get('/conversations?view=all&limit=200');
  const own = body.items.filter((one: { mailbox: string }) => one.mailbox === user);
  assert.deepEqual(
    own.map((one: { messageCount: number }) => one.messageCount),
    [1, 1, 1, 1],
  );
});

test('mail that somebody reads, moves, copies or deletes stays in once, with its original', async () => {
  const user = users[2] as string;
  await p.mailbox(user, imapOf(dovecot, user));
  const names = ['leído', 'movido', 'copiado', 'borrado', 'quieto'];
  for (const name of names) await letter(dovecot, user, name);
  await p.holds(user, names);
  const outlook = new ImapFlow({
    host: '127.0.0.1',
    port: dovecot.port,
    secure: false,
    doSTARTTLS: false,
    auth: { user, pass: dovecot.password },
    logger: false,
  });
  await outlook.connect();
  await outlook.mailboxOpen('INBOX');
  await outlook.messageFlagsAdd('1', ['\\Seen', '\\Flagged'], { uid: true });
  await outlook.messageMove('2', 'Procesados', { uid: true });
  await outlook.messageCopy('3', 'Procesados', { uid: true });
  await outlook.messageCopy('3', 'INBOX', { uid: true });
  await outlook.messageDelete('4', { uid: true });
  // Moved back: the same mail under another number.
  await outlook.mailboxOpen('Procesados');
  await outlook.messageMove('1', 'INBOX', { uid: true });
  await outlook.logout();
  await letter(dovecot, user, 'después');
  await p.holds(user, [...names, 'después']);
  const { body } = await p.get('/conversations?view=all&limit=200');
  const deleted = body.items.find((one: { subject: string }) => one.subject === 'borrado');
  assert.equal(deleted.state, 'open');
  const { messages } = (await p.get(`/conversations/${deleted.id}`)).body;
  assert.match((await p.get(`/messages/${messages[0].id}/raw`)).text, /^Subject: borrado\r$/m);
  const moved = body.items.filter((one: { subject: string }) => one.subject === 'movido');
  assert.deepEqual([moved.length, moved[0].messageCount], [1, 1]);
});

test('a refused password is said, tried three times and no more, and goes on once it is written again', async () => {
  const user = users[3] as string;
  const id = await p.mailbox(user, `imap://${encodeURIComponent(user)}:equivocada@127.0.0.1:${dovecot.port}`);
  await letter(dovecot, user, 'espera');
  assert.match(await p.trouble(id, 'wrong-password'), /no aceptó la clave de cuatro@itla\.test\. Escríbala otra vez/);
  const { imap } = await p.health(id);
  assert.equal((await p.ask('PATCH', `/mailboxes/${id}`, { imap: { ...imap, password: dovecot.password } })).status, 200);
  await p.holds(user, ['espera']);
});

test('a token that is withdrawn while the line idles is renewed; a permission that has expired says who must renew it', async () => {
  const user = 'permiso@itla.test';
  const permission = { tenant: 'itla', clientId: oauth.clientId, clientSecret: oauth.clientSecret, tokenUrl: oauth.tokenUrl };
  const made = await p.ask('POST', '/mailboxes', {
    address: user,
    auth: 'microsoft',
    imap: { host: '127.0.0.1', port: dovecot.port, security: 'none' },
    oauth: permission,
    since: longAgo,
  });
  assert.equal(made.status, 201, made.text);
  const { id } = made.body;
  assert.equal((await p.ask('POST', `/mailboxes/${id}/start`, {})).status, 200);
  await letter(dovecot, user, 'con el primero');
  await p.holds(user, ['con el primero']);

  const asked = oauth.asked.length;
  oauth.revokeAll();
  await dovecot.kick(user);
  await letter(dovecot, user, 'con el segundo');
  await p.holds(user, ['con el primero', 'con el segundo']);
  assert.ok(oauth.asked.length > asked);

  oauth.revokeAll();
  oauth.refuseNext(50, 'invalid_grant');
  await dovecot.kick(user);
  await letter(dovecot, user, 'sin permiso');
  assert.match(
    await p.trouble(id, 'permission-expired'),
    /El permiso de Microsoft 365 para permiso@itla\.test venció o fue retirado\. Un administrador .* Renovar permiso/,
  );
  oauth.refuseNoMore();
  assert.equal((await p.ask('PATCH', `/mailboxes/${id}`, { oauth: permission })).status, 200);
  await p.holds(user, ['con el primero', 'con el segundo', 'sin permiso']);
});

test('to a server whose certificate is not its own the password is never sent; mended, the mail comes in by itself', async () => {
  const user = 'tls@itla.test';
  const strange = path.join(good.path, 'strange');
  mkdirSync(strange);
  writeCertificate(strange);
  const show = async (from: string) => {
    await secure.down();
    for (const name of ['cert.pem', 'key.pem']) copyFileSync(path.join(from, name), path.join(secure.root, name));
    await secure.up();
  };
  await show(strange);
  await letter(secure, user, 'a salvo');
  const id = await p.mailbox(user, `imaps://${encodeURIComponent(user)}:${secure.password}@localhost:${secure.tlsPort}`);
  const said = await p.trouble(id, 'wrong-certificate');
  assert.match(
    said,
    /^El certificado no es válido para este servidor\. localhost .* No enviamos la clave\. Pida a Redes que lo renueve .*Huella: /,
  );
  assert.deepEqual(signIns(secure, user), []);
  await show(good.path);
  await p.holds(user, ['a salvo']);
  assert.ok(signIns(secure, user).length > 0, 'the log of the mail server shows who signs in');
});

/** What the mail server's log says of attempts to sign in as that user over TLS, beside those of the test itself. */
function signIns({ root }: Dovecot, user: string): string[] {
  const logs = readdirSync(root).filter((name) => name.endsWith('.log'));
  return logs
    .flatMap((name) => readFileSync(path.join(root, name), 'utf8').split('\n'))
    .filter((line) => line.includes(user) && /TLS/.test(line) && /Login|auth/i.test(line));
}
