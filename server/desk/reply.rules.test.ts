import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { looksLikeEmail, recipientsOf, subjectOf } from './reply.rules.ts';

const ours = new Set(['info@itla.example']);
const ana = { name: 'Ana', email: 'ana@correo.example' };

test('an answer goes to Reply-To, else to From (email.md 2)', () => {
  const eva = { name: 'Eva', email: 'eva@correo.example' };
  assert.deepEqual(recipientsOf({ from: ana, replyTo: [eva] }, [], ours).to, [eva]);
  assert.deepEqual(recipientsOf({ from: ana, replyTo: [] }, [], ours).to, [ana]);
  assert.deepEqual(recipientsOf({ from: ana, replyTo: [{ name: 'sin dirección', email: '' }] }, [], ours).to, [ana]);
});

test('nobody gets it twice, and we write to ourselves never', () => {
  const { to, cc } = recipientsOf(
    { from: ana, replyTo: [] },
    ['ANA@correo.example', 'info@itla.example', 'b@area.example', 'b@area.example'],
    ours,
  );
  assert.deepEqual([to.length, cc.map((one) => one.email)], [1, ['b@area.example']]);
});

test('the subject bears «Re:» and the number once', () => {
  assert.equal(subjectOf('Pago', 'VT-10001'), 'Re: Pago [VT-10001]');
  assert.equal(subjectOf('RV: Re: Re[2]: Pago [VT-10001]', 'VT-10001'), 'Re: Pago [VT-10001]');
  assert.equal(subjectOf('   ', 'VT-10001'), 'Re: (sin asunto) [VT-10001]');
});

test('no subject, however it came, begins another line', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (subject) => !/[\r\n\u2028\u2029]/.test(subjectOf(subject, 'VT-1'))));
});

test('an address that is accepted holds nothing that could begin another header or another address', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
      if (looksLikeEmail(text)) assert.doesNotMatch(text, /[\s,;<>:"()[\]\\]/);
    }),
  );
  assert.ok(looksLikeEmail('josé.peña@correo.example'));
  for (const bad of ['', 'a', 'a@', '@b', 'a@b\r\nBcc: c@d', 'a@b,c@d', '<a@b>']) assert.ok(!looksLikeEmail(bad), bad);
});
