import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import tls from 'node:tls';
import { after, before, test } from 'node:test';
import { type Dovecot, startDovecot } from '../../../tests/world/dovecot.ts';
import { type TestKernel, testKernel } from '../../../tests/world/database.ts';
import { createMailbox, theMailbox } from './mailbox.ts';
import { addMailbox, testMailboxOf } from './by-hand.ts';
import { testMailbox } from './test-connection.ts';
import { troubleOf } from './trouble.rules.ts';

let t: TestKernel;
let dovecot: Dovecot;
let made = 0;
before(async () => {
  dovecot = await startDovecot({ users: ['info@itla.test'], tls: true });
  t = await testKernel();
});
after(async () => {
  await t?.close();
  await dovecot?.stop();
});

async function steps(imap: { host?: string; port?: number; security?: 'tls' | 'starttls' | 'none'; password?: string }) {
  const server = {
    host: '127.0.0.1',
    port: dovecot.port,
    security: 'none' as const,
    user: dovecot.user,
    password: dovecot.password,
    ...imap,
  };
  const { id } = await createMailbox(t.k, { address: `buzon${++made}@itla.test`, purpose: 'service', auth: 'password', imap: server });
  return testMailbox(t.k, await theMailbox(t.k, id));
}

test('a wrong password is named as such', async () => {
  const last = (await steps({ password: 'otra' })).at(-1);
  assert.deepEqual([last?.name, last?.ok, last?.code], ['sign-in', false, 'wrong-password']);
  assert.match(last?.detail ?? '', /no aceptó la clave/);
});

test('a certificate that can’t be trusted is never passed over: whose it is and until when is said, the password is not sent', async () => {
  for (const [security, port] of [
    ['tls', dovecot.tlsPort as number],
    ['starttls', dovecot.port],
  ] as const) {
    const found = await steps({ security, port });
    const last = found.at(-1);
    assert.deepEqual([last?.ok, last?.code], [false, 'wrong-certificate'], security);
    assert.match(last?.detail ?? '', /«localhost», vigente hasta el \d\d\/\d\d\/\d{4}\. No enviamos la clave/);
  }
});

test('one that is trusted passes, by TLS and by STARTTLS', async () => {
  const before = tls.getCACertificates('default');
  tls.setDefaultCACertificates([...before, dovecot.certificate as string]);
  try {
    for (const [security, port] of [
      ['tls', dovecot.tlsPort as number],
      ['starttls', dovecot.port],
    ] as const) {
      const found = await steps({ security, port });
      assert.ok(
        found.every((step) => step.ok),
        JSON.stringify(found),
      );
      assert.match(found.find((step) => step.name === 'encryption')?.detail ?? '', /certificado vigente hasta/);
    }
  } finally {
    tls.setDefaultCACertificates(before);
  }
});

test('a server that refuses, one that is unknown and one without encryption are told apart', async () => {
  assert.equal((await steps({ port: 1 })).at(-1)?.code, 'refused');
  assert.equal((await steps({ host: 'no-existe.invalid', security: 'tls' })).at(-1)?.code, 'unknown-host');
  const plain = createServer((socket) => {
    socket.on('error', () => {});
    socket.write('* OK listo\r\n');
    socket.on('data', (data: Buffer) => {
      const tag = data.toString().split(' ')[0];
      if (/CAPABILITY/i.test(data.toString())) socket.write(`* CAPABILITY IMAP4rev1\r\n${tag} OK\r\n`);
      else socket.write(`${tag} BAD no\r\n`);
    });
  });
  await new Promise<void>((resolve) => plain.listen(0, '127.0.0.1', resolve));
  try {
    const last = (await steps({ security: 'starttls', port: (plain.address() as { port: number }).port })).at(-1);
    assert.equal(last?.code, 'no-encryption', last?.detail ?? '');
  } finally {
    plain.close();
  }
});

test('TLS towards a port without it, and the reverse, are told as what they are: which choice to change, and no line of OpenSSL', async () => {
  for (const [security, port, code, says] of [
    ['tls', dovecot.port, 'no-tls', /no usa TLS; en Cifrado pruebe STARTTLS o Sin cifrar/],
    ['none', dovecot.tlsPort as number, 'needs-tls', /solo atiende con TLS; en Cifrado elija TLS/],
    ['starttls', dovecot.tlsPort as number, 'needs-tls', /solo atiende con TLS/],
  ] as const) {
    const found = await steps({ security, port });
    const last = found.at(-1);
    assert.deepEqual([found.map((step) => step.name), last?.ok, last?.code], [['host', 'encryption'], false, code], security);
    assert.match(last?.detail ?? '', says);
    assert.doesNotMatch(`${last?.detail} ${last?.detailEn}`, /SSL|vuelve a intentar|tried again/);
  }
});

test('a test made by hand never says that it is tried again by itself', async () => {
  const last = (await steps({ port: 1 })).at(-1);
  assert.deepEqual([last?.name, last?.code], ['host', 'refused']);
  assert.doesNotMatch(`${last?.detail} ${last?.detailEn}`, /vuelve a intentar|tried again/);
  const target = { host: 'imap.itla.example', port: 993, user: null, auth: 'password' as const };
  assert.match(troubleOf({ code: 'ECONNREFUSED' }, target).es, /Se vuelve a intentar solo/);
  for (const failure of [{ code: 'ECONNRESET' }, { code: 'EWHAT', message: 'algo' }, { code: 'ETHROTTLE' }])
    assert.doesNotMatch(troubleOf(failure, { ...target, isByHand: true }).es, /vuelve a intentar/);
  assert.equal(troubleOf({ code: 'ERR_SSL_UNSUPPORTED_PROTOCOL' }, target).code, 'tls-failed');
  assert.equal(
    troubleOf({ code: 'ESOCKET', message: '80:error:0A00010B:SSL routines:tls_validate_record_header:wrong version number' }, target).code,
    'no-tls',
  );
});

test('adding from the command line answers the test, also where it fails', async () => {
  const added = await addMailbox(t.k, { address: 'cli@itla.test', imap: 'imap://a:b@127.0.0.1:1', smtp: 'smtp://127.0.0.1:1' });
  assert.equal(added.since, '2026-11-24T10:00:00-04:00');
  assert.deepEqual([added.test.imap.ok, added.test.smtp.ok, added.test.dns.spf.code], [false, false, 'not-asked']);
  assert.deepEqual(await testMailboxOf(t.k, 'CLI@itla.test'), added.test);
  await assert.rejects(addMailbox(t.k, { address: 'cli@itla.test', imap: 'imap://a:b@127.0.0.1:1', smtp: 'smtp://127.0.0.1:1' }), {
    code: 'mailbox-exists',
  });
});

test('a server that is busy is no wrong password, and an expired permission is none either', () => {
  const target = { host: 'imap.itla.example', port: 993, user: 'info@itla.example', auth: 'password' as const };
  assert.equal(troubleOf({ authenticationFailed: true, serverResponseCode: 'UNAVAILABLE' }, target).code, 'busy');
  assert.equal(troubleOf({ authenticationFailed: true, serverResponseCode: 'INUSE' }, target).needsPerson, false);
  assert.equal(troubleOf({ authenticationFailed: true, serverResponseCode: 'AUTHENTICATIONFAILED' }, target).code, 'wrong-password');
  assert.equal(troubleOf({ authenticationFailed: true }, { ...target, auth: 'microsoft' }).code, 'permission-expired');
  assert.equal(troubleOf({ code: 'invalid_grant' }, { ...target, auth: 'google' }).code, 'permission-expired');
  assert.equal(troubleOf({ code: 'ETIMEDOUT' }, target).code, 'no-answer');
});
