import assert from 'node:assert/strict';
import { hash } from 'node:crypto';
import { test } from 'node:test';
import { decodeTransfer } from './transfer.ts';

/** Bytes that look random and are the same each time. */
function bytes(size: number): Buffer {
  const blocks: Buffer[] = [];
  for (let i = 0; i * 32 < size; i++) blocks.push(hash('sha256', String(i), 'buffer'));
  return Buffer.concat(blocks).subarray(0, size);
}

test('base64 comes back whole, whatever the width and the end of its lines', () => {
  for (const end of ['\r\n', '\n', ''])
    for (const width of [4, 60, 64, 72, 75, 76, 998])
      for (const size of [0, 1, 2, 3, 100, 57 * 900, 200_001]) {
        const encoded = bytes(size)
          .toString('base64')
          .replace(new RegExp(`.{${width}}`, 'g'), `$&${end}`);
        assert.ok(decodeTransfer(Buffer.from(encoded), 'base64').equals(bytes(size)), `${width} ${size} ${JSON.stringify(end)}`);
      }
});

test('base64 padded on every line, and with junk in it', () => {
  const source = bytes(5000);
  const padded = Array.from({ length: 100 }, (_, i) => source.subarray(i * 50, i * 50 + 50).toString('base64')).join('\r\n');
  assert.ok(decodeTransfer(Buffer.from(padded), 'base64').equals(source));
  const junk = source.toString('base64').replace(/.{111}/g, '$&!* \r\n');
  assert.ok(decodeTransfer(Buffer.from(junk), 'base64').equals(source));
});

test('quoted-printable: escapes, soft breaks with blanks after them, and signs that are only signs', () => {
  const read = (text: string): string => decodeTransfer(Buffer.from(text, 'latin1'), 'quoted-printable').toString();
  assert.equal(read('a=C3=B1o=\r\n s=  \r\nin=3D=zz=4'), 'año sin==zz=4');
  assert.equal(read('fin='), 'fin');
});

test('uuencode', () => {
  assert.equal(decodeTransfer(Buffer.from('begin 644 a\n#0V%T\n`\nend\n'), 'x-uuencode').toString(), 'Cat');
});

test('an unknown encoding leaves the bytes as they are', () => {
  assert.equal(decodeTransfer(Buffer.from('hola'), 'rot13').toString(), 'hola');
});
