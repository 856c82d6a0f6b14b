import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { forwardSubject, forwardText, type SideMail, sideOf, type SideThread } from './side.rules.ts';

const side: SideThread = { id: '7', conversationId: '1', recipients: ['decano@otra.example'], messageIds: ['ours@itla.example'] };
const participants = () => new Set(['ana@correo.example', 'decano@otra.example']);
const mail = (more: Partial<SideMail> = {}): SideMail => ({
  direction: 'in',
  nature: 'person',
  from: 'decano@otra.example',
  recipients: ['info@itla.example'],
  references: [],
  ...more,
});
const found = (more: Partial<SideMail>, token: string | null = null) => sideOf(mail(more), token, [side], participants)?.id ?? null;

test('whoever was written to in a side thread speaks in it, by its token or in answer to one of its mails', () => {
  assert.equal(found({}, '7'), '7');
  assert.equal(found({ references: ['x@y.example', 'ours@itla.example'] }), '7');
  assert.equal(found({ nature: 'robot' }, '7'), '7');
});

test('the same person speaks in the conversation where the mail answers nothing of the side thread', () => {
  assert.equal(found({}), null);
  assert.equal(found({ references: ['otro@correo.example'] }), null);
});

test('whoever asked never speaks in a side thread, even with its token', () => {
  assert.equal(found({ from: 'ana@correo.example' }, '7'), null);
  assert.equal(found({ from: 'ana@correo.example', references: ['ours@itla.example'] }), null);
});

test('a stranger needs the token: an id that was copied is not enough', () => {
  assert.equal(found({ from: 'secretaria@otra.example' }, '7'), '7');
  assert.equal(found({ from: 'secretaria@otra.example', references: ['ours@itla.example'] }), null);
});

test('what was sent elsewhere belongs to it only where it went to nobody else', () => {
  const out = { direction: 'out' as const, from: 'info@itla.example', references: ['ours@itla.example'] };
  assert.equal(found({ ...out, recipients: ['decano@otra.example'] }), '7');
  assert.equal(found({ ...out, recipients: ['decano@otra.example', 'ana@correo.example'] }), null);
  assert.equal(found({ ...out, recipients: [] }), null);
});

test('a bounce is of the message that came back, wherever that stands', () => assert.equal(found({ nature: 'bounce' }, '7'), null));

test('what is forwarded says who wrote what, when and to whom, below one’s own words', () => {
  const text = forwardText('¿Puede verlo?\n', [
    {
      from: { name: 'Ana', email: 'ana@correo.example' },
      to: [{ name: '', email: 'info@itla.example' }],
      subject: 'Beca',
      when: 'mar 24/11, 9:00 am',
      text: ' Hola \n',
    },
  ]);
  assert.equal(
    text,
    '¿Puede verlo?\n\n---------- Mensaje reenviado ----------\nDe: Ana <ana@correo.example>\nFecha: mar 24/11, 9:00 am\nAsunto: Beca\nPara: info@itla.example\n\nHola',
  );
  assert.ok(forwardText('', [{ from: null, to: [], subject: '', when: 'hoy', text: '' }]).startsWith('----------'));
});

test('its subject bears «RV:» and the number once, on one line', () => {
  assert.equal(forwardSubject('Re: RV: Beca [VT-1]', 'VT-1'), 'RV: Beca [VT-1]');
  assert.equal(forwardSubject('', 'VT-1'), 'RV: (sin asunto) [VT-1]');
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (subject) => !/[\r\n\u2028\u2029]/.test(forwardSubject(subject, 'VT-1'))),
  );
});
