import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { annulClosure, declareClosure } from '#calendar';
import { conformity, obligationList } from '#procedure';
import { addUser } from '#people';
import { type TestHttp, testHttp, type Visitor } from '../../tests/world/visitors.ts';
import { addAbsence } from './absences.ts';
import { begin, openDays } from './days.ts';
import { operatorByEmail, setOperators } from './plan.ts';
import { operatorFor, operatorsOn } from './today.ts';

// A Tuesday at ten. The rota of the days of one week; later tests go on where the earlier ones left it.
let t: TestHttp;
let coordinator: Visitor;
let operator: Visitor;
const people = new Map<string, string>();

before(async () => {
  t = await testHttp();
  [coordinator, operator] = [await t.signedIn('coordinator'), await t.signedIn('operator')];
  for (const name of ['Ana', 'Luis', 'Nurys'])
    people.set(name, (await addUser(t.k, { name, email: `${name.toLowerCase()}@itla.example`, roles: ['operator'] })).id);
});
after(() => t?.close());

const id = (name: string) => people.get(name) as string;
const at = (text: string) => Date.parse(`2026-${text}:00-04:00`);
const set = (date: string, duty: 'mail' | 'chat', name: string) =>
  setOperators(t.k, [{ date, duty, accountId: id(name) }], { reason: null, mustExplain: false });
const figure = async (clause: string, basis: 'text' | 'target') => {
  const row = (await conformity(t.k, { month: '2026-11', targets: true })).find((one) => one.clause === clause && one.basis === basis);
  return [row?.due, row?.met, row?.late, row?.open];
};

test('before anybody used the rota nothing is owed, and each clause has its row of zeros', async () => {
  await openDays(t.k);
  assert.deepEqual(await figure('6.2-1', 'text'), [0, 0, 0, 0]);
  assert.deepEqual(await figure('6.2-2', 'target'), [0, 0, 0, 0]);
});

test('set on the day itself: in time by the text, late by our own target, and the other duty is still open', async () => {
  await set('2026-11-24', 'mail', 'Ana');
  assert.deepEqual(await figure('6.2-1', 'text'), [1, 1, 0, 0]);
  assert.deepEqual(await figure('6.2-1', 'target'), [1, 0, 1, 0]);
  assert.deepEqual(await figure('6.2-2', 'text'), [1, 0, 0, 1]);
  assert.deepEqual((await operatorsOn(t.k, '2026-11-24')).mail, { id: id('Ana'), name: 'Ana' });
});

test('set the day before it meets both; a day that nobody set is late after its closing', async () => {
  await set('2026-11-25', 'mail', 'Luis');
  assert.deepEqual(await figure('6.2-1', 'text'), [2, 2, 0, 0]);
  assert.deepEqual(await figure('6.2-1', 'target'), [2, 1, 1, 0]);
  t.clock.set(at('11-25T00:00'));
  await openDays(t.k);
  await openDays(t.k);
  assert.deepEqual(await figure('6.2-2', 'text'), [2, 0, 1, 1]);
});

test('after days without a server each working day is opened once, weekends not', async () => {
  t.clock.set(at('11-30T09:00'));
  await openDays(t.k);
  const { items } = await obligationList(t.k, { limit: 200, clause: '6.2-2', basis: 'text', month: '2026-11' });
  assert.deepEqual(
    items.map((one) => one.inputs.date),
    ['2026-11-24', '2026-11-25', '2026-11-26', '2026-11-27', '2026-11-30'],
  );
  assert.equal(items[0]?.label?.title, '24/11/2026');
});

test('a closure of the whole day takes what it owes back; annulled, it owes anew and what stands settles it', async () => {
  await set('2026-12-01', 'mail', 'Ana');
  t.clock.set(at('12-01T09:00'));
  await openDays(t.k);
  const december = async () => {
    const { items } = await obligationList(t.k, { limit: 200, clause: '6.2-1', basis: 'text', month: '2026-12' });
    return items.map((one) => [one.inputs.date, one.state]);
  };
  assert.deepEqual(await december(), [['2026-12-01', 'met']]);
  await declareClosure(t.k, { date: '2026-12-01', reason: 'Tormenta' });
  assert.deepEqual(await december(), []);
  const { body } = await coordinator.get('/calendar');
  await annulClosure(t.k, body.closures.find((one: { date: string }) => one.date === '2026-12-01').id);
  assert.deepEqual(await december(), [['2026-12-01', 'met']]);
});

test('a closure from noon moves the text’s limit to noon', async () => {
  await declareClosure(t.k, { date: '2026-12-02', from: '12:00', to: '16:00', reason: 'Lluvia' });
  t.clock.set(at('12-02T11:00'));
  await openDays(t.k);
  const { items } = await obligationList(t.k, { limit: 10, clause: '6.2-1', basis: 'text', month: '2026-12' });
  assert.equal(items.at(-1)?.dueAt, '2026-12-02T12:00:00-04:00');
});

test('an absence vacates what the person holds from today on, and the day is owed again', async () => {
  await set('2026-12-03', 'chat', 'Ana');
  await set('2026-12-04', 'chat', 'Ana');
  const owed = async (date: string) =>
    (await obligationList(t.k, { limit: 200, clause: '6.2-2', basis: 'text', month: '2026-12' })).items.find(
      (one) => one.inputs.date === date,
    )?.state;
  assert.equal(await owed('2026-12-03'), 'met');
  const { status, body } = await coordinator.post('/rota/absences', {
    person: id('Ana'),
    from: '2026-12-03',
    to: '2026-12-03',
    kind: 'sick',
  });
  assert.equal(status, 201);
  assert.equal((await operatorsOn(t.k, '2026-12-03')).chat, null);
  assert.equal(await owed('2026-12-03'), 'open');
  assert.equal(await owed('2026-12-04'), 'met');
  const refused = await coordinator.post('/rota/entries', { entries: [{ date: '2026-12-03', duty: 'chat', person: id('Ana') }] });
  assert.deepEqual([refused.status, refused.body.code], [409, 'operator-away']);
  assert.equal((await coordinator.delete(`/rota/absences/${body.id}`)).status, 200);
});

test('putting somebody in another’s place needs a reason and leaves its trace', async () => {
  const entry = { entries: [{ date: '2026-12-04', duty: 'chat', person: id('Luis') }] };
  const without = await coordinator.post('/rota/entries', entry);
  assert.deepEqual([without.status, without.body.code], [400, 'reason-missing']);
  assert.equal((await coordinator.post('/rota/entries', { ...entry, reason: 'Capacitación' })).status, 200);
  const { body } = await coordinator.get('/rota?from=2026-12-04&to=2026-12-04');
  assert.deepEqual(
    body.changes.map((one: { before: string; after: string; reason: string }) => [one.before, one.after, one.reason]),
    [['Ana', 'Luis', 'Capacitación']],
  );
});

test('a date that no calendar has is refused with a sentence', async () => {
  const seen = await coordinator.get('/rota?from=2026-02-31&to=2026-03-02');
  assert.deepEqual([seen.status, /debe existir/.test(seen.text)], [400, true]);
  const set = await coordinator.post('/rota/entries', { entries: [{ date: '2026-02-31', duty: 'mail', person: id('Ana') }] });
  assert.equal(set.status, 400);
});

test('the proposal fills the gaps from today on, and is confirmed as it is', async () => {
  const { body } = await coordinator.get('/rota?from=2026-12-07&to=2026-12-11');
  assert.equal(body.proposal.length, 10);
  const entries = body.proposal.map((one: { date: string; duty: string; person: { id: string } }) => ({ ...one, person: one.person.id }));
  assert.equal((await coordinator.post('/rota/entries', { entries })).status, 200);
  const after = (await coordinator.get('/rota?from=2026-12-07&to=2026-12-11')).body;
  assert.deepEqual(after.proposal, []);
  assert.ok(after.days.every((day: { gaps: string[] }) => day.gaps.length === 0));
});

test('an agent reads the rota and notes an absence of their own, nobody else’s, and changes nothing', async () => {
  assert.equal((await operator.get('/rota/today')).status, 200);
  assert.equal((await operator.post('/rota/absences', { from: '2026-12-24', to: '2026-12-24', kind: 'leave' })).status, 201);
  const others = await operator.post('/rota/absences', { person: id('Luis'), from: '2026-12-24', to: '2026-12-24', kind: 'leave' });
  assert.deepEqual([others.status, others.body.code], [403, 'only-own-absence']);
  assert.equal((await operator.post('/rota/entries', { entries: [{ date: '2026-12-24', duty: 'mail', person: id('Luis') }] })).status, 403);
});

test('work that comes after hours is of the next working day’s operator', async () => {
  await set('2026-12-14', 'mail', 'Nurys');
  assert.equal((await operatorFor(t.k, 'mail', at('12-11T16:00')))?.name, 'Nurys');
  assert.notEqual((await operatorFor(t.k, 'mail', at('12-11T15:59')))?.name, undefined);
});

test('who may answer no more holds no duty from today on', async () => {
  t.clock.set(at('12-14T08:30'));
  const admin = await t.signedIn('admin');
  await admin.patch(`/users/${id('Nurys')}`, { disabled: true });
  await t.drain();
  assert.equal((await operatorsOn(t.k, '2026-12-14')).mail, null);
  await assert.rejects(operatorByEmail(t.k, 'nurys@itla.example'), { code: 'unknown-operator' });
});

test('two that set the same day at once leave one standing and one row settled', async () => {
  await Promise.all([set('2026-12-15', 'mail', 'Ana'), set('2026-12-15', 'mail', 'Luis'), begin(t.k), openDays(t.k)]);
  const { items } = await obligationList(t.k, { limit: 200, clause: '6.2-1', basis: 'text', month: '2026-12' });
  assert.equal(items.filter((one) => one.inputs.date === '2026-12-15').length, 1);
  await assert.rejects(addAbsence(t.k, { accountId: id('Ana'), from: '2026-12-20', to: '2026-12-15', kind: 'leave', reason: null }), {
    code: 'bad-span',
  });
});
