import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createAccount } from '#kernel';
import { type TestHttp, testHttp, type Visitor } from '../../../tests/world/visitors.ts';
import { receive } from '../receive.ts';
import { mail } from '../testing.ts';

let t: TestHttp;
let maria: Visitor;
let nurys: string;
before(async () => {
  t = await testHttp();
  maria = await t.signedIn('operator');
  nurys = (await createAccount(t.k, { name: 'Nurys Peña', email: 'nurys@itla.example', roles: ['head'] })).id;
  await createAccount(t.k, { name: 'Quirino Mesa', email: 'quirino@itla.example', roles: ['network'] });
});
after(() => t?.close());

const asked = async () => (await receive(t.k, [mail()]))[0]?.conversationId as string;

test('a note keeps whom it names as persons, with the place of each name', async () => {
  const id = await asked();
  const text = 'Para @nurys peña, por favor.';
  const made = await maria.post(`/conversations/${id}/notes`, { text });
  assert.equal(made.status, 201);
  const note = (await maria.get(`/conversations/${id}`)).body.messages.at(-1);
  assert.deepEqual(note.mentions, [{ id: nurys, name: 'Nurys Peña', from: 5, to: 16 }]);
  assert.equal(note.text.slice(5, 16), '@nurys peña');
});

test('only whoever may read the note can be named', async () => {
  const names = (await maria.get('/mentionable')).body.items.map((one: { name: string }) => one.name);
  assert.ok(names.includes('Nurys Peña') && !names.includes('Quirino Mesa'));
  const id = await asked();
  await maria.post(`/conversations/${id}/notes`, { text: '@Quirino Mesa' });
  assert.deepEqual((await maria.get(`/conversations/${id}`)).body.messages.at(-1).mentions, []);
});

test('of two of one name it is the one that was chosen', async () => {
  const [, second] = await Promise.all(
    ['ana1', 'ana2'].map(
      async (name) => (await createAccount(t.k, { name: 'Ana Gil', email: `${name}@itla.example`, roles: ['operator'] })).id,
    ),
  );
  const id = await asked();
  await maria.post(`/conversations/${id}/notes`, { text: '@Ana Gil', mentions: [second] });
  assert.deepEqual(
    (await maria.get(`/conversations/${id}`)).body.messages.at(-1).mentions.map((one: { id: string }) => one.id),
    [second],
  );
});
