import assert from 'node:assert/strict';
import { test } from 'node:test';
import { calendarFromFile } from './file.ts';
import { easterOf, editedHolidays, holidaysOf, lawHolidays } from './holidays.rules.ts';
import { dateOf } from './civil.rules.ts';
import official from './holidays-do.json' with { type: 'json' };

const months = ['ene', 'feb', 'mar', 'abr', 'may', 'jun', 'jul', 'ago', 'sep', 'oct', 'nov', 'dic'];

/** As the table of domain 1.2 writes them: weekdays only, moved ones with a star. */
function written(year: number): string {
  return lawHolidays(year)
    .filter((one) => Temporal.PlainDate.from(one.date).dayOfWeek <= 5)
    .map((one) => `${Number(one.date.slice(8))} ${months[Number(one.date.slice(5, 7)) - 1]}${one.date === one.legalDate ? '' : '*'}`)
    .join(', ');
}

const table: Record<number, string> = {
  2023: '9 ene*, 30 ene*, 27 feb, 7 abr, 1 may, 8 jun, 16 ago, 6 nov, 25 dic',
  2024: '1 ene, 29 ene*, 27 feb, 29 mar, 29 abr*, 30 may, 16 ago, 24 sep, 4 nov*, 25 dic',
  2025: '1 ene, 6 ene, 21 ene, 27 feb, 18 abr, 5 may*, 19 jun, 24 sep, 10 nov*, 25 dic',
  2026: '1 ene, 5 ene*, 21 ene, 26 ene, 27 feb, 3 abr, 4 may*, 4 jun, 24 sep, 9 nov*, 25 dic',
  2027: '1 ene, 4 ene*, 21 ene, 25 ene*, 26 mar, 27 may, 16 ago, 24 sep',
  2028: '10 ene*, 21 ene, 24 ene*, 14 abr, 1 may, 15 jun, 16 ago, 6 nov, 25 dic',
};

for (const [year, days] of Object.entries(table)) {
  test(`domain 1.2: the holidays of ${year} that fall on a weekday`, () => {
    assert.equal(written(Number(year)), days);
  });

  test(`the rule gives the shipped list of ${year}, day by day`, () => {
    const list = official.holidays
      .filter((one) => one.date.startsWith(year))
      .map(({ date, name, legalDate }) => ({ date, name, legalDate }));
    assert.deepEqual(
      lawHolidays(Number(year)).map(({ date, name, legalDate }) => ({ date, name, legalDate })),
      list,
    );
  });
}

test('1 May on a Sunday goes to Monday: 2022 and 2033, and no other holiday does', () => {
  for (const year of [2022, 2033])
    assert.ok(lawHolidays(year).some((one) => one.date === `${year}-05-02` && one.legalDate === `${year}-05-01`));
  // 26 January 2025 was a Sunday and stayed.
  assert.ok(lawHolidays(2025).some((one) => one.date === '2025-01-26'));
});

test('16 August never moves, not even in a year of inauguration', () => {
  for (let year = 1990; year <= 2100; year++) assert.ok(lawHolidays(year).some((one) => one.date === `${year}-08-16`));
});

test('a moved holiday is a Monday at most four days off, and no two fall on one day', () => {
  for (let year = 1990; year <= 2100; year++) {
    const list = lawHolidays(year);
    assert.equal(new Set(list.map((one) => one.date)).size, 12);
    for (const one of list.filter((holiday) => holiday.date !== holiday.legalDate)) {
      const legal = Temporal.PlainDate.from(one.legalDate);
      const date = Temporal.PlainDate.from(one.date);
      assert.equal(date.dayOfWeek, 1, one.date);
      assert.ok(Math.abs(legal.until(date).days) <= 4, one.date);
    }
  }
});

test('Easter agrees with the rule of golden number and epact from 1990 to 2100', () => {
  for (let year = 1990; year <= 2100; year++) assert.equal(dateOf(easterOf(year)), easterByKnuth(year));
});

/** Another way to it (Knuth, The Art of Computer Programming 1.3.2, exercise 14). */
function easterByKnuth(year: number): string {
  const golden = (year % 19) + 1;
  const century = Math.floor(year / 100) + 1;
  const skipped = Math.floor((3 * century) / 4) - 12;
  const correction = Math.floor((8 * century + 5) / 25) - 5;
  const sunday = Math.floor((5 * year) / 4) - skipped - 10;
  let epact = (((11 * golden + 20 + correction - skipped) % 30) + 30) % 30;
  if ((epact === 25 && golden > 11) || epact === 24) epact++;
  const full = 44 - epact < 21 ? 44 - epact + 30 : 44 - epact;
  const day = full + 7 - ((sunday + full) % 7);
  return Temporal.PlainDate.from({ year, month: 3, day: 1 })
    .add({ days: day - 1 })
    .toString();
}

test('years of an announced calendar are official, the others computed', () => {
  const sources = (year: number) => new Set(holidaysOf(year).map((one) => one.source));
  assert.deepEqual([...sources(2026)], ['official']);
  assert.deepEqual([...sources(2027)], ['computed']);
  assert.deepEqual([...sources(2033)], ['computed']);
});

test('an edit adds a day of our own or takes one out, and the last word on a date holds', () => {
  const list = editedHolidays(lawHolidays(2026), [
    { date: '2026-04-02', name: 'Jueves Santo' },
    { date: '2026-09-24', name: null },
  ]);
  assert.ok(list.some((one) => one.date === '2026-04-02' && one.source === 'own'));
  assert.ok(!list.some((one) => one.date === '2026-09-24'));
  assert.deepEqual(
    list,
    [...list].sort((a, b) => (a.date < b.date ? -1 : 1)),
  );
});

test('a calendar file with its own holidays has no others', () => {
  const day = [['08:00', '16:00']];
  const time = calendarFromFile({ week: { thu: day, fri: day }, holidays: ['2026-12-24'] });
  // Christmas is worked in this file: Friday 25 December 2026.
  assert.equal(time.nthWorkingDay('2026-12', 7).date, '2026-12-25');
});
