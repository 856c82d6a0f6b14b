import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Refusal, type Kernel } from '#kernel';
import { testKernel, type TestKernel } from '../../tests/world/database.ts';
import { explainDeadline } from './explain.ts';
import {
  annulClosure,
  annulOverride,
  addHoliday,
  changeWeek,
  confirmHolidays,
  declareClosure,
  declareOverride,
  module,
  removeHoliday,
  setSchedule,
  showCalendar,
  workingTime,
} from './index.ts';
import { previewClosure } from './closures.ts';
import { type CalendarChange, plugCalendar } from './port.ts';
import { workingTimeAt } from './working-time.ts';

let world: TestKernel;
let k: Kernel;
const heard: CalendarChange[] = [];
const at = (text: string) => Date.parse(`${text}-04:00`);

before(async () => {
  world = await testKernel({ modules: [module] });
  k = await world.asRole('coordinator');
  plugCalendar({
    changed: async (_, change) => {
      heard.push(change);
      return 41;
    },
  });
});
after(() => world?.close());

const refused = (code: string) => (error: unknown) => error instanceof Refusal && error.code === code;

async function due(text: string, hours = 24): Promise<number> {
  return (await workingTime(k)).time.due(at(text), hours);
}

test('it begins Monday to Friday, eight to four, with the holidays of the law', async () => {
  assert.equal(await due('2026-11-06T14:20:00'), at('2026-11-12T14:20:00'));
  const shown = await showCalendar(k);
  assert.deepEqual(shown.schedule.week.mon, [['08:00', '16:00']]);
  assert.equal(shown.holidays.items.length, 12);
  assert.deepEqual(shown.now, { isOpen: true, changesAt: '2026-11-24T16:00:00-04:00' });
});

test('a closure moves deadlines, says how many, is an act with its reason, and can be taken back', async () => {
  const before = (await workingTime(k)).version;
  const { id, moved } = await declareClosure(k, { date: '2026-11-11', from: '12:00', to: '16:00', reason: 'vaguada' });
  assert.equal(moved, 41);
  assert.equal(await due('2026-11-06T14:20:00'), at('2026-11-13T10:20:00'));
  assert.equal(Number((await workingTime(k)).version), Number(before) + 1);
  const change = heard.at(-1);
  assert.deepEqual(change?.closure, { fromAt: at('2026-11-11T12:00:00'), toAt: at('2026-11-11T16:00:00'), rejudges: true });
  assert.match(change?.cause ?? '', /^closure: 2026-11-11 12:00–16:00 vaguada$/);
  assert.equal((await showCalendar(k)).closures[0]?.declaredBy, 'Persona coordinator');

  await annulClosure(k, id);
  assert.equal(await due('2026-11-06T14:20:00'), at('2026-11-12T14:20:00'));
  assert.deepEqual((await showCalendar(k)).closures, []);
  await assert.rejects(annulClosure(k, id), refused('unknown-closure'));
});

test('what an earlier version judged is explained by that version', async () => {
  const { version } = await workingTime(k);
  const { id } = await declareClosure(k, { date: '2026-12-01', reason: 'tormenta' });
  const then = await explainDeadline(k, at('2026-11-30T12:00:00'), { hours: 8 }, { reading: 'schedule-hours', version });
  const now = await explainDeadline(k, at('2026-11-30T12:00:00'), { hours: 8 }, { reading: 'schedule-hours' });
  assert.equal(then.readings[0]?.dueAt, '2026-12-01T12:00:00-04:00');
  assert.equal(now.readings[0]?.dueAt, '2026-12-02T12:00:00-04:00');
  assert.equal((await workingTimeAt(k, version)).version, version);
  assert.deepEqual(
    then.laterClosures.map(({ date, reason, declaredBy }) => [date, reason, declaredBy]),
    [['2026-12-01', 'tormenta', 'Persona coordinator']],
  );
  assert.deepEqual(now.laterClosures, [], 'what counts is among the days');
  await annulClosure(k, id);
});

test('the arithmetic of the worked example: moved holiday, closure in the afternoon, both readings', async () => {
  const { id } = await declareClosure(k, { date: '2026-11-11', from: '12:00', to: '16:00', reason: 'vaguada' });
  const said = await explainDeadline(k, at('2026-11-06T14:20:00'), { hours: 24 }, { reading: 'schedule-hours' });
  const [hours, days] = said.readings;
  assert.equal(hours?.dueAt, '2026-11-13T10:20:00-04:00');
  assert.equal(days?.dueAt, '2026-11-10T16:00:00-04:00');
  assert.deepEqual(
    hours?.rows.map((row) => [row.date.slice(5), row.kind, row.seconds / 60, row.total / 60]),
    [
      ['11-06', 'first', 100, 100],
      ['11-07', 'off', 0, 100],
      ['11-08', 'off', 0, 100],
      ['11-09', 'holiday', 0, 100],
      ['11-10', 'full', 480, 580],
      ['11-11', 'full', 240, 820],
      ['11-12', 'full', 480, 1300],
      ['11-13', 'last', 140, 1440],
    ],
  );
  assert.deepEqual(hours?.rows[3]?.holiday, {
    date: '2026-11-09',
    name: 'Día de la Constitución',
    legalDate: '2026-11-06',
    source: 'official',
  });
  assert.equal(hours?.rows[5]?.closures[0]?.reason, 'vaguada');
  assert.deepEqual(hours?.rows[5]?.counted, [['08:00', '12:00']]);
  assert.deepEqual(
    days?.rows.map((row) => row.workingDay),
    [null, null, null, null, 1],
  );
  await annulClosure(k, id);
});

test('a preview says how many would move and keeps nothing', async () => {
  const before = await workingTime(k);
  assert.deepEqual(await previewClosure(k, { date: '2026-11-27', reason: 'prueba' }), { moved: 41 });
  const after = await workingTime(k);
  assert.equal(after.version, before.version);
  assert.deepEqual((await showCalendar(k)).closures, []);
  // The number that the preview gave back is given again, with another content.
  const { id } = await declareClosure(k, { date: '2026-11-30', reason: 'otra' });
  assert.equal(await due('2026-11-27T15:00:00', 8), at('2026-12-01T15:00:00'));
  await annulClosure(k, id);
});

test('a change by another process is seen at once', async () => {
  const other = await world.again();
  try {
    const { id } = await declareClosure(other.k, { date: '2026-11-25', reason: 'otro proceso' });
    assert.equal(await due('2026-11-24T15:00:00', 8), at('2026-11-26T15:00:00'));
    await annulClosure(other.k, id);
    assert.equal(await due('2026-11-24T15:00:00', 8), at('2026-11-25T15:00:00'));
  } finally {
    await other.close();
  }
});

test('two changes at once are two versions', async () => {
  const before = Number((await workingTime(k)).version);
  const made = await Promise.all([
    declareClosure(k, { date: '2026-12-02', reason: 'a' }),
    declareClosure(k, { date: '2026-12-03', reason: 'b' }),
  ]);
  assert.equal(Number((await workingTime(k)).version), before + 2);
  for (const { id } of made) await annulClosure(k, id);
});

test('a schedule file brings its exceptions, which go with the next file; what a person declared stays', async () => {
  const day = [
    ['08:00', '12:00'],
    ['13:00', '17:00'],
  ];
  const { id } = await declareClosure(k, { date: '2026-12-07', reason: 'asamblea' });
  await setSchedule(k, {
    week: { mon: day, tue: day, wed: day, thu: day, fri: day },
    closures: [{ date: '2026-12-08', reason: 'del archivo' }],
    overrides: [{ date: '2026-12-12', intervals: [['08:00', '10:00']] }],
    holidays: ['2026-12-09'],
  });
  assert.equal(await due('2026-12-04T16:00:00', 4), at('2026-12-10T11:00:00'));
  assert.equal(heard.at(-1)?.span, null);
  await changeWeek(k, {
    mon: [['08:00', '16:00']],
    tue: [['08:00', '16:00']],
    wed: [['08:00', '16:00']],
    thu: [['08:00', '16:00']],
    fri: [['08:00', '16:00']],
  });
  assert.deepEqual(
    (await showCalendar(k)).closures.map((one) => one.reason),
    ['asamblea', 'del archivo'],
  );
  await setSchedule(k, {
    week: {
      mon: [['08:00', '16:00']],
      tue: [['08:00', '16:00']],
      wed: [['08:00', '16:00']],
      thu: [['08:00', '16:00']],
      fri: [['08:00', '16:00']],
    },
  });
  assert.deepEqual(
    (await showCalendar(k)).closures.map((one) => one.reason),
    ['asamblea'],
  );
  assert.equal((await showCalendar(k)).holidays.items.length, 12);
  await annulClosure(k, id);
});

test('an override opens a Saturday, and goes again', async () => {
  await declareOverride(k, { date: '2026-11-28', intervals: [['08:00', '12:00']], reason: 'inscripciones' });
  assert.equal(await due('2026-11-27T15:00:00', 4), at('2026-11-28T11:00:00'));
  await annulOverride(k, '2026-11-28');
  assert.equal(await due('2026-11-27T15:00:00', 4), at('2026-11-30T11:00:00'));
  await assert.rejects(annulOverride(k, '2026-11-28'), refused('unknown-override'));
});

test('holidays are added, taken out and put back, and each edit asks for a new confirmation', async () => {
  await confirmHolidays(k, 2027);
  assert.equal((await showCalendar(k, { year: 2027 })).holidays.confirmed?.by, 'Persona coordinator');
  await addHoliday(k, { date: '2027-03-25', name: 'Jueves Santo' });
  const edited = (await showCalendar(k, { year: 2027 })).holidays;
  assert.equal(edited.confirmed, null);
  assert.ok(edited.items.some((one) => one.source === 'own'));
  await assert.rejects(addHoliday(k, { date: '2027-03-25', name: 'Jueves Santo' }), refused('known-holiday'));
  await removeHoliday(k, '2027-03-25');
  await removeHoliday(k, '2027-09-24');
  assert.deepEqual((await showCalendar(k, { year: 2027 })).holidays.removed, ['2027-09-24']);
  await addHoliday(k, { date: '2027-09-24', name: 'Mercedes' });
  assert.equal((await showCalendar(k, { year: 2027 })).holidays.items.length, 12);
  await assert.rejects(removeHoliday(k, '2027-09-25'), refused('unknown-holiday'));
});

test('a person is asked for the next year in December, until the list is confirmed', async () => {
  assert.equal((await showCalendar(k)).askFor, null);
  world.clock.set('2026-12-05T09:00:00-04:00');
  assert.equal((await showCalendar(k)).askFor, 2027);
  await confirmHolidays(k, 2027);
  assert.equal((await showCalendar(k)).askFor, null);
  world.clock.set('2026-11-24T10:00:00-04:00');
});

test('a schedule without a working day is refused and changes nothing', async () => {
  const { version } = await workingTime(k);
  await assert.rejects(changeWeek(k, {}), refused('never-opens'));
  await assert.rejects(setSchedule(k, { week: { sat: [['08:00', '12:00']] } }), refused('never-opens'));
  assert.equal((await workingTime(k)).version, version);
});

test('what can not be read is refused with words that say where', async () => {
  await assert.rejects(declareClosure(k, { date: '2026-02-30', reason: 'x' }), refused('bad-calendar-input'));
  await assert.rejects(declareClosure(k, { date: '2026-11-30', from: '16:00', to: '12:00', reason: 'x' }), refused('bad-calendar-input'));
  await assert.rejects(declareClosure(k, { date: '2026-11-30', reason: '  ' }), refused('bad-calendar-input'));
  await assert.rejects(
    changeWeek(k, {
      mon: [
        ['08:00', '12:00'],
        ['11:00', '13:00'],
      ],
    }),
    refused('bad-calendar-input'),
  );
  await assert.rejects(setSchedule(k, { week: { mon: [['8', '12:00']] } }), refused('bad-calendar-file'));
  await assert.rejects(workingTime(k, 'noche'), refused('unknown-service'));
});
