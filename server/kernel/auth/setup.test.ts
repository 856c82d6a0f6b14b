import assert from 'node:assert/strict';
import { test } from 'node:test';
import { module as kernel } from '#kernel';
import { module as people } from '#people';
import { type TestHttp, testHttp } from '../../../tests/world/visitors.ts';
import { createAccount } from './accounts.ts';
import { newSetupLink } from './setup.ts';

const institution = { name: 'Instituto Tecnológico', acronym: 'ITLA', department: 'Mercadeo', url: 'https://ventanilla.itla.example/' };
const person = { name: 'Rosanna Mejía', email: 'rosanna@itla.example', password: 'cuatro palabras al azar' };

async function fresh(work: (t: TestHttp) => Promise<void>): Promise<void> {
  const t = await testHttp({ modules: [kernel, people] });
  try {
    await work(t);
  } finally {
    await t.close();
  }
}

async function linkOf(t: TestHttp): Promise<string> {
  const link = await newSetupLink(t.k, 'http://127.0.0.1:8080');
  assert.match(link ?? '', /^http:\/\/127\.0\.0\.1:8080\/primer-inicio#[\w-]{43}$/);
  return (link as string).split('#')[1] as string;
}

test('the link makes the institution and its first person, who administers and coordinates', () =>
  fresh(async (t) => {
    const token = await linkOf(t);
    const who = t.visitor();
    assert.equal((await who.get('/session')).body.setup, true);
    assert.deepEqual((await who.post('/setup/look', { token })).body, { ok: true });
    assert.deepEqual((await who.post('/setup/begin', { token, institution, person })).body, { next: 'done' });
    const session = (await who.get('/session')).body;
    assert.deepEqual(session.person.roles, ['admin', 'coordinator']);
    assert.deepEqual([session.setup, session.institution.acronym], [false, 'ITLA']);
    const { link } = (await who.post('/users', { name: 'Otra', email: 'otra@itla.example', roles: ['operator'] })).body;
    assert.match(link, /^https:\/\/ventanilla\.itla\.example\/invitacion#/);
    assert.equal((await who.post('/setup/done')).status, 200);
    assert.equal((await who.get('/settings')).body.settings['setup.step'], 'done');
  }));

test('the link serves once, and two beginners at once make one person', () =>
  fresh(async (t) => {
    const tokens = [await linkOf(t), await linkOf(t)];
    const begin = (token: string, i: number) =>
      t.visitor().post('/setup/begin', { token, institution, person: { ...person, email: `p${i}@itla.example` } });
    const answers = await Promise.all(tokens.map(begin));
    assert.deepEqual(
      answers.map((one) => one.status).sort((a, b) => a - b),
      [200, 404],
    );
    for (const token of tokens) assert.equal((await t.visitor().post('/setup/look', { token })).body.code, 'bad-setup-link');
  }));

test('a refused beginning leaves the link as it was', () =>
  fresh(async (t) => {
    const token = await linkOf(t);
    const weak = await t.visitor().post('/setup/begin', { token, institution, person: { ...person, password: 'qwertyuiop' } });
    assert.equal(weak.body.code, 'weak-password');
    assert.equal((await t.visitor().get('/session')).body.institution, null);
    assert.equal((await t.visitor().post('/setup/begin', { token, institution, person })).status, 200);
  }));

test('the link lasts sixty minutes', () =>
  fresh(async (t) => {
    const token = await linkOf(t);
    t.clock.advance(59 * 60_000);
    assert.equal((await t.visitor().post('/setup/look', { token })).status, 200);
    t.clock.advance(2 * 60_000);
    assert.equal((await t.visitor().post('/setup/look', { token })).status, 404);
  }));

test('the link dies once somebody administers, and none is made any more', () =>
  fresh(async (t) => {
    const token = await linkOf(t);
    await createAccount(t.k, { name: 'De la línea de órdenes', email: 'cli@itla.example', roles: ['admin'] });
    assert.equal((await t.visitor().post('/setup/begin', { token, institution, person })).status, 404);
    assert.equal(await newSetupLink(t.k, 'http://127.0.0.1:8080'), null);
  }));
