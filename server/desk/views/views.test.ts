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
