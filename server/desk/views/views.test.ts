import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { module as calendar } from '#calendar';
import { module as kernel } from '#kernel';
import { module as people } from '#people';
import { module as procedure } from '#procedure';
import { type TestHttp, testHttp, type Visitor } from '../../../tests/world/visitors.ts';
import { module as desk, receive } from '../index.ts';
import { answerTo, mail } from '../testing.ts';

const day = Date.parse('2026-11-24T09:00:00-04:00');
const other = { id: '2', address: 'caja@itla.example' } as const;
let world: TestHttp;
let operator: Visitor;
let coordinator: Visitor;
let admissions: string;
let payment: string;
let answered: string;

before(async () => {
  world = await testHttp({ modules: [kernel, calendar, people, procedure, desk] });
  [operator, coordinator] = [await world.signedIn('operator'), await world.signedIn('coordinator')];
  const question = mail({ subject: 'Certificado', receivedAt: day - 3 * 86_400_000 });
  const arrived = await receive(world.k, [
    mail({ subject: 'Admisión', receivedAt: day }),
    mail({ subject: 'Pago', mailbox: other, to: [other.address], receivedAt: day + 3_600_000 }),
    question,
    answerTo(question),
  ]);
  [admissions, payment, answered] = [0, 1, 2].map((nr) => arrived[nr]?.conversationId as string) as [string, string, string];
  await operator.post(`/conversations/${payment}/take`);
});
after(() => world?.close());

const listed = async (query: string, who = operator): Promise<string[]> =>
  (await who.get(`/conversations?${query}`)).body.items.map((one: { id: string }) => one.id);

test('a list narrows to a mailbox, to whose it is and to who has to move next', async () => {
  assert.deepEqual(await listed('mailbox=Caja@itla.example'), [payment]);
  assert.deepEqual(await listed('assignee=me'), [payment]);
  assert.deepEqual(await listed('assignee=me', coordinator), []);
  assert.deepEqual(await listed(`assignee=${operator.id}`, coordinator), [payment]);
  assert.deepEqual(await listed('view=toAnswer&assignee=none'), [admissions]);
  assert.deepEqual(await listed('waitsFor=us'), [payment, admissions]);
  assert.deepEqual(await listed('waitsFor=them'), [answered]);
  assert.deepEqual(await listed('waitsFor=us&mailbox=info@itla.example'), [admissions]);
  assert.deepEqual(await listed('state=waiting&from=2026-11-21&to=2026-11-21'), [answered]);
  assert.deepEqual(await listed('from=2026-11-22'), [payment, admissions]);
  assert.deepEqual(await listed('area=7'), []);
});

test('each order goes on from its cursor; without a word the view’s own holds', async () => {
  assert.deepEqual(await listed('view=toAnswer'), [admissions, payment]);
  assert.deepEqual(await listed('view=toAnswer&order=last'), [payment, admissions]);
  assert.deepEqual(await listed('view=all&order=due'), [admissions, payment, answered]);
  const { body } = await operator.get('/conversations?view=all&order=due&limit=2');
  assert.deepEqual(await listed(`view=all&order=due&limit=2&cursor=${encodeURIComponent(body.next)}`), [answered]);
});

test('a search is narrowed and ordered as a list is', async () => {
  assert.deepEqual(await listed('q=reinscripcion'), [payment, admissions, answered]);
  assert.deepEqual(await listed('q=reinscripcion&order=due'), [admissions, payment, answered]);
  assert.deepEqual(await listed('q=reinscripcion&assignee=none&waitsFor=us'), [admissions]);
});

test('a filter that says nothing it knows is refused', async () => {
  for (const query of ['assignee=nadie', 'waitsFor=all', 'from=ayer', 'order=name', 'area=x'])
    assert.equal((await operator.get(`/conversations?${query}`)).status, 400, query);
});

test('how many a narrowed view holds, up to as many as are asked for, and at which addresses mail came', async () => {
  const count = async (query: string) => (await operator.get(`/conversations/count?${query}`)).body.count;
  assert.deepEqual([await count('view=all'), await count('view=toAnswer&assignee=me'), await count('most=2')], [3, 1, 2]);
  assert.deepEqual(
    (await operator.get('/conversations/mailboxes')).body.items.map((one: { address: string }) => one.address),
    ['caja@itla.example', 'info@itla.example'],
  );
});

const columnOf = async (who: Visitor): Promise<[string, boolean, boolean][]> =>
  (await who.get('/views')).body.items.map((one: { name: string; shared: boolean; mayChange: boolean }) => [
    one.name,
    one.shared,
    one.mayChange,
  ]);

test('a list is kept under a name: one’s own for oneself, a shared one for all, each with its live count', async () => {
  const own = await operator.post('/views', { name: ' Mías por responder ', view: 'toAnswer', filter: { assignee: 'me' } });
  assert.equal(own.status, 201);
  assert.equal((await operator.post('/views', { name: 'Caja', shared: true, filter: { mailbox: 'caja@itla.example' } })).status, 403);
  assert.equal((await coordinator.post('/views', { name: 'Caja', shared: true, filter: { mailbox: 'caja@itla.example' } })).status, 201);
  assert.deepEqual(await columnOf(operator), [
    ['Mías por responder', false, true],
    ['Caja', true, false],
  ]);
  assert.deepEqual(await columnOf(coordinator), [['Caja', true, true]]);
  const counts = (await operator.get('/views/counts')).body.items as { id: string; count: number }[];
  assert.deepEqual(
    counts.map((one) => one.count),
    [1, 1],
  );
  assert.equal(counts.find((one) => one.id === own.body.id)?.count, 1);
});

test('of another name, of another list, shared afterwards; the same name twice is refused with what to do', async () => {
  const { body: one } = await coordinator.post('/views', { name: 'De todos', filter: { waitsFor: 'us' } });
  assert.equal((await coordinator.post('/views', { name: 'de TODOS' })).body.code, 'view-name-taken');
  assert.equal((await coordinator.patch(`/views/${one.id}`, { name: 'Caja', shared: true })).body.code, 'view-name-taken');
  assert.equal((await coordinator.patch(`/views/${one.id}`, { name: 'Por nosotros', shared: true })).status, 200);
  assert.deepEqual((await columnOf(operator)).at(-1), ['Por nosotros', true, false]);
  for (const filter of [{ waitsFor: 'all' }, { nobody: '1' }, { assignee: 'x' }])
    assert.equal((await coordinator.patch(`/views/${one.id}`, { filter })).status, 400);
});

test('removed it is gone and can be brought back; another person’s own is as if it were not there', async () => {
  const { body: mine } = await operator.post('/views', { name: 'Pasajera' });
  const before = await columnOf(operator);
  assert.equal((await coordinator.delete(`/views/${mine.id}`)).body.code, 'unknown-view');
  assert.equal((await operator.delete(`/views/${mine.id}`)).status, 200);
  assert.equal((await columnOf(operator)).length, before.length - 1);
  assert.equal((await operator.patch(`/views/${mine.id}`, { name: 'Otra' })).body.code, 'unknown-view');
  assert.equal((await operator.post(`/views/${mine.id}/return`)).status, 200);
  assert.deepEqual(await columnOf(operator), before);
  const auditor = await world.signedIn('auditor');
  const { body } = await auditor.get(`/acts?subject=view:${mine.id}`);
  assert.deepEqual(body.items.map((one: { verb: string }) => one.verb).sort(), ['view.removed', 'view.returned', 'view.saved']);
});

test('their order is kept, and only by who may change them', async () => {
  const ids = async (who: Visitor) => (await who.get('/views')).body.items.map((one: { id: string }) => one.id) as string[];
  const [first, second] = await ids(operator);
  assert.equal((await operator.put('/views/order', { ids: [second, first] })).status, 200);
  assert.deepEqual((await ids(operator)).slice(0, 2), [second, first]);
  const shared = (await ids(operator)).slice(2).reverse();
  assert.equal((await operator.put('/views/order', { ids: shared })).status, 403);
  assert.equal((await coordinator.put('/views/order', { ids: shared })).status, 200);
  assert.deepEqual((await ids(operator)).slice(2), shared);
});
