import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseMail } from '../parse.ts';
import { base64, letter, plain } from '../samples/letters.ts';
import { signedContent } from './pkcs7.ts';

function definite(tag: number, ...content: Buffer[]): Buffer {
  const all = Buffer.concat(content);
  const length = all.length < 0x80 ? Buffer.from([all.length]) : Buffer.from([0x82, all.length >> 8, all.length & 255]);
  return Buffer.concat([Buffer.from([tag]), length, all]);
}

function indefinite(tag: number, ...content: Buffer[]): Buffer {
  return Buffer.concat([Buffer.from([tag, 0x80]), ...content, Buffer.alloc(2)]);
}

const oid = (hex: string): Buffer => definite(6, Buffer.from(hex, 'hex'));
const inner = letter([
  'From: otro@lejos.example',
  'Content-Type: multipart/mixed; boundary=b',
  '',
  '--b',
  '',
  'Firmado',
  '--b',
  'Content-Type: application/pdf; name=acta.pdf',
  '',
  '%PDF',
  '--b--',
]);

function signed(wrap: typeof definite, type = '2a864886f70d010702'): Buffer {
  const octets = wrap === definite ? definite(4, inner) : wrap(0x24, definite(4, inner.subarray(0, 30)), definite(4, inner.subarray(30)));
  const encapsulated = wrap(0x30, oid('2a864886f70d010701'), wrap(0xa0, octets));
  return wrap(0x30, oid(type), wrap(0xa0, wrap(0x30, definite(2, Buffer.from([1])), definite(0x31), encapsulated)));
}

test('a mail inside its signature is read, with definite and indefinite lengths', () => {
  for (const wrap of [definite, indefinite]) {
    const mail = parseMail(
      plain(base64(signed(wrap)), ['Content-Type: application/pkcs7-mime; name=smime.p7m', 'Content-Transfer-Encoding: base64']),
    );
    assert.equal(mail.text, 'Firmado');
    assert.deepEqual(
      mail.attachments.map((one) => one.name),
      ['smime.p7m', 'acta.pdf'],
    );
    assert.deepEqual(mail.marks, ['signed-not-verified']);
    assert.equal(mail.from?.email, 'ana@correo.example');
  }
});

test('an enveloped one stays closed', () => {
  assert.equal(signedContent(signed(definite, '2a864886f70d010703')), null);
});

test('cut or flipped anywhere it never throws', () => {
  for (const source of [signed(definite), signed(indefinite)]) {
    for (let end = 0; end <= source.length; end++) signedContent(source.subarray(0, end));
    for (let at = 0; at < source.length; at++)
      for (const byte of [0, 0x80, 0x84, 0xff]) {
        const broken = Buffer.from(source);
        broken[at] = byte;
        signedContent(broken);
      }
  }
});

test('values that nest without end are left', () => {
  assert.equal(signedContent(Buffer.from('3080'.repeat(100_000), 'hex')), null);
});
