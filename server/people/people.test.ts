import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { module as kernel } from '#kernel';
import { addArea, addUser, changeArea, listAreas, module as people } from '#people';
import { type TestHttp, testHttp } from '../../tests/world/visitors.ts';

let t: TestHttp;
before(async () => {
  t = await testHttp({ modules: [kernel, people] });
});
after(() => t?.close());

test('a person added from the command line gets a link, and none with a password', async () => {
  const invited = await addUser(t.k, { email: 'Ana@itla.example', name: 'Ana Peña', roles: ['operator'] });
  assert.match(invited.link ?? '', /\/invitacion#/);
  const ready = await addUser(t.k, {
    email: 'beto@itla.example',
    name: 'Beto Núñez',
    roles: ['quality'],
    password: 'cuatro palabras al azar',
  });
  assert.equal(ready.link, undefined);
  await assert.rejects(addUser(t.k, { email: 'ANA@itla.example', name: 'Otra', roles: ['operator'] }), { code: 'email-taken' });
  await assert.rejects(addUser(t.k, { email: 'sin@itla.example', name: 'Sin rol', roles: [] }), { code: 'role-missing' });
});

test('people are found by name without accents and by e-mail, and say whether they can be given a conversation', async () => {
  const who = await t.signedIn('coordinator');
  const found = async (q: string) =>
    (await who.get(`/people?q=${encodeURIComponent(q)}`)).body.items.map((one: { name: string; assignable: boolean }) => [
      one.name,
      one.assignable,
    ]);
  assert.deepEqual(await found('pena'), [['Ana Peña', true]]);
  assert.deepEqual(await found('NÚÑEZ'), [['Beto Núñez', false]]);
  assert.deepEqual(await found('beto@'), [['Beto Núñez', false]]);
  assert.deepEqual(await found('%'), []);
});

test('people follow their accounts: new, renamed, closed', async () => {
  const admin = await t.signedIn('admin');
  const { id } = (await admin.post('/users', { name: 'Carla Reyes', email: 'carla@itla.example', roles: ['operator'] })).body;
  await t.drain();
  const names = async () => (await admin.get('/people?q=carla')).body.items.map((one: { id: string; name: string }) => [one.id, one.name]);
  assert.deepEqual(await names(), [[id, 'Carla Reyes']]);
  await admin.patch(`/users/${id}`, { name: 'Carla Mota' });
  await t.drain();
  assert.deepEqual(await names(), [[id, 'Carla Mota']]);
  await admin.patch(`/users/${id}`, { disabled: true });
  await t.drain();
  assert.deepEqual(await names(), []);
});

test('a token is nobody among the people', async () => {
  const admin = await t.signedIn('admin');
  await admin.post('/tokens', { name: 'Carla automática', roles: ['operator'] });
  await t.drain();
  assert.deepEqual((await admin.get('/people?q=automatica')).body.items, []);
});

test('an area is added, changed and closed, each an act with what was there before', async () => {
  const head = await t.signedIn('head');
  const made = await head.post('/areas', {
    name: 'Admisiones',
    mail: 'Admisiones@ITLA.example',
    head: 'Julio Almonte',
    answers: 'requester',
  });
  assert.equal(made.status, 201);
  await head.patch(`/areas/${made.body.id}`, { answers: 'operator', head: null });
  await head.patch(`/areas/${made.body.id}`, { active: false });
  const { items } = (await head.get('/areas')).body;
  assert.deepEqual(items, [
    {
      id: made.body.id,
      name: 'Admisiones',
      mail: 'admisiones@itla.example',
      head: null,
      headMail: null,
      hours: null,
      answers: 'operator',
      active: false,
    },
  ]);
  const acts = (await (await t.signedIn('auditor')).get(`/acts?subject=area:${made.body.id}`)).body.items;
  assert.deepEqual(
    acts.map((one: { verb: string }) => one.verb),
    ['area.changed', 'area.changed', 'area.created'],
  );
  assert.deepEqual(
    [acts[1].detail.before.answers, acts[1].detail.after.answers, acts[1].actor.name],
    ['requester', 'operator', 'Persona de head'],
  );
});

test('two areas of one name are refused, whatever the capitals', async () => {
  await addArea(t.k, { name: 'Caja', mail: 'caja@itla.example' });
  await assert.rejects(addArea(t.k, { name: 'CAJA', mail: 'otra@itla.example' }), { code: 'area-name-taken' });
  const { id } = await addArea(t.k, { name: 'Bienestar', mail: 'bienestar@itla.example', answers: 'operator' });
  await assert.rejects(changeArea(t.k, id, { name: 'caja' }), { code: 'area-name-taken' });
  await changeArea(t.k, id, { name: 'BIENESTAR' });
  await assert.rejects(changeArea(t.k, '999999', { name: 'Nada' }), { code: 'unknown-area' });
  assert.ok((await listAreas(t.k)).some((one) => one.name === 'BIENESTAR' && one.answers === 'operator'));
});

test('an area without an address to write to is refused', async () => {
  await assert.rejects(addArea(t.k, { name: 'Sin dirección', mail: 'malo' }), { code: 'bad-email' });
});

test('a change of areas is told to open consoles', async () => {
  const who = await t.signedIn('operator');
  const { next } = (await who.get('/live/poll')).body;
  const { id } = await addArea(t.k, { name: 'Registro', mail: 'registro@itla.example' });
  await t.drain();
  const { items } = (await who.get(`/live/poll?after=${next}`)).body;
  assert.ok(items.some((one: { stream: string; ref: string }) => one.stream === 'people' && one.ref === `area ${id}`));
});
