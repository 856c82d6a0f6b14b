import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { calendarFromFile } from './file.ts';
import { NoWorkingTime, type WorkingTime } from './rules.ts';
import { Oracle, type OracleCalendar } from './oracle.ts';

const minute = fc
  .integer({ min: 0, max: 1440 })
  .map((at) => `${String(Math.floor(at / 60)).padStart(2, '0')}:${String(at % 60).padStart(2, '0')}`);
const opening = fc
  .tuple(minute, minute)
  .filter(([a, b]) => a !== b)
  .map(([a, b]): [string, string] => (a < b ? [a, b] : [b, a]));
const openings = fc.array(opening, { maxLength: 3 });
/** Seconds of 1990 to 2100. */
const second = fc.integer({ min: Date.UTC(1990, 0, 1, 4) / 1000, max: Date.UTC(2100, 11, 1) / 1000 });

const questionOf = (hoursAtMost: number) =>
  second.chain((at) => {
    const near = fc.integer({ min: -12, max: 20 }).map((days) => new Date((at + days * 86_400) * 1000).toISOString().slice(0, 10));
    const day = openings;
    return fc.record({
      at: fc.constant(at * 1000),
      hours: fc.integer({ min: 1, max: hoursAtMost * 60 }).map((minutes) => minutes / 60),
      calendar: fc.record({
        week: fc.record({ mon: day, tue: day, wed: day, thu: day, fri: day, sat: day, sun: day }, { requiredKeys: ['mon', 'wed'] }),
        overrides: fc.uniqueArray(fc.record({ date: near, intervals: openings }), { maxLength: 3, selector: (one) => one.date }),
        closures: fc.array(
          fc
            .record({ date: near, hours: fc.option(opening, { nil: null }) })
            .map(({ date, hours }) => (hours ? { date, from: hours[0], to: hours[1] } : { date })),
          { maxLength: 5 },
        ),
        holidays: fc.uniqueArray(near, { maxLength: 4 }),
      }),
    });
  });

/** A schedule with too little time makes the count endless: it is asked apart. */
function worksEnough(calendar: OracleCalendar): boolean {
  const minutes = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
  return (calendar.week.mon ?? []).some(([from, to]) => minutes(to) - minutes(from) >= 240);
}

/** Declares a test for each property; `runs` questions each, with terms of up to so many hours. */
export function testProperties(runs: number, hoursAtMost: number): void {
  const question = questionOf(hoursAtMost);
  const property = (name: string, check: (time: WorkingTime, oracle: Oracle, at: number, hours: number) => void): void => {
    void test(name, () => {
      fc.assert(
        fc.property(question, ({ at, hours, calendar }) => {
          fc.pre(worksEnough(calendar as OracleCalendar));
          check(calendarFromFile(calendar), new Oracle(calendar as OracleCalendar), at, hours);
        }),
        { numRuns: runs },
      );
    });
  };

  property('forwards, it is the second that a count of open seconds reaches', (time, oracle, at, hours) => {
    assert.equal(time.due(at, hours), oracle.due(at, Math.round(hours * 3600)));
  });

  property('backwards, it is the second that a count of open seconds reaches', (time, oracle, at, hours) => {
    assert.equal(time.back(at, hours), oracle.latest(at, Math.round(hours * 3600)));
  });

  property('between two instants, it is the count of open seconds, and its negative the other way', (time, oracle, at, hours) => {
    const to = at + Math.round(hours * 4 * 3600) * 1000;
    assert.equal(time.elapsedSeconds(at, to), oracle.elapsed(at, to));
    assert.equal(time.elapsedSeconds(to, at), 0 - oracle.elapsed(at, to));
  });

  property('the clock starts at the first open second', (time, oracle, at) => {
    assert.equal(time.clockStarts(at), oracle.starts(at));
  });

  property('a term in days ends at the last closing of the day that a count of days reaches', (time, oracle, at, hours) => {
    const days = 1 + (Math.floor(hours) % 6);
    assert.equal(time.dueInDays(at, days), oracle.dueInDays(at, days));
  });

  property('the n-th working day of a month is found by counting', (time, oracle, at, hours) => {
    const month = new Date(at).toISOString().slice(0, 7);
    const n = 1 + (Math.floor(hours) % 23);
    const expected = oracle.nth(month, n);
    if (expected === null) assert.throws(() => time.nthWorkingDay(month, n), NoWorkingTime);
    else assert.equal(time.nthWorkingDay(month, n).date, expected);
  });

  property('to the millisecond, the deadline is the first instant with the whole term behind it', (time, _, at, hours) => {
    const from = at + (Math.floor(hours * 997) % 1000);
    const due = time.due(from, hours);
    assert.equal(time.elapsedSeconds(from, due), Math.round(hours * 3600));
    assert.ok(time.elapsedSeconds(from, due - 1) < Math.round(hours * 3600));
    const latest = time.back(due, hours);
    assert.equal(time.elapsedSeconds(latest, due), Math.round(hours * 3600));
    assert.ok(time.elapsedSeconds(latest + 1, due) < Math.round(hours * 3600));
  });

  property('the answer is the same whatever was asked before', (time, _, at, hours) => {
    const fresh = time.due(at, hours);
    time.due(Date.UTC(1950, 0, 1), hours);
    time.due(Date.UTC(2150, 0, 1), hours);
    assert.equal(time.due(at, hours), fresh);
  });
}
