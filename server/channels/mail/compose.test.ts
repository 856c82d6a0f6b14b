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

test('what was written as text leaves as html too, quoted-printable, and says the same', async () => {
  const raw = (
    await compose({ ...message, text: 'Días <tardes>:\nvea https://itla.example/a?b=1&c=2.\n\n> antes' }, letter)
  ).raw.toString();
  assert.match(raw, /^Content-Type: multipart\/alternative;/m);
  assert.equal(raw.match(/^Content-Transfer-Encoding: quoted-printable/gim)?.length, 2);
  const html = raw.slice(raw.indexOf('text/html')).replace(/=\r\n/g, '').replaceAll('=3D', '=');
  assert.ok(
    html.includes(
      '<p>D=C3=ADas &#60;tardes&#62;:<br>vea <a href="https://itla.example/a?b=1&#38;c=2">https://itla.example/a?b=1&#38;c=2</a>.</p>',
    ),
    html,
  );
  assert.ok(html.includes('<blockquote>antes</blockquote>'), html);
});

test('References are those of what is answered and its own id, the first and the last twenty at most', async () => {
  const long = Array.from({ length: 50 }, (_, nr) => `r${nr}@correo.example`);
  const said = /^References: (.*)$/im.exec(await headerOf({ references: long }))?.[1]?.split(' ') ?? [];
  assert.deepEqual([said.length, said[0], said[1], said.at(-1)], [20, '<r0@correo.example>', '<r32@correo.example>', '<a@correo.example>']);
});

test('the token stands after a plus of the address that answers go to', () => {
  assert.equal(withToken('info@itla.example', 't7.abc'), 'info+t7.abc@itla.example');
});
