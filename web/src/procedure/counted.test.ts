import assert from 'node:assert/strict';
import test from 'node:test';
import { formatsOf } from '../i18n/format.ts';
import type { ConformityRow } from './api.ts';
import { countedOf } from './counted.ts';
import { es } from './words.ts';

const format = formatsOf('es', () => Date.parse('2026-11-24T10:24:00-04:00'));
const empty = {
  clause: '5.3',
  due: 0,
  met: 0,
  late: 0,
  lateOpen: 0,
  open: 0,
  setAside: 0,
  p50: null,
  p90: null,
} as unknown as ConformityRow;
const said = (row: Partial<ConformityRow>) => countedOf({ ...empty, ...row }, es, format).join(' · ');

test('the example of the design, in words that need no statistics', () => {
  assert.equal(
    said({ due: 1066, met: 1028, late: 38, lateOpen: 2, p50: 21_000, p90: 66_000 }),
    '1,066 esperas · 38 tarde, 2 aún sin responder · mediana 5 h 50 min · 9 de cada 10 en 18 h 20 min o menos',
  );
});

test('what was set aside is said beside the count, so that it adds up to the list below', () => {
  assert.match(said({ due: 13, met: 13, setAside: 1 }), /^13 esperas y 1 apartada que no cuenta · ninguna tarde$/);
  assert.equal(said({ due: 0, setAside: 2 }), '0 esperas y 2 apartadas que no cuentan');
});

test('one is one, and what still runs is told from what is late', () => {
  assert.equal(said({ due: 1, open: 1 }), '1 espera · ninguna tarde, 1 en curso');
});

test('a month without anything says nothing', () => {
  assert.equal(said({}), '');
});

test('the rota counts days, and no time runs in them', () => {
  assert.equal(said({ clause: '6.2-1', due: 20, late: 2, lateOpen: 1, p50: 0, p90: 0 }), '20 días laborables · 2 tarde, 1 sin operador/a');
});
