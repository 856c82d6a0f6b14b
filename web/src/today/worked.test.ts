import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lastWorkedDay } from './worked.ts';

const open = [{ from: '08:00', to: '16:00' }];
const week = { mon: open, tue: open, wed: open, thu: open, fri: open };
const closure = (date: string, from: string | null = null, to: string | null = null) => ({
  id: '1',
  date,
  from,
  to,
  reason: 'Tormenta',
  declaredAt: '',
  declaredBy: '',
});
const calendar = (more: object = {}) =>
  ({ schedule: { week, since: '', by: '' }, overrides: [], closures: [], holidays: { items: [] }, ...more }) as unknown as Parameters<
    typeof lastWorkedDay
  >[0];

const cases: readonly [string, string, object, string][] = [
  ['the day before', '2026-11-25', {}, '2026-11-24'],
  ['on a Monday the Friday', '2026-11-23', {}, '2026-11-20'],
  ['not a holiday', '2026-11-11', { holidays: { items: [{ date: '2026-11-10' }] } }, '2026-11-09'],
  ['not a day that was closed whole', '2026-11-25', { closures: [closure('2026-11-24')] }, '2026-11-23'],
  ['a day that was closed in part', '2026-11-25', { closures: [closure('2026-11-24', '12:00', '16:00')] }, '2026-11-24'],
  ['a Saturday that was worked', '2026-11-23', { overrides: [{ date: '2026-11-21', intervals: open }] }, '2026-11-21'],
  ['across a month', '2026-12-01', {}, '2026-11-30'],
  ['across the end of February', '2026-03-01', {}, '2026-02-27'],
  ['across a year', '2027-01-01', {}, '2026-12-31'],
  ['the day before where none was worked', '2026-11-25', { schedule: { week: {}, since: '', by: '' } }, '2026-11-24'],
];

for (const [name, today, more, expected] of cases) {
  test(`${name}`, () => assert.equal(lastWorkedDay(calendar(more), today), expected));
}
