import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { defaultRecipients, looksLikeEmail, recipientsOf, subjectOf } from './reply.rules.ts';

const ours = new Set(['info@itla.example']);
const ana = { name: 'Ana', email: 'ana@correo.example' };

test('an answer goes to Reply-To, else to From (email.md 2)', () => {
  const eva = { name: 'Eva', email: 'eva@correo.example' };
  assert.deepEqual(recipientsOf({ from: ana, replyTo: [eva] }, {}, ours).to, [eva]);
  assert.deepEqual(recipientsOf({ from: ana, replyTo: [] }, {}, ours).to, [ana]);
  assert.deepEqual(recipientsOf({ from: ana, replyTo: [{ name: 'sin dirección', email: '' }] }, {}, ours).to, [ana]);
});

test('nobody gets it twice, and we write to ourselves never', () => {
  const { to, cc } = recipientsOf(
    { from: ana, replyTo: [] },
    { cc: ['ANA@correo.example', 'info@itla.example', 'b@area.example', 'b@area.example'] },
    ours,
  );
  assert.deepEqual([to.length, cc.map((one) => one.email)], [1, ['b@area.example']]);
});

test('whoever is written to by hand keeps the name that the question gave, and a blind copy is none of the others', () => {
  const eva = { name: 'Eva', email: 'eva@correo.example' };
  const question = { from: ana, replyTo: [], to: [{ name: '', email: 'info@itla.example' }], cc: [eva] };
  const wish = {
    to: ['EVA@correo.example'],
    cc: ['ana@correo.example'],
    bcc: ['eva@correo.example', 'jefe@itla.example', 'info@itla.example'],
  };
  const { to, cc, bcc } = recipientsOf(question, wish, ours);
  assert.deepEqual([to, cc, bcc.map((one) => one.email)], [[{ name: 'Eva', email: 'EVA@correo.example' }], [ana], ['jefe@itla.example']]);
});

test('an answer goes by default to whoever asked and, in copy, to all others who got the question but ours', () => {
  const to = ['info@itla.example', 'decano@otra.example', 'ana@correo.example'].map((email) => ({ name: '', email }));
  const cc = ['tutor@otra.example', 'DECANO@otra.example', 'admisiones@itla.example', 'sin dirección'].map((email) => ({
    name: '',
    email,
  }));
  const own = new Set(['info@itla.example', 'admisiones@itla.example']);
  assert.deepEqual(defaultRecipients({ from: ana, replyTo: [], to, cc }, own), {
    to: ['ana@correo.example'],
    cc: ['decano@otra.example', 'tutor@otra.example'],
    leftOut: 0,
  });
  // What they answered to bears the conversation: it is ours.
  const answered = [{ name: '', email: 'Info+t10271.9bd0310e9a08ee96946162fc0a5e4963@itla.example' }];
  assert.deepEqual(defaultRecipients({ from: ana, replyTo: [], to: answered, cc: [] }, ours), {
    to: ['ana@correo.example'],
    cc: [],
    leftOut: 0,
  });
  // Answers of a form go to the person, and not to the form.
  const form = { name: '', email: 'noreply@sitio.example' };
  assert.deepEqual(defaultRecipients({ from: form, replyTo: [ana], to: [], cc: [form] }, own), {
    to: ['ana@correo.example'],
    cc: [],
    leftOut: 0,
  });
});

test('a mail to a whole list is not answered to the list', () => {
  const cc = Array.from({ length: 11 }, (_, i) => ({ name: '', email: `p${i}@lista.example` }));
  assert.deepEqual(defaultRecipients({ from: ana, replyTo: [], to: [], cc }, ours), { to: ['ana@correo.example'], cc: [], leftOut: 11 });
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
