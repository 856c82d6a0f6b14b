import assert from 'node:assert/strict';
import { test } from 'node:test';
import { beingTyped, completed, newOutsiders, readRecipients, recipientsOf } from './recipients.ts';

const addressing = {
  to: ['ana@correo.example'],
  cc: ['eva@correo.example'],
  leftOut: 0,
  known: ['ana@correo.example', 'eva@correo.example'],
  domains: ['itla.example'],
};

test('an answer goes to whom the rule says until somebody changes it, and then to nobody else', () => {
  assert.deepEqual(recipientsOf({ to: null, cc: '', bcc: '' }, addressing), {
    to: 'ana@correo.example',
    cc: 'eva@correo.example',
    bcc: '',
  });
  assert.deepEqual(recipientsOf({ to: 'ana@correo.example', cc: '', bcc: '' }, addressing), { to: 'ana@correo.example', cc: '', bcc: '' });
  // A draft of before there was more than a copy.
  assert.deepEqual(recipientsOf({ to: null, cc: 'b@area.example', bcc: '' }, addressing).to, 'ana@correo.example');
  assert.deepEqual(recipientsOf({ to: null, cc: '', bcc: '' }, null), { to: '', cc: '', bcc: '' });
});

test('addresses are read as people type them, each once, and what is none is named', () => {
  assert.deepEqual(readRecipients('Ana Díaz <ana@correo.example>; b@c.example, B@C.example d@e.example'), {
    emails: ['ana@correo.example', 'b@c.example', 'd@e.example'],
    wrong: [],
  });
  assert.deepEqual(readRecipients('decano, a@, <b@c.example>').wrong, ['decano', 'a@']);
  assert.deepEqual(readRecipients('  '), { emails: [], wrong: [] });
});

test('whoever is outside and was not in the conversation is named', () => {
  const all = ['ANA@correo.example', 'jefe@itla.example', 'x@aulas.itla.example', 'otro@correo.example', 'y@noitla.example'];
  assert.deepEqual(newOutsiders(all, addressing), ['otro@correo.example', 'y@noitla.example']);
});

test('what is chosen takes the place of what was being typed', () => {
  assert.equal(beingTyped('ana@correo.example,  ev'), 'ev');
  assert.equal(completed('ana@correo.example,  ev', 'eva@correo.example'), 'ana@correo.example, eva@correo.example, ');
  assert.equal(completed('ev', 'eva@correo.example'), 'eva@correo.example, ');
});
