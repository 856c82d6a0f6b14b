import assert from 'node:assert/strict';
import test from 'node:test';
import { en } from './en.ts';
import { reasonOf } from './reason.ts';
import { es } from './words.ts';

test('what the product wrote is said in the language of the reader, a person’s words as they were written', () => {
  assert.equal(reasonOf('capacitación: Curso de INFOTEP', en.ownReasons), 'training: Curso de INFOTEP');
  assert.equal(reasonOf('capacitación: Curso de INFOTEP', es.ownReasons), 'capacitación: Curso de INFOTEP');
  assert.equal(reasonOf('vacaciones', en.ownReasons), 'vacation');
  assert.equal(reasonOf('Licencia: tres días', en.ownReasons), 'Licencia: tres días');
});
