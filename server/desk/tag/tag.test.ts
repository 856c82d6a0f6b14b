import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type TestHttp, testHttp, type Visitor } from '../../../tests/world/visitors.ts';
import { receive } from '../receive.ts';
import { mail } from '../testing.ts';

let t: TestHttp;
let operator: Visitor;
let coordinator: Visitor;
before(async () => {
  t = await testHttp();
  operator = await t.signedIn('operator');
  coordinator = await t.signedIn('coordinator');
});
after(() => t?.close());

const asked = async () => (await receive(t.k, [mail()]))[0]?.conversationId as string;
const make = async (name: string, colour = 'grey', who = operator): Promise<string> => (await who.post('/tags', { name, colour })).body.id;
const put = (id: string, tag: string) => operator.put(`/conversations/${id}/tags/${tag}`);
const named = (tags: { name: string }[]) => tags.map((one) => one.name);
const born = async (id: string) => named((await operator.get(`/conversations/${id}`)).body.tags);
const all = async () => (await operator.get('/tags')).body;

test('a tag is put on a conversation and taken off, each an act; the row of a list bears it too', async () => {
  const [id, tag] = [await asked(), await make('Reinscripción', 'violet')];
  await put(id, tag);
  await put(id, tag);
  assert.deepEqual(await born(id), ['Reinscripción']);
  const row = (await operator.get('/conversations?limit=200')).body.items.find((one: { id: string }) => one.id === id);
  assert.deepEqual(row.tags, [{ id: tag, name: 'Reinscripción', colour: 'violet' }]);
  await operator.delete(`/conversations/${id}/tags/${tag}`);
  await operator.delete(`/conversations/${id}/tags/${tag}`);
  assert.deepEqual(await born(id), []);
  const acts = (await (await t.signedIn('auditor')).get(`/acts?subject=conversation:${id}`)).body.items.map(
    (one: { verb: string }) => one.verb,
  );
  assert.deepEqual(
    acts.filter((verb: string) => verb.includes('tagged')),
    ['conversation.untagged', 'conversation.tagged'],
  );
});

test('a name stands once, whatever its accents and capitals', async () => {
  await make('Matrícula');
  const again = await operator.post('/tags', { name: '  MATRICULA ' });
  assert.deepEqual([again.status, again.body.code], [409, 'tag-taken']);
});

test('a merged tag is shown as the one that took its place, everywhere at once, and comes back exactly', async () => {
  const [one, other, both] = [await asked(), await asked(), await asked()];
  const [from, into] = [await make('Beca'), await make('Becas y ayudas')];
  for (const [id, tag] of [
    [one, from],
    [other, into],
    [both, from],
    [both, into],
  ] as const)
    await put(id, tag);
  assert.equal((await operator.post(`/tags/${from}/merge`, { into })).status, 403);
  assert.equal((await coordinator.post(`/tags/${from}/merge`, { into })).status, 200);
  for (const id of [one, other, both]) assert.deepEqual(await born(id), ['Becas y ayudas']);
  const merged = (await all()).items.find((tag: { id: string }) => tag.id === into);
  assert.deepEqual([merged.uses, named(merged.merged)], [3, ['Beca']]);
  assert.ok(!named((await all()).items).includes('Beca'));
  // Whoever still has the old one on the screen puts the one that stands for it.
  const late = await asked();
  await put(late, from);
  assert.deepEqual(await born(late), ['Becas y ayudas']);
  assert.equal((await operator.post('/tags', { name: 'beca' })).body.code, 'tag-taken');
  assert.equal((await coordinator.post(`/tags/${into}/merge`, { into: from })).body.code, 'tag-merged');
  await coordinator.delete(`/tags/${from}/merge`);
  assert.deepEqual(
    [await born(one), await born(other), await born(both), await born(late)],
    [['Beca'], ['Becas y ayudas'], ['Beca', 'Becas y ayudas'], ['Becas y ayudas']],
  );
});

test('a list is narrowed to those that bear a tag, under whichever of its merged names', async () => {
  const [one, other] = [await asked(), await asked()];
  const [from, into] = [await make('Retiro'), await make('Retiros')];
  await put(one, from);
  await put(other, into);
  await asked();
  const listed = async (tag: string): Promise<string[]> =>
    (await operator.get(`/conversations?view=toAnswer&tag=${tag}`)).body.items.map((row: { id: string }) => row.id);
  assert.deepEqual([await listed(from), await listed(into)], [[one], [other]]);
  await coordinator.post(`/tags/${from}/merge`, { into });
  assert.deepEqual(
    [await listed(from), await listed(into)],
    [
      [one, other],
      [one, other],
    ],
  );
});

test('taking off the tag that stands takes off what was merged into it', async () => {
  const id = await asked();
  const [from, into] = [await make('Nota'), await make('Notas')];
  await put(id, from);
  await coordinator.post(`/tags/${from}/merge`, { into });
  await operator.delete(`/conversations/${id}/tags/${into}`);
  await coordinator.delete(`/tags/${from}/merge`);
  assert.deepEqual(await born(id), []);
});

test('a tag gets another name over the version that was read, is removed and restored', async () => {
  const [id, tag] = [await asked(), await make('Pagos')];
  await put(id, tag);
  assert.equal((await coordinator.patch(`/tags/${tag}`, { name: 'Pagos y cuotas', colour: 'pink', version: 1 })).status, 200);
  const stale = await coordinator.patch(`/tags/${tag}`, { name: 'Cobros', colour: 'pink', version: 1 });
  assert.deepEqual([stale.status, stale.body.code], [409, 'tag-changed']);
  assert.deepEqual(await born(id), ['Pagos y cuotas']);
  await coordinator.delete(`/tags/${tag}`);
  assert.deepEqual(await born(id), []);
  assert.equal((await put(id, tag)).body.code, 'unknown-tag');
  await coordinator.post(`/tags/${tag}/restoration`);
  assert.deepEqual(await born(id), ['Pagos y cuotas']);
});

test('a closed list takes new tags only from whoever may change them', async () => {
  await coordinator.put('/settings/desk.tags_closed', { value: true });
  const refused = await operator.post('/tags', { name: 'Nueva' });
  assert.deepEqual([refused.status, refused.body.code], [403, 'tags-closed']);
  assert.deepEqual([(await all()).mayMake, (await coordinator.get('/tags')).body.mayMake], [false, true]);
  assert.equal((await coordinator.post('/tags', { name: 'Nueva' })).status, 201);
  await coordinator.put('/settings/desk.tags_closed', { value: false });
});

test('what is shown in another conversation lends it its tags; taken off, it is off both', async () => {
  const [from, into] = [await asked(), await asked()];
  const [one, other] = [await make('Carnet'), await make('Perdido')];
  await put(from, one);
  await put(into, other);
  assert.equal((await operator.post(`/conversations/${into}/merges`, { conversation: from })).status, 201);
  assert.deepEqual(await born(into), ['Carnet', 'Perdido']);
  const listed = (await operator.get(`/conversations?view=toAnswer&tag=${one}`)).body.items.map((row: { id: string }) => row.id);
  assert.deepEqual(listed, [into]);
  await operator.delete(`/conversations/${from}/tags/${one}`);
  assert.deepEqual(await born(into), ['Perdido']);
});
