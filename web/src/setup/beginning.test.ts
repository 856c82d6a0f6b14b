import assert from 'node:assert/strict';
import test from 'node:test';
import { missingIn } from './beginning.ts';

const whole = {
  name: 'Instituto Tecnológico de Las Américas',
  acronym: 'ITLA',
  department: 'Gestión de la Información',
  url: 'https://ventanilla.itla.example',
  person: 'Rosanna Mejía',
  email: 'rosanna@itla.example',
  password: 'mata de mango en patio',
};

test('what is missing or does not fit is named in the order of the screen', () => {
  assert.deepEqual(missingIn(whole), []);
  assert.deepEqual(missingIn({ ...whole, acronym: '  ', email: 'rosanna', password: 'corta' }), ['acronym', 'email', 'password']);
  assert.deepEqual(missingIn({ ...whole, url: 'itla.example', email: 'rosanna@itla' }), ['url', 'email']);
  assert.deepEqual(missingIn({ ...whole, url: 'ftp://itla.example' }), ['url']);
});

test('only the fields that are asked are looked at', () => {
  const { name, acronym, department } = whole;
  assert.deepEqual(missingIn({ name, acronym, department, url: '' }), ['url']);
});
