import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Outgoing } from '#desk';
import { compose, type Letter, withToken } from './compose.ts';

const letter: Letter = {
  from: { name: 'Servicio', email: 'info@itla.example' },
  replyTo: 'info+t7.abc@itla.example',
  messageId: 't.7.9.aa@itla.example',
  date: Date.parse('2026-11-25T09:00:00-04:00'),
  instance: 'instancia-1',
  attachments: [],
};
const message: Outgoing = {
  id: '9',
  conversationId: '7',
  mailboxId: '1',
  writtenTo: [],
  to: [{ name: 'Ana', email: 'ana@correo.example' }],
  cc: [],
  subject: 'Re: Admisión [VT-7]',
  text: 'Buenas tardes.',
  html: null,
  answersId: 'a@correo.example',
  references: [],
  attachments: [],
  leavesAt: 0,
  automatic: null,
  token: null,
};

async function headerOf(change: Partial<Outgoing>, more: Partial<Letter> = {}): Promise<string> {
  const { raw } = await compose({ ...message, ...change }, { ...letter, ...more });
  const text = raw.toString();
  return text.slice(0, text.indexOf('\r\n\r\n')).replace(/\r\n[ \t]+/g, ' ');
}

test('what a person wrote is never marked automatic', async () => {
  assert.doesNotMatch(await headerOf({}), /^(Auto-Submitted|X-Auto-Response-Suppress|Precedence|X-Loop|X-Ventanilla-Instance):/im);
});

for (const kind of ['replied', 'generated'] as const)
  test(`what the product sends by itself says so to every machine: auto-${kind}`, async () => {
    const header = await headerOf({ automatic: kind });
    assert.match(header, new RegExp(`^Auto-Submitted: auto-${kind}$`, 'im'));
    assert.match(header, /^X-Auto-Response-Suppress: All$/im);
    assert.match(header, /^Precedence: auto_reply$/im);
    assert.match(header, /^X-Loop: info@itla\.example$/im);
    assert.match(header, /^X-Ventanilla-Instance: instancia-1$/im);
  });

const injections = [
  'Hola\r\nBcc: malo@correo.example',
  'Hola\nBcc: malo@correo.example',
  'Hola\rBcc: malo@correo.example',
  'Hola\u2028Bcc: m',
];
for (const [i, bad] of injections.entries())
  test(`no subject, name, id or file name begins another header (${i + 1})`, async () => {
    const header = await headerOf(
      { subject: bad, to: [{ name: bad, email: 'ana@correo.example' }], answersId: bad, references: [bad], automatic: 'replied' },
      {
        from: { name: bad, email: 'info@itla.example' },
        attachments: [{ name: bad, type: `text/plain\r\nBcc: x`, content: Buffer.from('x') }],
      },
    );
    assert.doesNotMatch(header, /^Bcc:/im);
    const { raw } = await compose(message, {
      ...letter,
      attachments: [{ name: bad, type: 'text/plain\r\nBcc: malo@correo.example', content: Buffer.from('x') }],
    });
    assert.doesNotMatch(raw.toString(), /^Bcc:/im);
  });

test('the token stands after a plus of the address that answers go to', () => {
  assert.equal(withToken('info@itla.example', 't7.abc'), 'info+t7.abc@itla.example');
});
