import assert from 'node:assert/strict';
import { test } from 'node:test';
import { groupOf, isForAgent, isForCoordinator, ownFigures, whenOf } from './today.rules.ts';

const borders = { now: 100, tomorrow: 200, nextWeek: 300 };

test('at exactly its deadline nothing is late; midnight begins tomorrow', () => {
  assert.deepEqual(
    [99, 100, 199, 200, 299, 300].map((due) => whenOf(due, borders)),
    ['overdue', 'today', 'today', 'week', 'week', 'later'],
  );
});

const conversation = (assignee: { id: string; name: string } | null) => ({
  id: '1',
  number: 'VT-1',
  subject: '',
  requester: '',
  mailbox: null,
  assignee,
});
const ana = { id: '7', name: 'Ana' };

test('a coordinator sees to what is nobody’s, their own or late; the rota only where they keep it', () => {
  const reader = { accountId: '1', keepsRota: false };
  const item = (assignee: typeof ana | null, isOverdue: boolean) => ({
    kind: 'answer' as const,
    isOverdue,
    conversation: conversation(assignee),
  });
  assert.deepEqual(
    [item(null, false), item(ana, false), item(ana, true), item({ id: '1', name: 'Yo' }, false)].map((one) =>
      isForCoordinator(one, reader),
    ),
    [true, false, true, true],
  );
  assert.equal(isForCoordinator({ kind: 'rota', isOverdue: true, conversation: null }, reader), false);
  assert.equal(isForCoordinator({ kind: 'rota', isOverdue: false, conversation: null }, { ...reader, keepsRota: true }), true);
});

test('an agent sees to their own, and on duty for mail to what nobody has', () => {
  const mine = { kind: 'answer' as const, conversation: conversation(ana) };
  const free = { kind: 'answer' as const, conversation: conversation(null) };
  for (const isOnMail of [true, false]) {
    assert.equal(isForAgent(mine, { accountId: '7', isOnMail }), true);
    assert.equal(isForAgent(mine, { accountId: '8', isOnMail }), false);
    assert.equal(isForAgent(free, { accountId: '8', isOnMail }), isOnMail);
  }
});

test('a group shows the first few and counts all', () => {
  const group = groupOf([{ basis: 'text' }, { basis: 'target' }, { basis: 'text' }] as never, 1, false);
  assert.deepEqual([group.items.length, group.total, group.texts], [1, 3, 2]);
});

test('own figures: at the due instant is in time; the median is the midpoint of the two central ones; without any there is none', () => {
  assert.deepEqual(ownFigures([]), { met: 0, late: 0, medianSeconds: null });
  const ended = [
    { dueAt: 10, settledAt: 10, workedSeconds: 100 },
    { dueAt: 10, settledAt: 11, workedSeconds: 300 },
  ];
  assert.deepEqual(ownFigures(ended), { met: 1, late: 1, medianSeconds: 200 });
  assert.equal(ownFigures([...ended, { dueAt: 10, settledAt: 1, workedSeconds: 20 }]).medianSeconds, 100);
});
