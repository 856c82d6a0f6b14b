import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { matches, type Seen } from './match.rules.ts';
import type { Condition } from './shapes.ts';

const seen: Seen = {
  subject: 'Solicitud de récord de notas',
  text: 'Buenos días. Necesito mi récord y la certificación. Gracias.',
  sender: 'ana.diaz@correo.example',
  mailbox: 'info@itla.example',
  hasAttachment: false,
  isFirst: true,
  isOutside: false,
};

const cases: readonly [string, Condition, boolean][] = [
  ['words whatever their accents and capitals', { field: 'subject', words: ['RECORD'], isNot: false }, true],
  ['a phrase', { field: 'subject', words: ['récord de notas'], isNot: false }, true],
  ['whole words only', { field: 'subject', words: ['nota'], isNot: false }, false],
  ['singular and plural of -ción meet', { field: 'text', words: ['certificaciones'], isNot: false }, true],
  ['any of several', { field: 'text', words: ['beca', 'récord'], isNot: false }, true],
  ['in neither', { field: 'either', words: ['beca'], isNot: true }, true],
  ['what has no letter is nowhere', { field: 'either', words: ['!!'], isNot: false }, false],
  ['an address', { field: 'sender', among: ['Ana.Diaz@correo.example'], isNot: false }, true],
  ['a domain', { field: 'sender', among: ['@correo.example'], isNot: false }, true],
  ['a domain above', { field: 'sender', among: ['@example'], isNot: false }, true],
  ['a domain that only ends alike', { field: 'sender', among: ['@reo.example'], isNot: false }, false],
  ['another than an address', { field: 'sender', among: ['otro@correo.example'], isNot: true }, true],
  ['the mailbox', { field: 'mailbox', among: ['INFO@itla.example'], isNot: false }, true],
  ['without files', { field: 'attachment', is: false }, true],
  ['the first of its conversation', { field: 'first', is: true }, true],
  ['in hours', { field: 'outside', is: true }, false],
];

for (const [name, condition, expected] of cases) test(`${name}`, () => assert.equal(matches([condition], seen), expected));

test('all have to hold, in whatever order', () => {
  const conditions = cases.map(([, condition]) => condition);
  const results = new Map(cases.map(([, condition, expected]) => [condition, expected]));
  fc.assert(
    fc.property(fc.subarray(conditions, { minLength: 1 }), (some) => {
      const expected = some.every((one) => results.get(one));
      assert.equal(matches(some, seen), expected);
      assert.equal(matches(some.toReversed(), seen), expected);
    }),
  );
});
