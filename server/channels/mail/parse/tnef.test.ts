import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseMail } from '../parse.ts';
import { base64, multipart } from '../samples/letters.ts';
import { isTnef, readTnef } from './tnef.ts';

function attribute(level: number, id: number, data: Buffer): Buffer {
  const head = Buffer.alloc(9);
  head.writeUInt8(level, 0);
  head.writeUInt32LE(id, 1);
  head.writeUInt32LE(data.length, 5);
  return Buffer.concat([head, data, Buffer.alloc(2)]);
}

function property(id: number, type: number, value: Buffer): Buffer {
  const head = Buffer.alloc(12);
  head.writeUInt16LE(type, 0);
  head.writeUInt16LE(id, 2);
  head.writeUInt32LE(1, 4);
  head.writeUInt32LE(value.length, 8);
  return Buffer.concat([head, value, Buffer.alloc((4 - (value.length % 4)) % 4)]);
}

function properties(...list: Buffer[]): Buffer {
  const count = Buffer.alloc(4);
  count.writeUInt32LE(list.length, 0);
  return Buffer.concat([count, ...list]);
}

const winmail = Buffer.concat([
  Buffer.from('789f3e220100', 'hex'),
  attribute(1, 0x69003, properties(property(0x1000, 0x1f, Buffer.from('Señor:\r\nva el acta\0', 'utf16le')))),
  attribute(2, 0x69002, Buffer.alloc(14)),
  attribute(2, 0x18010, Buffer.from('ACTA~1.PDF\0')),
  attribute(2, 0x6800f, Buffer.from('%PDF-1.4')),
  attribute(
    2,
    0x69005,
    properties(
      property(0x3707, 0x1f, Buffer.from('Acta número 1.pdf\0', 'utf16le')),
      property(0x370e, 0x1e, Buffer.from('application/pdf\0')),
    ),
  ),
]);

test('files and words in a winmail.dat are shown, and the original stays', () => {
  assert.ok(isTnef(winmail));
  const mail = parseMail(
    multipart('mixed', [['Content-Type: application/ms-tnef; name=winmail.dat', 'Content-Transfer-Encoding: base64', '', base64(winmail)]]),
  );
  assert.equal(mail.text, 'Señor:\nva el acta');
  assert.deepEqual(
    mail.attachments.map(({ name, type, size }) => [name, type, size]),
    [
      ['winmail.dat', 'application/ms-tnef', winmail.length],
      ['Acta número 1.pdf', 'application/pdf', 8],
    ],
  );
  assert.deepEqual(mail.marks, ['winmail']);
});

test('cut or flipped anywhere it gives what it can and never throws', () => {
  for (let end = 0; end <= winmail.length; end++) readTnef(winmail.subarray(0, end), 10);
  for (let at = 6; at < winmail.length; at++) {
    const broken = Buffer.from(winmail);
    broken[at] = 0xff;
    readTnef(broken, 10);
  }
  assert.equal(readTnef(winmail, 0).files.length, 0);
});
