import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { calendarFromFile, defaultWorkingTime } from '#calendar';
import { iso, localDate } from '#kernel';
import { isFuture, nextOpening } from './later.rules.ts';

const at = (text: string) => Date.parse(`${text}-04:00`);
const opening = (text: string, time = defaultWorkingTime()) => iso(nextOpening(time, at(text), localDate(at(text))));

test('the next opening is that of the next working day, whether the schedule is open or closed', () => {
  assert.equal(opening('2026-11-24T10:24:00'), '2026-11-25T08:00:00-04:00');
  assert.equal(opening('2026-11-24T08:00:00'), '2026-11-25T08:00:00-04:00');
  assert.equal(opening('2026-11-24T07:59:00'), '2026-11-24T08:00:00-04:00');
  assert.equal(opening('2026-11-24T16:00:00'), '2026-11-25T08:00:00-04:00');
  assert.equal(opening('2026-11-27T15:00:00'), '2026-11-30T08:00:00-04:00');
  assert.equal(opening('2026-11-28T12:00:00'), '2026-11-30T08:00:00-04:00');
});

test('the pause at noon is no opening of the day, but who writes in it is told the afternoon', () => {
  const hours = [
    ['08:00', '12:00'],
    ['14:00', '16:00'],
  ];
  const time = calendarFromFile({ week: { mon: hours, tue: hours, wed: hours, thu: hours, fri: hours } });
  assert.equal(opening('2026-11-24T09:00:00', time), '2026-11-25T08:00:00-04:00');
  assert.equal(opening('2026-11-24T13:00:00', time), '2026-11-24T14:00:00-04:00');
});

test('whatever the moment, the next opening is after it and the schedule is open then', () => {
  const time = defaultWorkingTime();
  fc.assert(
    fc.property(fc.integer({ min: at('2026-01-01T00:00:00'), max: at('2027-01-01T00:00:00') }), (now) => {
      const opens = nextOpening(time, now, localDate(now));
      assert.ok(opens > now);
      assert.equal(time.clockStarts(opens), opens);
    }),
    { numRuns: 200 },
  );
});

test('an answer leaves in the future, and within a year', () => {
  const now = at('2026-11-24T10:24:00');
  for (const [moment, is] of [
    ['2026-11-24T10:24:00', false],
    ['2026-11-24T10:24:01', true],
    ['2027-11-24T00:00:00', true],
    ['2028-01-01T00:00:00', false],
  ] as const)
    assert.equal(isFuture(at(moment), now), is, moment);
});
