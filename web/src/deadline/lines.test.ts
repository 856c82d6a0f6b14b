import assert from 'node:assert/strict';
import test from 'node:test';
import type { DayRow, Explanation } from '#calendar/shapes';
import { formatsOf } from '../i18n/format.ts';
import { asText, hoursDrawn, linesOf, type Reading } from './lines.ts';
import { es } from './words.ts';

const format = formatsOf('es', () => Date.parse('2026-11-24T10:24:00-04:00'));
const ways = { words: es, format, language: 'es' } as const;
const hours: [string, string][] = [['08:00', '16:00']];
const day = (date: string, kind: DayRow['kind'], more: Partial<DayRow> = {}) =>
  ({
    date,
    kind,
    scheduled: [],
    counted: [],
    seconds: 0,
    total: 0,
    workingDay: null,
    holiday: null,
    override: null,
    closures: [],
    ...more,
  }) as unknown as DayRow;
const open = { scheduled: hours, counted: hours, seconds: 28_800 };
const closure = { from: '12:00', to: '16:00', reason: 'vaguada', declaredBy: null, declaredAt: null };

const rows = [
  day('2026-11-06', 'first', { scheduled: hours, counted: [['14:20', '16:00']], seconds: 6000, total: 6000 }),
  day('2026-11-07', 'off', { total: 6000 }),
  day('2026-11-08', 'off', { total: 6000 }),
  day('2026-11-09', 'holiday', {
    holiday: { date: '2026-11-09', legalDate: '2026-11-06', name: 'Día de la Constitución', source: 'law' } as never,
  }),
  day('2026-11-10', 'full', { ...open, total: 34_800 }),
  day('2026-11-11', 'full', { scheduled: hours, counted: [['08:00', '12:00']], seconds: 14_400, total: 49_200, closures: [closure] }),
  day('2026-11-13', 'last', { scheduled: hours, counted: [['08:00', '10:20']], seconds: 8400, total: 86_400 }),
];
const reading: Reading = { reading: 'schedule-hours', dueAt: '2026-11-13T10:20:00-04:00', rows };
const opened = '2026-11-06T14:20:00-04:00';
const explanation = { openedAt: opened, clockStartsAt: opened, hours: 24, days: 1, readings: [reading] } as unknown as Explanation;

test('each day says what of it counted, neighbours without service are one line', () => {
  assert.deepEqual(
    linesOf(reading, explanation, ways).map(({ day, what }) => `${day}: ${what}`),
    [
      'vie 06/11: Desde que llegó, 2:20 pm, hasta el cierre',
      'sáb 07/11 y dom 08/11: Fuera de horario',
      'lun 09/11: Feriado: Día de la Constitución, movido del vie 06/11',
      'mar 10/11: Día completo',
      'mié 11/11: Cierre declarado de 12 m a 4:00 pm: vaguada',
      'vie 13/11: Hasta completar 24 h, 10:20 am',
    ],
  );
});

test('a bar is drawn over the hours of the shown days', () => {
  assert.deepEqual(hoursDrawn(rows), ['08:00', '16:00']);
  assert.deepEqual(hoursDrawn([]), ['08:00', '16:00']);
  assert.deepEqual(linesOf(reading, explanation, ways).at(-2)?.spans, [[0, 0.5]]);
});

test('under whole days the day of arrival counts as none', () => {
  const days: Reading = {
    reading: 'working-days',
    dueAt: '2026-11-10T16:00:00-04:00',
    rows: [day('2026-11-06', 'first', open), day('2026-11-10', 'last', { ...open, workingDay: 1 })],
  };
  assert.deepEqual(
    linesOf(days, explanation, ways).map(({ what }) => what),
    ['Día de la llegada: no cuenta', 'Día laborable 1: vence al cierre, 4:00 pm'],
  );
});

test('the sum can be copied as text', () => {
  const text = asText('VT-10001', linesOf(reading, explanation, ways), 'Vence vie 13/11 10:20 am.', format).split('\n');
  assert.equal(text.length, 8);
  assert.equal(text[4], 'mar 10/11 · Día completo · 8 h · 9 h 40 min');
});
