import assert from 'node:assert/strict';
import test from 'node:test';
import { causeOf } from './cause.ts';
import { es } from './words.ts';

test('a closure is named with its day as people write it, its hours and its reason', () => {
  assert.equal(causeOf('closure: 2026-11-11 12:00–16:00 vaguada', es), 'Cierre declarado: 11/11/2026 12:00–16:00 vaguada');
  assert.equal(causeOf('closure-annulled: 2026-11-11 nota: sin luz', es), 'Cierre anulado: 11/11/2026 nota: sin luz');
});

test('no code of the product reaches the reader', () => {
  assert.equal(causeOf('reading: working-days', es), 'Cambio de lectura: días laborables completos');
  assert.equal(causeOf('schedule: default', es), 'Cambio de horario');
  assert.equal(causeOf('no-such-spell', es), 'No había una espera que contar');
  assert.equal(causeOf('answer-before-question', es), 'La respuesta era anterior al mensaje');
  assert.equal(causeOf('escalation', es), 'Escalada a un área');
  assert.equal(causeOf('rota: vacant', es), 'El turno quedó sin nadie');
});

test('a person’s own reason stays as it was written', () => {
  assert.equal(causeOf('Agradece: ya lo resolvió el 2026-11-11', es), 'Agradece: ya lo resolvió el 2026-11-11');
});
