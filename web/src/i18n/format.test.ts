import assert from 'node:assert/strict';
import test from 'node:test';
import { formatsOf } from './format.ts';

const now = Date.parse('2026-11-24T10:24:00-04:00');
const es = formatsOf('es', () => now);
const en = formatsOf('en', () => now);
const at = (text: string): number => Date.parse(`${text}:00-04:00`);

// ui/README 7.
test('times are of twelve hours, and noon is 12 m', () => {
  assert.equal(es.time(at('2026-11-24T14:18')), '2:18 pm');
  assert.equal(es.time(at('2026-11-24T12:00')), '12 m');
  assert.equal(es.time(at('2026-11-24T12:30')), '12:30 pm');
  assert.equal(es.time(at('2026-11-24T00:05')), '12:05 am');
  assert.equal(en.time(at('2026-11-24T12:00')), '12:00 pm');
  assert.equal(es.shortTime(at('2026-11-24T16:00')), '4 pm');
});

test('dates leave out the current year only', () => {
  assert.equal(es.date(at('2026-11-09T08:00')), '09/11');
  assert.equal(es.date(at('2025-11-09T08:00')), '09/11/2025');
  assert.equal(en.date(at('2026-11-09T08:00')), '9 Nov');
  assert.equal(en.fullDate(at('2026-11-24T08:00')), '24 Nov 2026');
  assert.equal(es.weekday(at('2026-11-24T08:00')), 'mar 24/11');
  assert.equal(es.longDay(at('2026-11-19T08:00')), 'jueves 19/11/2026');
});

test('a moment says today and tomorrow by the institution’s days', () => {
  assert.equal(es.moment(at('2026-11-24T10:40')), 'hoy 10:40 am');
  assert.equal(es.moment(at('2026-11-25T00:00')), 'mañana 12:00 am');
  assert.equal(es.moment(at('2026-11-27T10:24')), 'vie 27/11 10:24 am');
  assert.equal(es.brief(at('2026-11-24T09:47')), '9:47 am');
  assert.equal(es.brief(at('2026-11-23T23:59')), '23/11');
});

test('working time has no decimals, and seconds only under two minutes', () => {
  assert.equal(es.duration(14_040), '3 h 54 min');
  assert.equal(es.duration(28_800), '8 h');
  assert.equal(es.duration(960), '16 min');
  assert.equal(es.duration(119), '119 s');
  assert.equal(es.duration(-30_840), '8 h 34 min');
});

test('numbers, shares, signs, sizes and hashes', () => {
  assert.equal(es.number(1234.56, 2), '1,234.56');
  assert.equal(es.percent(0.095), '9.5\u202f%');
  assert.equal(es.percent(1), '100\u202f%');
  assert.equal(es.signed(0.29, 2), '+0.29');
  assert.equal(es.signed(-5.8, 1), '−5.8');
  assert.equal(es.bytes(123_456), '123 kB');
  assert.equal(es.bytes(1_234_567), '1.2 MB');
  assert.equal(es.hash('a1c4000000000000000077e0'), 'a1c4…77e0');
});
