import assert from 'node:assert/strict';
import { test } from 'node:test';
import { iso } from '#kernel';
import { calendarFromFile, defaultWorkingTime } from './file.ts';
import { NoWorkingTime, type WorkingTime } from './rules.ts';
import cases from './working-time-cases.json' with { type: 'json' };

type Case = (typeof cases.cases)[number];

for (const one of cases.cases as (Case &
  Partial<Record<'start' | 'end' | 'month', string>> &
  Partial<Record<'hours' | 'days' | 'n', number>>)[]) {
  test(`${one.id} ${one.name}`, () => {
    const time = calendarFromFile((cases.schedules as Record<string, unknown>)[one.schedule]);
    assert.deepEqual(answer(time, one), one.expected);
  });
}

function answer(
  time: WorkingTime,
  one: Partial<Record<'start' | 'end' | 'month', string>> & Partial<Record<'hours' | 'days' | 'n', number>> & { op: string },
) {
  const start = Date.parse(one.start ?? '');
  if (one.op === 'due') {
    const at = one.days === undefined ? time.due(start, one.hours ?? Number.NaN) : time.dueInDays(start, one.days);
    return { clockStarts: iso(time.clockStarts(start)), due: iso(at) };
  }
  if (one.op === 'latest-request') return { latest: iso(time.back(start, one.hours ?? Number.NaN)) };
  if (one.op === 'elapsed') return { seconds: time.elapsedSeconds(start, Date.parse(one.end ?? '')) };
  const { date, due } = time.nthWorkingDay(one.month ?? '', one.n ?? Number.NaN);
  return { date, due: iso(due) };
}

const standard = defaultWorkingTime();
const at = (text: string) => Date.parse(`${text}-04:00`);

test('a schedule that never opens has no deadline, and says so at once', () => {
  const never = calendarFromFile({ week: {} });
  assert.throws(() => never.due(at('2026-03-10T08:00:00'), 24), NoWorkingTime);
  assert.throws(() => never.dueInDays(at('2026-03-10T08:00:00'), 1), NoWorkingTime);
  assert.throws(() => never.back(at('2026-03-10T08:00:00'), 72), NoWorkingTime);
  assert.throws(() => never.clockStarts(at('2026-03-10T08:00:00')), NoWorkingTime);
  assert.throws(() => never.nthWorkingDay('2026-03', 1), NoWorkingTime);
  assert.equal(never.elapsedSeconds(at('2026-03-10T08:00:00'), at('2027-03-10T08:00:00')), 0);
});

test('a Saturday alone gives hours but no working day', () => {
  const saturday = calendarFromFile({ week: { sat: [['08:00', '12:00']] } });
  assert.equal(iso(saturday.due(at('2026-03-10T08:00:00'), 6)), '2026-03-21T10:00:00-04:00');
  assert.throws(() => saturday.dueInDays(at('2026-03-10T08:00:00'), 1), NoWorkingTime);
});

test('a schedule open day and night counts every ms', () => {
  const all = [['00:00', '24:00']];
  const always = calendarFromFile({ week: { mon: all, tue: all, wed: all, thu: all, fri: all, sat: all, sun: all }, holidays: [] });
  assert.equal(always.due(at('2026-03-10T08:00:00') + 7, 24), at('2026-03-11T08:00:00') + 7);
  assert.equal(iso(always.dueInDays(at('2026-03-10T08:00:00'), 1)), '2026-03-12T00:00:00-04:00');
  assert.equal(
    always.elapsedSeconds(at('1990-01-01T00:00:00'), at('2100-12-31T00:00:00')),
    (at('2100-12-31T00:00:00') - at('1990-01-01T00:00:00')) / 1000,
  );
});

test('milliseconds are kept, forwards, backwards and between', () => {
  const from = at('2026-03-10T15:59:59') + 999;
  assert.equal(standard.due(from, 8), at('2026-03-11T15:59:59') + 999);
  assert.equal(standard.back(from, 8), at('2026-03-09T15:59:59') + 999);
  assert.equal(standard.elapsedSeconds(from, at('2026-03-11T08:00:00') + 1), 0.002);
  assert.equal(standard.elapsedSeconds(at('2026-03-11T08:00:00') + 1, from), -0.002);
});

test('no term at all is due at once, whether open or not', () => {
  assert.equal(standard.due(at('2026-03-14T12:00:00'), 0), at('2026-03-14T12:00:00'));
  assert.equal(standard.back(at('2026-03-14T12:00:00'), 0), at('2026-03-14T12:00:00'));
});

test('a term far beyond the first years is found, and one beyond the kept years is refused', () => {
  const far = standard.due(at('1990-01-02T08:00:00'), 200_000);
  assert.equal(standard.elapsedSeconds(at('1990-01-02T08:00:00'), far), 200_000 * 3600);
  assert.equal(standard.back(far, 200_000), at('1990-01-02T08:00:00'));
  assert.throws(() => standard.due(at('2026-03-10T08:00:00'), 1e9), NoWorkingTime);
  assert.throws(() => standard.due(Date.UTC(9000, 0), 1), NoWorkingTime);
  assert.throws(() => standard.due(Number.NaN, 1), NoWorkingTime);
});

test('what is no term or no month is a mistake of the caller', () => {
  assert.throws(() => standard.due(0, -1), RangeError);
  assert.throws(() => standard.due(0, Number.NaN), RangeError);
  assert.throws(() => standard.dueInDays(0, 1.5), RangeError);
  assert.throws(() => standard.nthWorkingDay('2026-13', 1), RangeError);
  assert.throws(() => standard.nthWorkingDay('2026-03', 23), NoWorkingTime);
});

test('domain 1.5: the first five working days of each month of 2026', () => {
  const table = [
    '2 6 7 8 9',
    '2 3 4 5 6',
    '2 3 4 5 6',
    '1 2 6 7 8',
    '1 5 6 7 8',
    '1 2 3 5 8',
    '1 2 3 6 7',
    '3 4 5 6 7',
    '1 2 3 4 7',
    '1 2 5 6 7',
    '2 3 4 5 6',
    '1 2 3 4 7',
  ];
  for (const [index, days] of table.entries()) {
    const month = `2026-${String(index + 1).padStart(2, '0')}`;
    const found = [1, 2, 3, 4, 5].map((n) => Number(standard.nthWorkingDay(month, n).date.slice(8)));
    assert.equal(found.join(' '), days, month);
  }
});

test('working days of delay are those after the day that was due', () => {
  assert.equal(standard.workingDaysBetween(at('2026-01-09T16:00:00'), at('2026-01-09T20:00:00')), 0);
  assert.equal(standard.workingDaysBetween(at('2026-01-09T16:00:00'), at('2026-01-13T09:00:00')), 2);
});

test('intervals that overlap, touch or come in disorder are one time of work', () => {
  const time = calendarFromFile({
    week: {
      tue: [
        ['13:00', '17:00'],
        ['08:00', '12:00'],
      ],
    },
  });
  assert.equal(iso(time.due(at('2026-03-10T12:30:00'), 4)), '2026-03-10T17:00:00-04:00');
  const touching = calendarFromFile({
    week: {
      tue: [
        ['08:00', '12:00'],
        ['12:00', '17:00'],
      ],
    },
  });
  assert.equal(iso(touching.due(at('2026-03-10T08:00:00'), 4)), '2026-03-10T12:00:00-04:00');
});
