import assert from 'node:assert/strict';
import test from 'node:test';
import { formatsOf } from '../i18n/format.ts';
import { dayInWords } from './day.ts';

const now = () => Date.parse('2026-11-24T10:24:00-04:00');

test('a day is said with its weekday, day before month', () => {
  assert.equal(dayInWords('2026-12-05', formatsOf('es', now)), 'sábado 05/12/2026');
  assert.equal(dayInWords('2026-12-05', formatsOf('en', now)), 'Saturday 5 Dec 2026');
});

test('what is not a day yet says nothing', () => {
  for (const value of ['', '2026-12', '0002-12-05', '2026-13-45']) assert.equal(dayInWords(value, formatsOf('es', now)), null, value);
});
