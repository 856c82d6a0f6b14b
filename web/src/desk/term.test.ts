import assert from 'node:assert/strict';
import test from 'node:test';
import { namesIn } from './names.ts';
import { instantOf, typedOf } from './term.ts';

test('a moment is typed by the institution’s clock, whatever the browser’s zone', () => {
  assert.equal(instantOf('2026-11-27T10:24'), '2026-11-27T10:24:00-04:00');
  assert.equal(typedOf(Date.parse('2026-11-27T23:30:00-04:00')), '2026-11-27T23:30');
});

test('what is not complete, or no moment, is none', () => {
  for (const typed of ['', 'T', '2026-11-27T', 'T10:24', '2026-13-27T10:24', 'mañana']) assert.equal(instantOf(typed), null, typed);
});

test('names stand in a sentence', () => {
  assert.equal(namesIn([], 'y'), '');
  assert.equal(namesIn(['Caja'], 'y'), 'Caja');
  assert.equal(namesIn(['Caja', 'Becas', 'Registro'], 'y'), 'Caja, Becas y Registro');
});
