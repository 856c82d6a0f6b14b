import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { module as kernel } from '#kernel';
import { module as people } from '#people';
import { type TestHttp, testHttp } from '../../../tests/world/visitors.ts';
import { changeAccount, createAccount } from './accounts.ts';
import { createToken } from './tokens.ts';

const password = 'cuatro palabras al azar';
const hour = 3_600_000;
let t: TestHttp;
before(async () => {
  t = await testHttp({ modules: [kernel, people] });
});
after(() => t?.close());

const secretOf = (link: string) => link.split('#')[1] as string;

test('an invited person chooses a password through the link and is signed in', async () => {
  const admin = await t.signedIn('admin');
  const made = await admin.post('/users', { name: 'Wilkin Santana', email: 'Wilkin@ITLA.example', roles: ['operator'] });
  assert.equal(made.status, 201);
  assert.match(made.body.link, /\/invitacion#[\w-]{43}$/);
  const guest = t.visitor();
  const token = secretOf(made.body.link);
  const look = await guest.post('/invitation/look', { token });
  assert.deepEqual([look.body.name, look.body.email, look.body.roles], ['Wilkin Santana', 'wilkin@itla.example', ['operator']]);
  assert.equal((await guest.post('/invitation/accept', { token, password: '1234567890' })).body.code, 'weak-password');
  assert.deepEqual((await guest.post('/invitation/accept', { token, password })).body, { next: 'done' });
  assert.equal((await guest.get('/session')).body.person.name, 'Wilkin Santana');
});

test('an invitation serves once, also to two at the same moment', async () => {
  const admin = await t.signedIn('admin');
  const { link } = (await admin.post('/users', { name: 'Una Vez', email: 'unavez@itla.example', roles: ['operator'] })).body;
  const token = secretOf(link);
  const answers = await Promise.all([1, 2].map(() => t.visitor().post('/invitation/accept', { token, password })));
  assert.deepEqual(
    answers.map((one) => one.status).sort((a, b) => a - b),
    [200, 404],
  );
  assert.equal((await t.visitor().post('/invitation/look', { token })).body.code, 'bad-invitation');
});

test('an invitation dies after 72 hours, and when a new one is made', async () => {
  const admin = await t.signedIn('admin');
  const { id, link } = (await admin.post('/users', { name: 'Tarde', email: 'tarde@itla.example', roles: ['operator'] })).body;
  const second = (await admin.post(`/users/${id}/invitation`)).body.link;
  assert.equal((await t.visitor().post('/invitation/look', { token: secretOf(link) })).status, 404);
  t.clock.advance(71 * hour);
  assert.equal((await t.visitor().post('/invitation/look', { token: secretOf(second) })).status, 200);
  t.clock.advance(2 * hour);
  assert.equal((await t.visitor().post('/invitation/look', { token: secretOf(second) })).status, 404);
});

test('a second account of one e-mail is refused, whatever its capitals', async () => {
  const admin = await t.signedIn('admin');
  await t.person('doble@itla.example', password, 'operator');
  const answer = await admin.post('/users', { name: 'Doble', email: 'DOBLE@itla.example', roles: ['head'] });
  assert.deepEqual([answer.status, answer.body.code], [409, 'email-taken']);
});

test('neither the command line nor a script makes an account of what is no name or e-mail, or a token of half a day', async () => {
  const person = { name: 'Ana', email: 'ana.nueva@itla.example', roles: ['operator'] } as const;
  for (const email of ['malo', 'a b@c.example', '@itla.example'])
    await assert.rejects(createAccount(t.k, { ...person, email }), { code: 'bad-email' });
  await assert.rejects(createAccount(t.k, { ...person, name: ' ' }), { code: 'bad-name' });
  for (const days of [0, 1.5, 99_999_999])
    await assert.rejects(createToken(t.k, { name: 'x', roles: ['operator'], days }), { code: 'bad-days' });
  await assert.rejects(createToken(t.k, { name: ' ', roles: ['operator'] }), { code: 'bad-name' });
});

test('disabling an account ends its sessions and its way in', async () => {
  const admin = await t.signedIn('admin');
  const id = await t.person('cesada@itla.example', password, 'operator');
  const who = t.visitor();
  await who.post('/session', { email: 'cesada@itla.example', password });
  assert.equal((await who.get('/people')).status, 200);
  await admin.patch(`/users/${id}`, { disabled: true });
  assert.equal((await who.get('/people')).status, 401);
  assert.equal((await t.visitor().post('/session', { email: 'cesada@itla.example', password })).body.code, 'wrong-credentials');
  await admin.patch(`/users/${id}`, { disabled: false });
  assert.equal((await t.visitor().post('/session', { email: 'cesada@itla.example', password })).status, 200);
});

test('changed roles count from the next request on', async () => {
  const admin = await t.signedIn('admin');
  const who = await t.signedIn('quality');
  assert.equal((await who.get('/people')).status, 403);
  await admin.patch(`/users/${who.id}`, { roles: ['operator'] });
  assert.equal((await who.get('/people')).status, 200);
});

test('an administrator ends somebody’s sessions and takes a lost second factor away', async () => {
  const admin = await t.signedIn('admin');
  const who = await t.signedIn('operator');
  assert.deepEqual((await admin.delete(`/users/${who.id}/sessions`)).body, { ended: 1 });
  assert.equal((await who.get('/people')).status, 401);
  assert.equal((await admin.delete(`/users/${who.id}/totp`)).status, 200);
  assert.equal((await admin.delete('/users/99999/totp')).body.code, 'unknown-user');
});

test('the last administrator can be neither demoted nor disabled, not even by two at once', async () => {
  const alone = await testHttp({ modules: [kernel, people] });
  try {
    const ids = [await alone.person('una@itla.example', password, 'admin'), await alone.person('dos@itla.example', password, 'admin')];
    // Invited and never come: nobody who could take over.
    await (await alone.script('admin')).post('/users', { name: 'Tres', email: 'tres@itla.example', roles: ['admin'] });
    const answers = await Promise.allSettled(ids.map((id) => changeAccount(alone.k, id, { roles: ['operator'] })));
    const refused = answers.filter((one) => one.status === 'rejected');
    assert.deepEqual(
      refused.map((one) => one.reason.code),
      ['last-admin'],
    );
    const last = ids[answers.findIndex((one) => one.status === 'rejected')] as string;
    await assert.rejects(changeAccount(alone.k, last, { disabled: true }), { code: 'last-admin' });
  } finally {
    await alone.close();
  }
});

test('a token works with its roles, is shown once, and ends when revoked', async () => {
  const admin = await t.signedIn('admin');
  const { id, token } = (await admin.post('/tokens', { name: 'Sincronización', roles: ['operator'] })).body;
  assert.match(token, /^vt_[\w-]{43}$/);
  const script = { headers: { authorization: `Bearer ${token}` } };
  assert.equal((await t.visitor().get('/people', script)).status, 200);
  assert.equal((await t.visitor().get('/users', script)).status, 403);
  assert.ok(!(await admin.get('/tokens')).text.includes(token));
  await admin.delete(`/tokens/${id}`);
  const refused = await t.visitor().get('/people', script);
  assert.deepEqual([refused.status, refused.body.code], [401, 'bad-token']);
  assert.equal((await admin.delete(`/tokens/${id}`)).status, 404);
});

test('a token expires to the day', async () => {
  const admin = await t.signedIn('admin');
  const { token } = (await admin.post('/tokens', { name: 'Breve', roles: ['operator'], days: 2 })).body;
  const script = { headers: { authorization: `Bearer ${token}` } };
  t.clock.advance(47 * hour);
  assert.equal((await t.visitor().get('/people', script)).status, 200);
  t.clock.advance(hour + 1000);
  assert.equal((await t.visitor().get('/people', script)).status, 401);
});

test('a token that was never made is refused on public routes too', async () => {
  const answer = await t.visitor().get('/session', { headers: { authorization: 'Bearer vt_nada' } });
  assert.deepEqual([answer.status, answer.headers['www-authenticate']], [401, 'Bearer']);
});

test('checking a known token costs under 0.05 ms of CPU', async () => {
  const { principalOf } = await import('./principal.ts');
  const { token } = await createToken(t.k, { name: 'Rápida', roles: ['operator'] });
  await principalOf(t.k, 'token', token);
  const measure = async () => {
    const from = process.cpuUsage();
    for (let i = 0; i < 2000; i += 1) await principalOf(t.k, 'token', token);
    const { user, system } = process.cpuUsage(from);
    return (user + system) / 1000 / 2000;
  };
  const best = Math.min(await measure(), await measure(), await measure());
  assert.ok(best < 0.05, `${best} ms`);
});

test('what an administrator does to accounts and tokens stands in the acts', async () => {
  const { items } = (await (await t.signedIn('auditor')).get('/acts?limit=200')).body;
  const verbs = new Set(items.map((one: { verb: string }) => one.verb));
  for (const verb of [
    'user.created',
    'user.invited',
    'user.invitation-accepted',
    'user.disabled',
    'user.enabled',
    'user.roles-changed',
    'user.sessions-ended',
    'token.created',
    'token.revoked',
    'auth.signed-in',
  ])
    assert.ok(verbs.has(verb), verb);
});
