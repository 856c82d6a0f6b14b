import assert from 'node:assert/strict';
import test from 'node:test';
import { bodyOf, emptyFields, serverFields, withGuess } from './settings.ts';

const fields = emptyFields('2026-11-01');

test('an address suggests its servers and its user, until somebody writes others', () => {
  const guessed = withGuess(fields, { address: 'info@itla.example' });
  assert.equal(guessed.imap, 'imap.itla.example : 993');
  assert.equal(guessed.user, 'info@itla.example');
  const own = withGuess({ ...guessed, imap: 'correo.itla.example : 993' }, { address: 'info2@itla.example' });
  assert.equal(own.imap, 'correo.itla.example : 993');
  assert.equal(own.smtp, 'smtp.itla.example : 465');
  assert.equal(withGuess(guessed, { auth: 'microsoft' }).imap, 'outlook.office365.com : 993');
});

test('what is missing is named, and what is written becomes servers', () => {
  assert.equal(bodyOf(fields), 'address');
  assert.equal(bodyOf({ ...fields, address: 'info@itla.example' }), 'imap');
  assert.equal(bodyOf({ ...fields, address: 'info@itla.example', imap: 'imap.itla.example', smtp: '' }), 'imap');
  const body = bodyOf({ ...fields, address: 'info@itla.example', imap: 'imap.itla.example:993', user: 'info', password: 'x' });
  assert.ok(typeof body === 'object');
  assert.deepEqual(body.imap, { host: 'imap.itla.example', port: 993, security: 'tls', user: 'info', password: 'x' });
  assert.equal(body.smtp, null);
  assert.equal(body.since, '2026-11-01T00:00:00-04:00');
});

test('whoever sends under another user keeps that user, and only a typed password goes with it', () => {
  const stored = {
    ...fields,
    address: 'info@itla.example',
    imap: 'imap.itla.example:993',
    smtp: 'smtp.itla.example:465',
    user: 'lee',
    smtpUser: 'envia',
  };
  const body = bodyOf({ ...stored, password: 'nueva' });
  assert.ok(typeof body === 'object');
  assert.deepEqual(body.smtp, { host: 'smtp.itla.example', port: 465, security: 'tls', user: 'envia' });
  assert.equal(body.imap?.password, 'nueva');
  const same = bodyOf({ ...stored, smtpUser: null, password: 'nueva' });
  assert.ok(typeof same === 'object');
  assert.deepEqual([same.smtp?.user, same.smtp?.password], ['lee', 'nueva']);
});

test('a mailbox without IMAP needs no servers, and a service account is its whole file or nothing', () => {
  const graph = bodyOf({ ...fields, address: 'info@itla.example', auth: 'microsoft', kind: 'graph', clientId: 'app', imap: '' });
  assert.ok(typeof graph === 'object');
  assert.deepEqual([graph.kind, graph.imap, graph.smtp, graph.oauth?.clientId], ['graph', null, undefined, 'app']);
  const google = withGuess(fields, { address: 'info@itla.example', auth: 'google', kind: 'graph' });
  const file = JSON.stringify({ type: 'service_account', client_email: 'v@proyecto.example', private_key: 'clave' });
  const body = bodyOf({ ...google, serviceAccount: file });
  assert.ok(typeof body === 'object');
  assert.deepEqual([body.kind, body.oauth?.serviceAccount], ['imap', { email: 'v@proyecto.example', privateKey: 'clave' }]);
  assert.equal(bodyOf({ ...google, serviceAccount: '{"client_email":"v"}' }), 'serviceAccount');
});

test('what is stored comes back into the fields; through Graph the provider’s servers wait for whoever goes back', () => {
  const server = { host: 'graph.microsoft.com', port: 443, security: 'tls' as const, user: 'info@itla.example' };
  const stored = { address: 'info@itla.example', auth: 'microsoft', kind: 'graph', imap: server, smtp: server } as Parameters<
    typeof serverFields
  >[0];
  const back = serverFields(stored, fields);
  assert.deepEqual([back.kind, back.imap, back.address], ['graph', 'outlook.office365.com : 993', 'info@itla.example']);
  assert.equal(serverFields({ ...stored, kind: 'imap' }, fields).imap, 'graph.microsoft.com : 443');
});
