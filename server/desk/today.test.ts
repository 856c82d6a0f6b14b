import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { addUser } from '#people';
import { setOperators } from '#rota';
import { type TestHttp, testHttp, type Visitor } from '../../tests/world/visitors.ts';
import { take } from './assign.ts';
import { receive } from './receive.ts';
import { mail } from './testing.ts';

// A Tuesday at ten, 24 November 2026; the schedule is Monday to Friday, 8 to 4.
let t: TestHttp;
let coordinator: Visitor;
let ana: { id: string };

before(async () => {
  t = await testHttp();
  coordinator = await t.signedIn('coordinator');
  ana = await addUser(t.k, { name: 'Ana', email: 'ana@itla.example', roles: ['operator'] });
});
after(() => t?.close());

const at = (text: string) => Date.parse(`${text}:00-04:00`);
const come = async (receivedAt: number, subject: string) => {
  const [one] = await receive(t.k, [mail({ receivedAt, subject })]);
  return one?.conversationId as string;
};
const today = async (scope = 'mine') => (await coordinator.get(`/today?scope=${scope}`)).body;
const subjects = (group: { items: { conversation: { subject: string } | null }[] }) =>
  group.items.map((item) => item.conversation?.subject).filter(Boolean);

test('an empty day says so, and lacks an operator for tomorrow with somebody proposed', async () => {
  const { overdue, today: due, week } = await today();
  assert.deepEqual([overdue.total, week.total], [0, 0]);
  assert.deepEqual(
    due.items.map((item: { clause: string; basis: string; rota: { date: string; proposed: { name: string } } }) => [
      item.clause,
      item.basis,
      item.rota.date,
      item.rota.proposed.name,
    ]),
    [
      ['6.2-1', 'target', '2026-11-25', 'Ana'],
      ['6.2-2', 'target', '2026-11-25', 'Ana'],
    ],
  );
});

test('what is late stands first with how long, what is due today and this week after it', async () => {
  const late = await come(at('2026-11-17T09:00'), 'Tarde');
  await come(at('2026-11-19T11:00'), 'Hoy');
  await come(at('2026-11-20T11:00'), 'Mañana');
  const answer = await today();
  assert.deepEqual([subjects(answer.overdue), subjects(answer.today), subjects(answer.week)], [['Tarde'], ['Hoy'], ['Mañana']]);
  const [first] = answer.overdue.items;
  assert.deepEqual(
    [first.kind, first.clause, first.basis, first.isOverdue, first.conversation.id, first.conversation.assignee],
    ['answer', '5.3', 'text', true, late, null],
  );
  // Due Friday 20 at nine: seven hours of that day, eight of Monday, two of today.
  assert.equal(first.remainingSeconds, -17 * 3600);
  assert.equal(answer.overdue.texts, 1);
});

test('what others have in time is theirs: it shows only among everybody’s; what is late shows whoever has it', async () => {
  const { items } = (await today()).today;
  const taken = items.find((item: { conversation: { subject: string } | null }) => item.conversation?.subject === 'Hoy').conversation.id;
  const late = (await today()).overdue.items[0].conversation.id;
  const agent = t.k.as({ kind: 'person', accountId: ana.id, name: 'Ana', roles: ['operator'] });
  await take(agent, taken);
  await take(agent, late);
  assert.deepEqual(subjects((await today()).today), []);
  assert.deepEqual(subjects((await today('all')).today), ['Hoy']);
  assert.deepEqual(subjects((await today()).overdue), ['Tarde']);
});

test('who is set for tomorrow takes the gap away, and a day of today without one is owed by the text', async () => {
  await setOperators(t.k, [{ date: '2026-11-25', duty: 'mail', accountId: ana.id }], { reason: null, mustExplain: false });
  const rota = (await today()).today.items.filter((item: { kind: string }) => item.kind === 'rota');
  assert.deepEqual(
    rota
      .map((item: { clause: string; basis: string; rota: { date: string } }) => `${item.clause} ${item.basis} ${item.rota.date}`)
      .toSorted(),
    ['6.2-1 text 2026-11-24', '6.2-2 target 2026-11-25', '6.2-2 text 2026-11-24'],
  );
});

test('only who may sees it; an agent has a day of their own with what is theirs', async () => {
  const agent = await t.signedIn('operator');
  assert.equal((await agent.get('/today')).status, 403);
  assert.equal((await coordinator.get('/shift')).status, 403);
  const { body } = await agent.get('/shift');
  assert.deepEqual(
    [body.duties, body.next.total, body.counts.mine, body.figures],
    [[], 0, 0, { month: '2026-11', met: 0, late: 0, medianSeconds: null }],
  );
});
