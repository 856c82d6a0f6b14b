import assert from 'node:assert/strict';
import { test } from 'node:test';
import { workingTimeOf } from '#calendar/rules';
import { deadlinesOf } from './deadline.rules.ts';

const day = [['08:00', '16:00']] as const;
const time = workingTimeOf({
  week: { mon: day, tue: day, wed: day, thu: day, fri: day },
  overrides: [],
  closures: [{ date: '2026-11-11', from: '12:00' }],
  holidays: { years: new Map(), othersByLaw: true },
});
const at = (text: string) => Date.parse(`${text}-04:00`);

test('5.3 hours of the schedule: the due, the other reading beside, the warning after 18 of the 24 hours', () => {
  assert.deepEqual(deadlinesOf(time, at('2026-11-06T14:20:00'), 24, 'schedule-hours'), {
    dueAt: at('2026-11-13T10:20:00'),
    otherDueAt: at('2026-11-10T16:00:00'),
    warnAt: at('2026-11-12T12:20:00'),
  });
});

test('5.3 whole working days: the due is a closing, and the last quarter is of the working time up to it', () => {
  // 1 h 40 min on Friday and 8 h on Tuesday: three quarters of 9 h 40 min are 7 h 15 min.
  assert.deepEqual(deadlinesOf(time, at('2026-11-06T14:20:00'), 24, 'working-days'), {
    dueAt: at('2026-11-10T16:00:00'),
    otherDueAt: at('2026-11-13T10:20:00'),
    warnAt: at('2026-11-10T13:35:00'),
  });
});
