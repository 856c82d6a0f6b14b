import assert from 'node:assert/strict';
import test from 'node:test';
import { isMonth, monthOf, monthsBack, monthsOffered } from './month.ts';

test('a month begins at midnight of Santo Domingo', () => {
  assert.equal(monthOf(Date.parse('2026-12-01T03:59:59Z')), '2026-11');
  assert.equal(monthOf(Date.parse('2026-12-01T04:00:00Z')), '2026-12');
});

test('months go back over the turn of the year', () => {
  assert.deepEqual(monthsBack('2026-02', 4), ['2026-02', '2026-01', '2025-12', '2025-11']);
});

test('no month before the first with something to count is offered; the running one always is', () => {
  assert.deepEqual(monthsOffered('2026-11', '2026-09', 24), ['2026-11', '2026-10', '2026-09']);
  assert.deepEqual(monthsOffered('2026-11', null, 24), ['2026-11']);
  assert.deepEqual(monthsOffered('2026-11', '2026-12', 24), ['2026-11'], 'all that waits is due next month');
  assert.equal(monthsOffered('2026-11', '2010-01', 24).length, 24);
});

test('only a month is a month', () => {
  for (const text of ['2026-13', '2026-00', '2026-1', 'noviembre', '', null]) assert.equal(isMonth(text), false, String(text));
  assert.equal(isMonth('2026-11'), true);
});
