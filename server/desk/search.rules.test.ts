import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { fragmentsOf, marksIn, plain, readQuestion, stemsOf } from './search.rules.ts';

test('plain text has no accents, no case, no signs, and -iones meets -ión', () => {
  assert.equal(plain('¿Reclamaciones de Génesis-Núñez?'), 'reclamacion de genesis nunez');
  assert.equal(plain('ACCIÓN, acciones'), 'accion accion');
  assert.equal(plain('genesis.marte@correo.example 2024-1187'), 'genesis marte correo example 2024 1187');
  assert.equal(plain('programa_cálculo.pdf'), 'programa calculo pdf');
});

test('words, a phrase in quotes, a beginning, and the last word still being typed', () => {
  const terms = (typed: string) => readQuestion(typed).terms.map(({ kind, text }) => `${kind}:${text}`);
  assert.deepEqual(terms('pago Matrí'), ['word:pago', 'beginning:matri']);
  assert.deepEqual(terms('pago matrícula '), ['word:pago', 'word:matricula']);
  assert.deepEqual(terms('"fecha de pago" tarjeta '), ['phrase:fecha de pago', 'word:tarjeta']);
  assert.deepEqual(terms('convalida* pago '), ['prefix:convalida', 'word:pago']);
  assert.deepEqual(terms('ana@correo.example '), ['phrase:ana correo example']);
  assert.deepEqual(terms('pago ana@corr'), ['word:pago', 'beginning:ana corr']);
  assert.deepEqual(terms('reclamaciones'), ['beginning:reclamaciones']);
  assert.deepEqual(terms('ana@correo.e'), ['phrase:ana correo e']);
  assert.deepEqual(terms('"a b"'), ['phrase:a b']);
  assert.deepEqual(terms('"sin cerrar'), ['phrase:sin cerrar']);
  assert.deepEqual(terms('  ¿?! '), []);
});

test('a number with its letters means only that; digits may be anything', () => {
  const read = (typed: string) => [readQuestion(typed).number, readQuestion(typed).onlyNumber];
  assert.deepEqual(read('VT-10482'), ['10482', true]);
  assert.deepEqual(read('vt10482'), ['10482', true]);
  assert.deepEqual(read(' 10482 '), ['10482', false]);
  assert.deepEqual(read('10482 pago'), [null, false]);
});

test('nothing that is typed breaks the reading, and terms hold only letters, digits and single spaces', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (typed) => {
      for (const { kind, text } of readQuestion(typed).terms) {
        assert.match(text, /^[\p{L}\p{N}]+( [\p{L}\p{N}]+)*$/u);
        if (kind === 'prefix') assert.ok(!text.includes(' '));
      }
    }),
  );
});

test('marks stand on the words as they were written', () => {
  const text = 'La convalidación de Cálculo; convalidaciones y convento.';
  const found = marksIn(text, stemsOf("'convalidacion' | 'calcul'")).map(([from, to]) => text.slice(from, to));
  assert.deepEqual(found, ['convalidación', 'Cálculo', 'convalidaciones']);
  assert.deepEqual(marksIn('convenientemente', [{ text: 'conven', isPrefix: false }]), []);
  assert.equal(marksIn('convenientemente', [{ text: 'conven', isPrefix: true }]).length, 1);
});

test('an excerpt shows what was found with its surroundings, and its marks fit', () => {
  const text = `${'antes '.repeat(50)}\n\n  pago\tde matrícula ${'después '.repeat(50)} pago`;
  const fragments = fragmentsOf(text, stemsOf("'pag'"));
  assert.equal(fragments.length, 2);
  for (const { text: shown, marks } of fragments) {
    assert.ok(shown.length < 180 && shown.startsWith('…'));
    assert.deepEqual(
      marks.map(([from, to]) => shown.slice(from, to)),
      ['pago'],
    );
  }
});

test('stems of a tsquery, quotes and all', () => {
  assert.deepEqual(stemsOf("'fech' <2> 'pag' & ( 'convalid' | 'convalida':* )"), [
    { text: 'fech', isPrefix: false },
    { text: 'pag', isPrefix: false },
    { text: 'convalid', isPrefix: false },
    { text: 'convalida', isPrefix: true },
  ]);
});
