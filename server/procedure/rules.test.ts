import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clauseOf, daysOfHours, type Mark, markOf, monthOf, monthSpan, monthsUntil, outcomeOf, rateOf, stateOf, termOf } from './rules.ts';

const at = (text: string) => Date.parse(`${text}-04:00`);
const due = at('2026-11-24T10:40:00');

test('1.3 an answer at exactly the due instant is on time, a millisecond later is late', () => {
  assert.equal(outcomeOf(due, due), 'met');
  assert.equal(outcomeOf(due + 1, due), 'late');
});

test('1.7 an obligation is open up to its due instant, then late, whether it is settled or not', () => {
  const row = { dueAt: due, settledAt: null, setAsideAt: null };
  assert.equal(stateOf(row, due), 'open');
  assert.equal(stateOf(row, due + 1), 'late');
  assert.equal(stateOf({ ...row, settledAt: due }, due + 1), 'met');
  assert.equal(stateOf({ ...row, settledAt: due + 1 }, due + 2), 'late');
  assert.equal(stateOf({ ...row, setAsideAt: due - 5 }, due + 2), 'setAside');
});

test('1.7 the worked example: 33 met and 3 late of 38 due are 91.7 %, a triangle', () => {
  assert.equal(((rateOf(33, 3) ?? 0) * 100).toFixed(1), '91.7');
  assert.equal(markOf({ met: 33, late: 3, open: 2, warned: 0 }, 0.95), 'triangle');
});

test('1.7 nothing to measure has neither a rate nor a mark', () => {
  assert.equal(rateOf(0, 0), null);
  assert.equal(markOf({ met: 0, late: 0, open: 0, warned: 0 }, 0.95), null);
});

const marks: [name: string, counts: [met: number, late: number, open: number, warned: number], Mark][] = [
  ['none late and none near its end', [12, 0, 3, 0], 'tick'],
  ['only open ones, none near its end', [0, 0, 4, 0], 'tick'],
  ['one open in the last quarter of its term', [12, 0, 3, 1], 'diamond'],
  ['some late, within the tolerance: 96.4 %', [27, 1, 0, 0], 'diamond'],
  ['exactly the tolerance', [19, 1, 0, 0], 'diamond'],
  ['below the tolerance', [18, 2, 0, 0], 'triangle'],
  ['one late of fewer than 20: every one counts', [18, 1, 0, 0], 'triangle'],
  ['one late of 20, most of them still open: the rate decides', [2, 1, 17, 0], 'triangle'],
  ['5.1 and 5.2: the one of the month is late', [0, 1, 0, 0], 'triangle'],
];
for (const [name, [met, late, open, warned], mark] of marks) {
  test(`1.7 ${mark}: ${name}`, () => assert.equal(markOf({ met, late, open, warned }, 0.95), mark));
}

test('the tolerance is a setting: 90 % turns the triangle into a diamond', () => {
  assert.equal(markOf({ met: 33, late: 3, open: 2, warned: 0 }, 0.9), 'diamond');
});

test('1.3 24, 48 and 72 hours are one, two and three working days in the other reading', () => {
  assert.deepEqual([24, 48, 72].map(daysOfHours), [1, 2, 3]);
});

test('an alias is read as its clause, and its id is the first of the row', () => {
  assert.equal(clauseOf('6.1-1')?.id, '5.1');
  assert.equal(clauseOf('6.3-1')?.id, '5.5');
  assert.equal(clauseOf('6.3-3')?.id, '5.6');
  assert.equal(clauseOf('5.7'), undefined);
  assert.deepEqual(termOf('5.3').term, { kind: 'working-hours', hours: 24 });
  assert.throws(() => termOf('5.2', 'target'));
});

test('a month is a local month: it begins at 04:00 UTC', () => {
  assert.deepEqual(monthSpan('2026-12'), { from: at('2026-12-01T00:00:00'), to: at('2027-01-01T00:00:00') });
  assert.equal(monthOf(at('2026-12-31T23:59:59')), '2026-12');
  assert.equal(monthOf(at('2027-01-01T00:00:00')), '2027-01');
  assert.deepEqual(monthsUntil('2027-02', 4), ['2026-11', '2026-12', '2027-01', '2027-02']);
});
