import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { module as kernel } from '#kernel';
import { module as people } from '#people';
import { type TestHttp, testHttp } from '../../../tests/world/visitors.ts';
import { authJobs } from './settings.ts';

const password = 'cuatro palabras al azar';
const hour = 3_600_000;
let t: TestHttp;
before(async () => {
  t = await testHttp({ modules: [kernel, people] });
});
after(() => t?.close());

async function twoBrowsers(email: string) {
  await t.person(email, password, 'operator');
  const [desk, phone] = [t.visitor('10.0.0.1'), t.visitor('10.0.0.2')];
  for (const who of [desk, phone]) await who.post('/session', { email, password }, { headers: { 'user-agent': 'Firefox' } });
  return { desk, phone };
}

test('the list shows where the account is signed in, and which one asks', async () => {
  const { desk } = await twoBrowsers('lista@itla.example');
  const { items } = (await desk.get('/account/sessions')).body;
  assert.deepEqual(items.map((one: { ip: string }) => one.ip).sort(), ['10.0.0.1', '10.0.0.2']);
  assert.deepEqual(
    items.filter((one: { isCurrent: boolean }) => one.isCurrent).map((one: { ip: string }) => one.ip),
    ['10.0.0.1'],
  );
  assert.equal(items[0].device, 'Firefox');
});

test('a revoked session is refused at its next request', async () => {
  const { desk, phone } = await twoBrowsers('revocada@itla.example');
  assert.equal((await phone.get('/people')).status, 200);
  const { items } = (await desk.get('/account/sessions')).body;
  const other = items.find((one: { isCurrent: boolean }) => !one.isCurrent);
  assert.equal((await desk.delete(`/account/sessions/${other.id}`)).status, 200);
  assert.equal((await phone.get('/people')).status, 401);
  assert.equal((await desk.get('/people')).status, 200);
});

test('somebody else’s session cannot be ended, nor told from one that is not there', async () => {
  const { desk } = await twoBrowsers('mia@itla.example');
  const { desk: victim } = await twoBrowsers('ajena@itla.example');
  const { items } = (await victim.get('/account/sessions')).body;
  const [theirs, none] = [await desk.delete(`/account/sessions/${items[0].id}`), await desk.delete('/account/sessions/999999')];
  assert.deepEqual([theirs.status, theirs.body.code], [404, 'unknown-session']);
  assert.equal(none.body.code, theirs.body.code);
  assert.equal((await victim.get('/people')).status, 200);
});

test('signing out ends the session itself and drops the cookie', async () => {
  const { desk } = await twoBrowsers('sale@itla.example');
  const cookie = desk.cookie();
  await desk.delete('/session');
  assert.ok(!/ventanilla=/.test(desk.cookie()));
  assert.equal((await t.visitor().get('/people', { headers: { cookie } })).status, 401);
});

test('a session ends after twelve idle hours, and after seven days in any case', async () => {
  const { desk, phone } = await twoBrowsers('reposo@itla.example');
  for (let i = 0; i < 20; i += 1) {
    t.clock.advance(8 * hour);
    assert.equal((await desk.get('/people')).status, 200, `after ${8 * (i + 1)} hours`);
  }
  assert.equal((await phone.get('/people')).status, 401);
  t.clock.advance(8 * hour);
  assert.equal((await desk.get('/people')).status, 401);
});

test('a changed password ends the other sessions and keeps this one', async () => {
  const { desk, phone } = await twoBrowsers('cambia@itla.example');
  assert.equal((await desk.post('/account/password', { current: 'no es esta', next: 'una clave muy nueva' })).status, 401);
  assert.equal((await desk.post('/account/password', { current: password, next: 'corta' })).body.code, 'weak-password');
  assert.equal((await desk.post('/account/password', { current: password, next: 'una clave muy nueva' })).status, 200);
  assert.equal((await phone.get('/people')).status, 401);
  assert.equal((await desk.get('/people')).status, 200);
  assert.equal((await t.visitor('10.0.0.3').post('/session', { email: 'cambia@itla.example', password })).status, 401);
});

test('a change with our cookie from a page of another origin is refused, one without origin too', async () => {
  const { desk } = await twoBrowsers('origen@itla.example');
  const foreign = [
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { 'sec-fetch-site': 'same-origin', origin: 'https://otra.example' },
    { 'sec-fetch-site': undefined, origin: 'null' },
    { 'sec-fetch-site': undefined },
  ];
  for (const headers of foreign) {
    const answer = await desk.patch('/account', { name: 'Otra' }, { headers: headers as never });
    assert.deepEqual([answer.status, answer.body.code], [403, 'wrong-origin'], JSON.stringify(headers));
  }
  const own = await desk.patch(
    '/account',
    { name: 'Otra' },
    { headers: { 'sec-fetch-site': undefined, origin: 'http://localhost:80', host: 'localhost' } as never },
  );
  assert.equal(own.status, 200);
  assert.equal((await desk.get('/people', { headers: { 'sec-fetch-site': 'cross-site' } })).status, 200);
});

test('nobody is signed in from a page of another origin', async () => {
  const answer = await t
    .visitor()
    .post('/session', { email: 'origen@itla.example', password }, { headers: { 'sec-fetch-site': 'cross-site' } });
  assert.equal(answer.body.code, 'wrong-origin');
});

test('a token has no sessions, password or second factor of its own', async () => {
  const script = await t.script('admin');
  for (const answer of [
    await script.get('/account/sessions'),
    await script.post('/account/totp'),
    await script.patch('/account', { name: 'Otra' }),
  ])
    assert.deepEqual([answer.status, answer.body.code], [403, 'needs-account']);
});

test('a token needs no origin: no browser sends it by itself', async () => {
  const script = await t.script('coordinator');
  const area = { name: 'Admisiones', mail: 'admisiones@itla.example' };
  assert.equal((await script.post('/areas', area, { headers: { 'sec-fetch-site': undefined } as never })).status, 201);
});

test('another process’s revocation is heard here', async () => {
  const other = await t.again();
  try {
    const { desk } = await twoBrowsers('proceso@itla.example');
    assert.equal((await desk.get('/people')).status, 200);
    const { changeAccount } = await import('./accounts.ts');
    const { id } = (await desk.get('/session')).body.person;
    await changeAccount(other.k, id, { disabled: true });
    for (let i = 0; i < 200 && (await desk.get('/people')).status !== 401; i += 1) await new Promise((resolve) => setTimeout(resolve, 10));
    assert.equal((await desk.get('/people')).status, 401);
  } finally {
    await other.close();
  }
});

test('what has ended is forgotten by the nightly job', async () => {
  const { desk } = await twoBrowsers('olvido@itla.example');
  const { id } = (await desk.get('/session')).body.person;
  const rows = async () => (await sql`select from kernel.session where account_id = ${id}`.execute(t.k.db)).rows.length;
  assert.equal(await rows(), 2);
  t.clock.advance(13 * hour);
  await authJobs[0]?.handle(t.k, {});
  assert.equal(await rows(), 0);
});
