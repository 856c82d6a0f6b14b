import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sketchMail } from './headers.ts';
import { parseMail } from './parse.ts';
import { defaultLimits } from './parse/limits.ts';
import type { ParsedMail } from './parse/mail.ts';
import { cpuOf } from './samples/cpu.ts';
import { hostile, plain } from './samples/letters.ts';

parseMail(plain('so that nothing is compiled while the first is timed'));

for (const [name, make] of Object.entries(hostile)) {
  test(`${name}: taken in within a second, bounded, and its sender kept`, () => {
    const raw = make();
    let parsed: ParsedMail | undefined;
    const took = cpuOf(() => void (parsed = parseMail(raw)));
    assert.ok(took < 1000, `${took} ms`);
    const mail = parsed ?? assert.fail();
    assert.ok(mail.text.length <= defaultLimits.text);
    assert.ok((mail.html ?? '').length <= 6 * defaultLimits.html);
    assert.ok(mail.attachments.length <= defaultLimits.attachments);
    assert.ok(mail.to.length + mail.cc.length <= defaultLimits.addresses);
    if (raw.includes('From: Ana') && raw.indexOf('From: Ana') < 1000) assert.equal(mail.from?.email, 'ana@correo.example');
    assert.match(mail.fingerprint, /^[0-9a-f]{64}$/);
    assert.ok(cpuOf(() => void sketchMail(raw)) < 500);
  });
}

test('over a limit the readable part is there and the mail is marked', () => {
  const marks = (name: string): readonly string[] => parseMail((hostile[name] as () => Buffer)()).marks;
  assert.deepEqual(marks('10,000 parts'), ['truncated:parts']);
  assert.deepEqual(marks('10,000 attachments'), ['truncated:attachments', 'truncated:parts']);
  assert.deepEqual(marks('1,000 levels'), ['truncated:depth']);
  assert.deepEqual(marks('5 MB of HTML'), ['truncated:html']);
  assert.deepEqual(marks('5 MB of open divs'), ['truncated:html-nesting']);
  assert.ok(marks('a header line of 1 MB').includes('truncated:header'));
  assert.ok(marks('70,000 recipients').includes('truncated:addresses'));
  assert.ok(parseMail((hostile['10,000 parts'] as () => Buffer)()).text.startsWith('parte 0'));
  assert.equal(parseMail((hostile['1,000 levels'] as () => Buffer)()).text, 'al fondo');
});

test('43 inline images are all shown in their place', () => {
  const mail = parseMail((hostile['43 inline images'] as () => Buffer)());
  assert.equal(mail.attachments.filter((one) => one.inline).length, 43);
  assert.equal(mail.html?.match(/src="cid:/g)?.length, 43);
});

test('a mail over the size limit is read up to it', () => {
  const mail = parseMail(plain('a'.repeat(5000)), { limits: { mail: 1000 } });
  assert.ok(mail.marks.includes('truncated:mail'));
  assert.ok(mail.text.length > 500 && mail.text.length < 1000);
});

test('two long mails that differ only where nobody read are not the same', () => {
  const parts = (end: string): Buffer => plain(`${'a'.repeat(5000)}${end}`);
  const mark = (raw: Buffer): string => parseMail(raw, { limits: { text: 1000 } }).fingerprint;
  assert.notEqual(mark(parts('uno')), mark(parts('dos')));
});

test('the sketch reads sender, subject, id and first words without the parser', () => {
  const raw = plain('=C2=BFQu=C3=A9 hago?', ['Content-Transfer-Encoding: quoted-printable']);
  assert.deepEqual(sketchMail(raw), {
    from: 'ana@correo.example',
    subject: 'Consulta sobre el certificado',
    messageId: 'uno@correo.example',
    text: '¿Qué hago?',
  });
  assert.deepEqual(sketchMail(new Uint8Array(0)), { from: '', subject: '', messageId: null, text: '' });
});
