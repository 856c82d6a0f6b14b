import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type Dovecot, startDovecot } from '../../../tests/world/dovecot.ts';
import { type TestHttp, testHttp } from '../../../tests/world/visitors.ts';
import { health } from './health.ts';
import { theMailbox } from './mailbox.ts';
import { writeTrouble } from './mailbox-store.ts';
import { openSecret } from './secret.ts';

let t: TestHttp;
let dovecot: Dovecot;
before(async () => {
  dovecot = await startDovecot({ users: ['info@itla.test'] });
  t = await testHttp();
});
after(async () => {
  await t?.close();
  await dovecot?.stop();
});

const imap = () => ({ host: '127.0.0.1', port: dovecot.port, security: 'none', password: dovecot.password });

test('a mailbox is added in rehearsal, tried, rehearsed, started, paused and removed, and its password never comes out', async () => {
  const network = await t.signedIn('network');
  const made = await network.post('/mailboxes', { address: 'Info@ITLA.test', imap: imap(), since: '2026-11-01T00:00:00-04:00' });
  assert.equal(made.status, 201, made.text);
  const { id } = made.body;
  const list = await network.get('/mailboxes');
  assert.deepEqual(
    [list.body.items[0].address, list.body.items[0].state, list.body.items[0].since],
    ['info@itla.test', 'rehearsal', '2026-11-01T00:00:00-04:00'],
  );
  assert.doesNotMatch(list.text, /secreto/);
  assert.equal((await network.post(`/mailboxes/${id}/test`, {})).body.ok, true);
  assert.equal((await network.post(`/mailboxes/${id}/rehearsal`, {})).body.mails, 0);
  for (const [action, state] of [
    ['start', 'reading'],
    ['pause', 'paused'],
    ['start', 'reading'],
  ] as const) {
    assert.equal((await network.post(`/mailboxes/${id}/${action}`, {})).status, 200);
    assert.equal((await network.get('/mailboxes')).body.items[0].state, state);
  }
  const late = await network.patch(`/mailboxes/${id}`, { since: '2026-10-01T00:00:00-04:00' });
  assert.deepEqual([late.status, late.body.code], [409, 'since-is-fixed']);
  assert.equal((await network.patch(`/mailboxes/${id}`, { name: 'Información' })).status, 200);
  assert.equal((await theMailbox(t.k, id)).name, 'Información');
  assert.equal(openSecret(t.k, (await theMailbox(t.k, id)).secret).imapPassword, dovecot.password);
  assert.equal((await network.delete(`/mailboxes/${id}`)).status, 200);
  assert.deepEqual((await network.get('/mailboxes')).body, { items: [], next: null });
});

test('a new password to read with leaves alone the one of another user who sends', async () => {
  const network = await t.signedIn('network');
  const smtp = { host: '127.0.0.1', port: 9, security: 'none', user: 'envia@itla.test' };
  const made = await network.post('/mailboxes', { address: 'info@itla.test', imap: imap(), smtp: { ...smtp, password: 'para enviar' } });
  const { id } = made.body;
  const passwords = async () => openSecret(t.k, (await theMailbox(t.k, id)).secret);
  await network.patch(`/mailboxes/${id}`, { imap: { ...imap(), password: 'otra' }, smtp });
  assert.deepEqual([(await passwords()).imapPassword, (await passwords()).smtpPassword], ['otra', 'para enviar']);
  assert.equal((await theMailbox(t.k, id)).smtp?.user, 'envia@itla.test');
  await network.patch(`/mailboxes/${id}`, { imap: imap(), smtp: { ...smtp, user: 'info@itla.test' } });
  assert.equal((await passwords()).smtpPassword, dovecot.password);
  await network.delete(`/mailboxes/${id}`);
});

test('what is tried before it is stored leaves nothing behind', async () => {
  const network = await t.signedIn('network');
  const good = await network.post('/mailboxes/test', { address: 'info@itla.test', imap: imap() });
  assert.deepEqual([good.status, good.body.ok], [200, true], good.text);
  const bad = await network.post('/mailboxes/test', { address: 'info@itla.test', imap: { ...imap(), password: 'otra' } });
  assert.deepEqual([bad.status, bad.body.ok, bad.body.steps.at(-1).code], [200, false, 'wrong-password']);
  assert.deepEqual((await network.get('/mailboxes')).body, { items: [], next: null });
});

test('bad input is refused with a sentence, and a second mailbox of the same address too', async () => {
  const network = await t.signedIn('network');
  for (const body of [
    {},
    { address: 'x', imap: imap() },
    { address: 'info@itla.test', imap: imap(), more: 1 },
    { address: 'info@itla.test', imap: { ...imap(), port: 0 } },
  ]) {
    assert.equal((await network.post('/mailboxes', body)).status, 400, JSON.stringify(body));
  }
  const clear = await network.post('/mailboxes', { address: 'info@itla.test', imap: { ...imap(), host: 'imap.itla.example' } });
  assert.deepEqual([clear.status, clear.body.code], [400, 'insecure-connection']);
  assert.equal((await network.post('/mailboxes', { address: 'info@itla.test', imap: imap() })).status, 201);
  assert.equal((await network.post('/mailboxes', { address: 'INFO@itla.test', imap: imap() })).body.code, 'mailbox-exists');
  assert.equal((await network.post('/mailboxes/424242/start', {})).status, 404);
  assert.deepEqual((await network.get('/quarantine')).body, { items: [], next: null });
  assert.equal((await network.post('/quarantine/1/retry', {})).body.code, 'unknown-receipt');
});

test('a permission is asked for at the provider and only the same person may bring it back', async () => {
  const network = await t.signedIn('network');
  const oauth = { tenant: 'itla', clientId: 'abc', clientSecret: 'un-secreto', tokenUrl: 'http://127.0.0.1:9/token' };
  const { id } = (await network.post('/mailboxes', { address: 'ms@itla.test', auth: 'microsoft', imap: imap(), oauth })).body;
  const asked = await network.post(`/mailboxes/${id}/permission`, {});
  const url = new URL(asked.body.url);
  assert.equal(url.host, 'login.microsoftonline.com');
  assert.match(url.searchParams.get('scope') ?? '', /IMAP\.AccessAsUser\.All/);
  assert.doesNotMatch(asked.text, /un-secreto/);
  const state = encodeURIComponent(url.searchParams.get('state') as string);
  const other = await t.signedIn('network');
  assert.equal((await network.get('/oauth/callback?state=falso&code=x')).body.code, 'permission-not-asked');
  assert.equal((await other.get(`/oauth/callback?state=${state}&code=x`)).body.code, 'permission-not-asked');
  assert.equal((await network.get(`/oauth/callback?state=${state}&error=access_denied`)).body.code, 'permission-refused');
});

test('doctor says of the mail what is wrong and what to do', async () => {
  const network = await t.signedIn('network');
  const [mailbox] = (await network.get('/mailboxes')).body.items as { id: string }[];
  const id = mailbox?.id as string;
  await network.post(`/mailboxes/${id}/start`, {});
  const said = async (name: string) => health.find((one) => one.name === name)?.check(t.k);
  assert.equal((await said('conexión de los buzones'))?.ok, true);
  assert.equal((await said('buzones que callan'))?.ok, true);
  await writeTrouble(
    t.k,
    id,
    { code: 'no-answer', es: 'El servidor no responde.', en: 'The server does not answer.', needsPerson: false },
    null,
  );
  t.clock.advance(30 * 60_000);
  assert.deepEqual(await said('conexión de los buzones'), {
    ok: false,
    detail: 'info@itla.test: El servidor no responde.',
    detailEn: 'info@itla.test: The server does not answer.',
  });
  assert.match((await said('buzones que callan'))?.detail ?? '', /No se ha leído correo en 30 min dentro del horario/);
});
