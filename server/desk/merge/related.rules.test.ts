import assert from 'node:assert/strict';
import { test } from 'node:test';
import { areAlike, namedIn, numbersIn } from './related.rules.ts';

const subjects: readonly [string, string, boolean][] = [
  ['Re: Reinscripción', 'RV: reinscripcion', true],
  ['Carta de estudio para la visa', 'Carta de estudio para visa (urgente)', true],
  ['Pago con tarjeta', 'Pago con transferencia', false],
  ['Consulta', 'Pregunta', false],
  ['', '', false],
  ['De la mesa', 'De la silla', false],
];
for (const [one, other, expected] of subjects)
  test(`«${one}» and «${other}» are ${expected ? '' : 'not '}alike`, () => {
    assert.equal(areAlike(one, other), expected);
    assert.equal(areAlike(other, one), expected);
  });

test('a number names something where it is long enough to; our own is a conversation', () => {
  assert.deepEqual(numbersIn('Matrícula 2024-0183, factura 000123456'), ['2024-0183', '000123456']);
  assert.deepEqual(numbersIn('Curso 2026, RD$ 450'), []);
  assert.deepEqual(numbersIn('Re: [VT-10482] Carta'), []);
  assert.deepEqual(namedIn('Re: [VT-10482] y vt-10501'), ['10482', '10501']);
});
