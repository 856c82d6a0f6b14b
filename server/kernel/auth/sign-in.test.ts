import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { Secret, TOTP } from 'otpauth';
import { module as kernel } from '#kernel';
import { module as people } from '#people';
import { type TestHttp, testHttp, type Visitor } from '../../../tests/world/visitors.ts';

const password = 'cuatro palabras al azar';
let t: TestHttp;
let n = 0;
let email = '';

before(async () => {
  t = await testHttp({ modules: [kernel, people] });
});
beforeEach(async () => {
  n += 1;
  email = `agente${n}@itla.example`;
  await t.person(email, password, 'operator');
});
after(() => t?.close());

const address = () => `10.1.${n}.${Math.floor(Math.random() * 200)}`;
const signIn = (who: Visitor, secret = password, as = email) => who.post('/session', { email: as, password: secret });
const codeOf = (secret: string, at = t.clock.real()) => new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: at });

async function withSecondFactor(): Promise<{ secret: string; recoveryCodes: string[]; who: Visitor }> {
  const who = t.visitor(address());
  await signIn(who);
  const { secret } = (await who.post('/account/totp')).body;
  const { recoveryCodes } = (await who.post('/account/totp/confirm', { code: codeOf(secret) })).body;
  await who.delete('/session');
  t.clock.advance(60_000);
  return { secret, recoveryCodes, who };
}

test('e-mail and password open a session, in any case of letters', async () => {
  const who = t.visitor();
  const answer = await signIn(who, password, ` ${email.toUpperCase()} `);
  assert.deepEqual([answer.status, answer.body], [200, { next: 'done' }]);
  const { person } = (await who.get('/session')).body;
  assert.equal(person.email, email);
  assert.ok(person.permissions.includes('conversations.reply'));
});

test('the session names who gives access, to whoever is signed in and to nobody else', async () => {
  await t.person('rosanna@itla.example', password, 'coordinator', 'admin');
  const who = t.visitor();
  assert.deepEqual((await who.get('/session')).body.administrators, []);
  await signIn(who);
  const { administrators } = (await who.get('/session')).body;
  const names = (await (await t.signedIn('admin')).get('/users')).body.items
    .filter((one: { roles: string[] }) => one.roles.includes('admin'))
    .map((one: { name: string }) => one.name);
  assert.ok(administrators.length > 0);
  assert.deepEqual(
    administrators.filter((one: string) => !names.includes(one)),
    [],
  );
});

test('the session cookie is HttpOnly, SameSite=Lax and for the whole site', async () => {
  const [cookie] = [(await signIn(t.visitor())).headers['set-cookie']].flat();
  assert.match(String(cookie), /^ventanilla=[\w-]{43}; Max-Age=\d+; Path=\/; HttpOnly; SameSite=Lax$/);
});

test('a wrong password and an unknown account get the same answer, and each costs one hash', async () => {
  const cpu = async (as: string) => {
    const from = process.cpuUsage();
    const answer = await signIn(t.visitor(address()), 'otra cosa bien larga', as);
    const { user, system } = process.cpuUsage(from);
    return { answer, ms: (user + system) / 1000 };
  };
  const known = await cpu(email);
  const unknown = await cpu('nadie@itla.example');
  const strip = ({ requestId: _, ...rest }: Record<string, unknown>) => rest;
  assert.equal(known.answer.status, 401);
  assert.deepEqual(strip(known.answer.body), strip(unknown.answer.body));
  // argon2 costs tens of ms; an answer without it, about one.
  assert.ok(unknown.ms > known.ms / 4, `${unknown.ms} ms against ${known.ms} ms`);
});

test('five wrong passwords close the way from that address, and from no other', async () => {
  const attacker = '10.9.9.9';
  for (let i = 0; i < 5; i += 1) assert.equal((await signIn(t.visitor(attacker), 'no es esta clave')).status, 401);
  const sixth = await signIn(t.visitor(attacker));
  assert.equal(sixth.status, 429);
  assert.equal(sixth.body.code, 'slow-down');
  assert.equal(sixth.headers['retry-after'], String(sixth.body.seconds));
  assert.equal((await signIn(t.visitor('10.8.8.8'))).status, 200);
});

test('a browser that has signed in before still gets in behind the attacker’s own address', async () => {
  const shared = '10.7.7.7';
  const own = t.visitor(shared);
  await signIn(own);
  await own.delete('/session');
  for (let i = 0; i < 6; i += 1) await signIn(t.visitor(shared), 'no es esta clave');
  assert.equal((await signIn(t.visitor(shared))).status, 429);
  assert.equal((await signIn(own)).status, 200);
});

test('a device cookie opens no lane for another account, nor once altered', async () => {
  const shared = '10.6.6.6';
  const other = `otro${n}@itla.example`;
  await t.person(other, password, 'operator');
  const own = t.visitor(shared);
  await signIn(own);
  for (let i = 0; i < 6; i += 1) await signIn(own, 'no es esta clave', other);
  assert.equal((await signIn(own, password, other)).status, 429);
});

test('a hundred tries at once count as a hundred', async () => {
  const ip = '10.5.5.5';
  const answers = await Promise.all(Array.from({ length: 20 }, () => signIn(t.visitor(ip), 'no es esta clave')));
  assert.equal(answers.filter((one) => one.status === 401).length, 5);
});

test('the way opens again when the window has passed, and the lockout is an act without the address', async () => {
  const ip = '10.4.4.4';
  for (let i = 0; i < 6; i += 1) await signIn(t.visitor(ip), 'no es esta clave');
  t.clock.advance(5 * 60_000 + 1000);
  assert.equal((await signIn(t.visitor(ip))).status, 200);
  const acts = (await (await t.signedIn('auditor')).get('/acts?verb=auth.locked-out')).body.items;
  assert.ok(acts.length > 0);
  assert.ok(!JSON.stringify(acts).includes(ip) && !JSON.stringify(acts).includes(email));
});

test('with a second factor the password alone opens nothing', async () => {
  const { secret, who } = await withSecondFactor();
  assert.deepEqual((await signIn(who)).body, { next: 'totp' });
  const half = (await who.get('/session')).body;
  assert.deepEqual([half.person, half.next], [null, 'totp']);
  const refused = await who.get('/account/sessions');
  assert.deepEqual([refused.status, refused.body.code], [403, 'second-factor-missing']);
  assert.equal((await who.post('/account/totp')).status, 403);
  const before = who.cookie();
  assert.deepEqual((await who.post('/session/totp', { code: codeOf(secret) })).body, { next: 'done' });
  assert.equal((await who.get('/account/sessions')).status, 200);
  assert.notEqual(who.cookie(), before);
});

test('the half session’s cookie is worth nothing once the code was given', async () => {
  const { secret, who } = await withSecondFactor();
  await signIn(who);
  const half = who.cookie();
  await who.post('/session/totp', { code: codeOf(secret) });
  const answer = await t.visitor().get('/account/sessions', { headers: { cookie: half } });
  assert.equal(answer.status, 401);
});

test('a code serves once, also at the same moment', async () => {
  const { secret } = await withSecondFactor();
  const code = codeOf(secret);
  const first = t.visitor(address());
  const second = t.visitor(address());
  await Promise.all([signIn(first), signIn(second)]);
  const answers = await Promise.all([first.post('/session/totp', { code }), second.post('/session/totp', { code })]);
  assert.deepEqual(
    answers.map((one) => one.status).sort((a, b) => a - b),
    [200, 401],
  );
  assert.equal(answers.find((one) => one.status === 401)?.body.code, 'wrong-code');
});

test('an earlier code is refused after a later one, and one of ten minutes ago always', async () => {
  const { secret, who } = await withSecondFactor();
  await signIn(who);
  assert.equal((await who.post('/session/totp', { code: codeOf(secret, t.clock.real() - 600_000) })).status, 401);
  await who.post('/session/totp', { code: codeOf(secret) });
  await who.delete('/session');
  await signIn(who);
  assert.equal((await who.post('/session/totp', { code: codeOf(secret, t.clock.real() - 30_000) })).status, 401);
});

test('a recovery code stands in for the app, once', async () => {
  const { recoveryCodes, who } = await withSecondFactor();
  assert.equal(recoveryCodes.length, 10);
  const [code = ''] = recoveryCodes;
  await signIn(who);
  assert.equal((await who.post('/session/totp', { code: code.toUpperCase().replace('-', ' ') })).status, 200);
  await who.delete('/session');
  await signIn(who);
  assert.equal((await who.post('/session/totp', { code })).status, 401);
});

test('guessing codes is held to five', async () => {
  await withSecondFactor();
  const who = t.visitor('10.3.3.3');
  await signIn(who);
  for (let i = 0; i < 5; i += 1) await who.post('/session/totp', { code: '000000' });
  assert.equal((await who.post('/session/totp', { code: '000000' })).status, 429);
});

test('a half session lasts ten minutes', async () => {
  const { secret, who } = await withSecondFactor();
  await signIn(who);
  t.clock.advance(10 * 60_000 + 1000);
  assert.equal((await who.post('/session/totp', { code: codeOf(secret) })).status, 401);
});

test('where the institution requires a second factor, the sign-in leads to setting it up and to nothing else', async () => {
  await t.k.settings.set('auth.second_factor', 'required');
  try {
    const who = t.visitor(address());
    assert.deepEqual((await signIn(who)).body, { next: 'enrol' });
    assert.deepEqual((await who.get('/session')).body.person.permissions, []);
    assert.equal((await who.get('/people')).body.code, 'second-factor-missing');
    const { secret, uri } = (await who.post('/account/totp')).body;
    assert.match(uri, /^otpauth:\/\/totp\/.*secret=/);
    assert.equal((await who.post('/account/totp/confirm', { code: '000000' })).status, 401);
    assert.equal((await who.post('/account/totp/confirm', { code: codeOf(secret) })).status, 200);
    assert.equal((await who.get('/people')).status, 200);
    const off = await who.delete('/account/totp', { password });
    assert.deepEqual([off.status, off.body.code], [409, 'second-factor-required']);
  } finally {
    await t.k.settings.set('auth.second_factor', 'optional');
  }
});

test('the second factor is turned off with the password only, and a second key is refused while it is on', async () => {
  const { secret, who } = await withSecondFactor();
  await signIn(who);
  await who.post('/session/totp', { code: codeOf(secret) });
  assert.equal((await who.post('/account/totp')).body.code, 'totp-already-on');
  assert.equal((await who.delete('/account/totp', { password: 'no es esta clave' })).status, 401);
  assert.equal((await who.delete('/account/totp', { password })).status, 200);
  await who.delete('/session');
  assert.deepEqual((await signIn(who)).body, { next: 'done' });
});

test('neither act nor table holds a password, a code or a key', async () => {
  const { secret, recoveryCodes } = await withSecondFactor();
  const acts = (await (await t.signedIn('auditor')).get('/acts?limit=200')).text;
  for (const one of [password, secret, ...recoveryCodes]) assert.ok(!acts.includes(one));
});
