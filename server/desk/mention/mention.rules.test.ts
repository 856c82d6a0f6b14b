import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mentionsIn, type Named } from './mention.rules.ts';

const people: readonly Named[] = [
  { id: '1', name: 'Nurys Peña' },
  { id: '2', name: 'Wilkin Santana' },
  { id: '3', name: 'María José Díaz' },
  { id: '4', name: 'María Peña' },
  { id: '5', name: 'Ana Gil' },
  { id: '6', name: 'Ana Gil' },
  { id: '7', name: 'Ana Gil Núñez' },
];
const in_ = (text: string, chosen: readonly string[] = []) =>
  mentionsIn(text, people, chosen).map(({ id, from, to }) => [id, text.slice(from, to)]);

const cases: readonly [string, string, readonly (readonly [string, string])[]][] = [
  ['the whole name', 'Mire esto, @Nurys Peña: ¿es suya?', [['1', '@Nurys Peña']]],
  ['its first word where nobody else begins so', '@Nurys ¿la ve?', [['1', '@Nurys']]],
  [
    'without accents and in capitals',
    '@NURYS PENA y @maria jose diaz',
    [
      ['1', '@NURYS PENA'],
      ['3', '@maria jose diaz'],
    ],
  ],
  ['nobody where two begin so', '@María, ¿la ve?', []],
  ['the longest that stands there', '@María José la vio', [['3', '@María José']]],
  ['the longer of two names', '@Ana Gil Núñez', [['7', '@Ana Gil Núñez']]],
  ['nobody where two have the name', '@Ana Gil', []],
  ['no address', 'escriba a ana@nurys.example', []],
  ['no part of a word', '@Nuryses @Nurys_p', []],
  [
    'each place',
    '@Nurys @Wilkin @Nurys',
    [
      ['1', '@Nurys'],
      ['2', '@Wilkin'],
      ['1', '@Nurys'],
    ],
  ],
  ['nobody', '@ @@ @Zoila', []],
];
for (const [name, text, expected] of cases) test(`«@» names ${name}`, () => assert.deepEqual(in_(text), expected));

test('of several with one name it is the one that was chosen', () => {
  assert.deepEqual(in_('@Ana Gil ¿la ve?', ['6']), [['6', '@Ana Gil']]);
});

test('a text that is all «@» is read in no time, and names at most fifty', () => {
  assert.equal(mentionsIn('@'.repeat(100_000), people).length, 0);
  assert.equal(mentionsIn('@Nurys '.repeat(1000), people).length, 50);
});
