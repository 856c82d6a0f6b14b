import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { workingTimeOf } from '#calendar/rules';
import { choicesAt, type Owed, snoozeTrouble, wakesAt } from './snooze.rules.ts';

const open = [['08:00', '16:00']] as const;
const at = (text: string) => Date.parse(`${text}-04:00`);
const ms = 86_400_000;
const time = workingTimeOf({
  week: { mon: open, tue: open, wed: open, thu: open, fri: open },
  overrides: [],
  closures: [],
  holidays: { years: new Map(), othersByLaw: true },
});
const choices = (now: string, weekday: number, owed: readonly Owed[] = []) => {
  const start = at(`${now.slice(0, 10)}T00:00:00`);
  const offered = choicesAt(at(now), owed, { time, midnight: (days) => start + days * ms, weekday });
  return Object.fromEntries(Object.entries(offered).map(([name, when]) => [name, new Date(when - 14_400_000).toISOString().slice(0, 16)]));
};

test('the moments that are offered follow the schedule: afternoon, next opening, Monday’s opening', () => {
  assert.deepEqual(choices('2026-11-24T10:00:00', 2), {
    today: '2026-11-24T13:00',
    nextDay: '2026-11-25T08:00',
    monday: '2026-11-30T08:00',
  });
  assert.deepEqual(choices('2026-11-24T13:30:00', 2).today, '2026-11-24T15:30');
  // What is left of the day is no afternoon; of a Friday the next opening is Monday's.
  assert.deepEqual(choices('2026-11-27T15:00:00', 5), { nextDay: '2026-11-30T08:00' });
  assert.deepEqual(choices('2026-11-28T10:00:00', 6), { nextDay: '2026-11-30T08:00' });
});

test('over a holiday the next opening is after it', () => {
  // Monday 9 November 2026: Constitution Day, moved by Law 139-97.
  assert.equal(choices('2026-11-06T10:00:00', 5).nextDay, '2026-11-10T08:00');
});

test('while something is owed, a calm moment before it falls due is offered, as long as it is to come', () => {
  const owed = [{ dueAt: at('2026-11-25T16:00:00'), warnAt: at('2026-11-25T10:00:00') }];
  assert.equal(choices('2026-11-24T10:00:00', 2, owed).beforeDue, '2026-11-25T10:00');
  assert.equal(choices('2026-11-25T11:00:00', 3, owed).beforeDue, undefined);
});

const owedBy = fc.array(
  fc
    .tuple(fc.integer({ min: -100, max: 300 }), fc.integer({ min: 0, max: 60 }))
    .map(([due, before]): Owed => ({ dueAt: due * 3_600_000, warnAt: (due - before) * 3_600_000 })),
  { maxLength: 4 },
);
const when = fc.integer({ min: -50, max: 400 }).map((hours) => hours * 3_600_000);

test('whatever is owed, what is put off wakes before any deadline that was known, however it is moved afterwards', () => {
  fc.assert(
    fc.property(owedBy, owedBy, when, (owed, later, until) => {
      const trouble = snoozeTrouble(until, owed, 0);
      if (owed.some(({ dueAt }) => dueAt <= 0)) assert.notEqual(trouble, null);
      if (trouble === null) for (const { dueAt } of owed) assert.ok(wakesAt(until, owed, 0) <= dueAt);
      // A deadline that comes before it since: it wakes before that one, or at once.
      const wakes = wakesAt(until, later, 0);
      for (const { dueAt } of later) assert.ok(wakes <= Math.max(0, dueAt));
      assert.ok(wakes <= Math.max(0, until));
    }),
    { numRuns: 300 },
  );
});
