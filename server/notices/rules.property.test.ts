import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { defaultWorkingTime } from '#calendar';
import { type Hours, nextOpening, quietEnds, tellableAt } from './rules.ts';

const hours: Hours = defaultWorkingTime();
const at = (text: string) => Date.parse(`2026-11-${text}:00-04:00`);
const time = fc
  .integer({ min: 0, max: 1439 })
  .map((n) => `${String(Math.floor(n / 60)).padStart(2, '0')}:${String(n % 60).padStart(2, '0')}`);
const quiet = fc.option(
  fc.tuple(time, time).filter(([a, b]) => a !== b),
  { nil: null },
);
const instant = fc.integer({ min: at('01T00:00'), max: at('30T23:59') });

test('nobody is ever told while the service is closed or in their quiet hours', () => {
  fc.assert(
    fc.property(instant, quiet, (from, calm) => {
      const told = tellableAt(from, hours, calm);
      if (told === null) return calm !== null;
      return told >= from && hours.clockStarts(told) === told && (calm === null || quietEnds(told, calm) === told);
    }),
  );
});

test('whoever may be told now is, and who may not is told no later than needed', () => {
  fc.assert(
    fc.property(instant, quiet, (from, calm) => {
      const told = tellableAt(from, hours, calm);
      // A minute before it would have been wrong.
      return told === null || told === from || tellableAt(told - 60_000, hours, calm) !== told - 60_000;
    }),
  );
});

test('the next opening is one, and later than now', () => {
  fc.assert(
    fc.property(instant, (from) => {
      const next = nextOpening(from, hours);
      return next > from && hours.clockStarts(next) === next && hours.clockStarts(next - 1) === next;
    }),
  );
});

const cases: readonly [string, string, [string, string] | null, string | null][] = [
  ['in working time', '24T10:00', null, '24T10:00'],
  ['in the night', '24T22:00', null, '25T08:00'],
  ['at the week-end', '28T10:00', null, '30T08:00'],
  ['in quiet hours', '24T12:10', ['12:00', '13:00'], '24T13:00'],
  ['in quiet hours over midnight', '24T08:10', ['22:00', '09:00'], '24T09:00'],
  ['where quiet hours leave nothing', '24T10:00', ['07:00', '18:00'], null],
];
for (const [name, from, calm, expected] of cases)
  test(`what comes ${name} is told ${expected === null ? 'nowhere' : `at ${expected}`}`, () => {
    assert.equal(tellableAt(at(from), hours, calm), expected === null ? null : at(expected));
  });
