import assert from 'node:assert/strict';
import test from 'node:test';
import { mondaysOf, monthOf, monthSpan, seenAs, spanOf, stepped, weekSpan } from './span.ts';

const today = '2026-11-24';

test('an address names a month, or any day of a week; anything else is this month', () => {
  assert.deepEqual(spanOf('2026-12', today), { kind: 'month', name: '2026-12', from: '2026-12-01', to: '2026-12-31' });
  assert.deepEqual(spanOf('2026-11-25', today), { kind: 'week', name: '2026-11-23', from: '2026-11-23', to: '2026-11-29' });
  for (const name of [undefined, '', 'hoy', '2026-13', '2026-11-99', '0001-01']) assert.equal(spanOf(name, today).name, '2026-11');
});

test('a month knows its last day, in leap years too', () => {
  assert.equal(monthSpan('2026-02').to, '2026-02-28');
  assert.equal(monthSpan('2028-02').to, '2028-02-29');
});

test('one steps over the end of a year', () => {
  assert.equal(stepped(monthSpan('2026-12'), 1).name, '2027-01');
  assert.equal(stepped(monthSpan('2026-01'), -1).name, '2025-12');
  assert.equal(stepped(weekSpan('2026-12-30'), 1).name, '2027-01-04');
});

test('the week of a month is the one with today in it, else the first', () => {
  assert.equal(seenAs(monthSpan('2026-11'), 'week', today).name, '2026-11-23');
  assert.equal(seenAs(monthSpan('2026-12'), 'week', today).name, '2026-11-30');
  assert.equal(seenAs(weekSpan('2026-11-30'), 'month', today).name, '2026-12');
  assert.equal(monthOf(weekSpan('2026-12-30')).name, '2026-12', 'most of that week lies in December');
});

test('the weeks of a month begin on Mondays, the first one maybe in the month before', () => {
  assert.deepEqual(mondaysOf(monthSpan('2026-12')), ['2026-11-30', '2026-12-07', '2026-12-14', '2026-12-21', '2026-12-28']);
  assert.deepEqual(mondaysOf(weekSpan('2026-11-24')), ['2026-11-23']);
});
