import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { likeness, readAddress } from './address.rules.ts';
import { phoneDigits, readPhone, shownPhone } from './phone.rules.ts';

const typed: readonly [string, string | null, string?][] = [
  ['809-555-0101', '+18095550101', '809-555-0101'],
  ['(829) 555 0142', '+18295550142', '829-555-0142'],
  ['1 849 5550101', '+18495550101', '849-555-0101'],
  ['+1.809.555.0101', '+18095550101', '809-555-0101'],
  ['00 1 809 555 0101', null],
  ['0018095550101', '+18095550101', '809-555-0101'],
  ['Tel. 8095550101', '+18095550101', '809-555-0101'],
  ['8095550101 ext. 12', '+18095550101', '809-555-0101 ext. 12'],
  ['\u202a+1 809 555 0101\u202c', '+18095550101', '809-555-0101'],
  ['８０９-５５５-０１０１', '+18095550101', '809-555-0101'],
  ['+34 612 34 56 78', '+34612345678', '+34 612 34 56 78'],
  ['809-555-010', null],
  ['12345', null],
  ['no tengo', null],
  ['llámeme al 809 555 0101', null],
  ['', null],
];
for (const [text, number, shown] of typed)
  test(`a telephone typed «${text}» is ${number ?? 'none'}`, () => {
    const phone = readPhone(text);
    assert.equal(phone?.number ?? null, number);
    if (phone) assert.equal(shownPhone(phone), shown);
  });

test('what is shown of a Dominican telephone reads back as the same', () => {
  fc.assert(
    fc.property(fc.constantFrom('809', '829', '849'), fc.integer({ min: 2_000_000, max: 9_999_999 }), (area, rest) => {
      const phone = readPhone(`${area}${rest}`);
      if (phone) assert.deepEqual(readPhone(shownPhone(phone)), phone);
    }),
  );
});

test('digits are looked for as a telephone, words as words', () => {
  assert.deepEqual(['809-555-0101', '+1 (809) 555 0101', '5550101', '555', 'Ana 8095550101'].map(phoneDigits), [
    '8095550101',
    '18095550101',
    '5550101',
    null,
    null,
  ]);
});

test('an address is read however it was copied; one with letters of another alphabet is none', () => {
  for (const text of ['Ana@Correo.example ', 'Ana Díaz <ana@correo.example>', 'mailto:ana@correo.example'])
    assert.deepEqual(readAddress(text), { email: 'ana@correo.example' });
  for (const text of ['ana', 'ana@', 'ana@correo', 'ana díaz@correo.example', 'añà@correo.example', ''])
    assert.deepEqual(readAddress(text), { trouble: 'not-an-address' }, text);
  for (const text of ['аna@correo.example', 'ana@cοrreo.example', 'ａna@correo.example'])
    assert.deepEqual(readAddress(text), { trouble: 'mixed-letters' }, text);
});

test('what the eye takes for one address is alike', () => {
  for (const [one, other] of [
    ['ana@correo.example', 'ana@c0rreo.example'],
    ['paul@correo.example', 'pau1@correo.example'],
    ['marna@correo.example', 'mama@correo.example'],
    ['ana.diaz@correo.example', 'anadiaz@correo.example'],
  ] as const)
    assert.equal(likeness(one), likeness(other));
  assert.notEqual(likeness('ana@correo.example'), likeness('eva@correo.example'));
});
