import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withBlindCopies } from './blind.rules.ts';

const raw = Buffer.from(
  'To: Ana <ana@correo.example>\r\nCc: b@area.example,\r\n c@area.example\r\nSubject: Hola\r\n\r\nTo: nadie@correo.example\r\n',
);

test('through Graph whoever stands in no header is named in a Bcc, and nobody else', () => {
  assert.equal(withBlindCopies(raw, ['ANA@correo.example', 'b@area.example', 'c@area.example']), raw);
  const blind = withBlindCopies(raw, ['ana@correo.example', 'rector@itla.example', 'nadie@correo.example']).toString();
  assert.equal(blind, `Bcc: rector@itla.example,\r\n nadie@correo.example\r\n${raw.toString()}`);
});
