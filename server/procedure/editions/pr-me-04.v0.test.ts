import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { edition0 } from './pr-me-04.v0.ts';

const bytes = readFileSync(new URL('./pr-me-04.v0.txt', import.meta.url));
const words = (text: string) => text.replace(/<[^>]*>|\*\*/g, '').replace(/\s+/g, ' ');
const official = words(bytes.toString('utf8'));

test('the official text is the one of 21 July 2023, byte by byte', () => {
  assert.equal(createHash('sha256').update(bytes).digest('hex'), 'ca2d1e305800d94d4d566960a009957667de0a79c9c0d050c8c7e156adeeaf54');
});

test('every row of the reading is there, under its first id and with its aliases', () => {
  assert.deepEqual(
    edition0.clauses.map((clause) => [clause.id, ...clause.aliases].join(' = ')),
    [
      '1',
      '2',
      '3',
      '4',
      '5.1 = 6.1-1',
      '5.2',
      '5.3',
      '5.3-area',
      '5.4',
      '5.5 = 6.3-1',
      '5.6 = 6.3-3',
      '6.1-2',
      '6.1-3',
      '6.2-1',
      '6.2-2',
      '6.3-2',
      '7-llamadas',
      '7-correo',
      '7-chat',
      '7-resultados',
      '9',
    ],
  );
});

for (const clause of edition0.clauses) {
  test(`${clause.id}: the sentence is verbatim, and the words that carry its term are in the text`, () => {
    if (clause.text !== null) assert.ok(official.includes(words(clause.text)), clause.text);
    for (const { words: carried, basis } of clause.terms) {
      assert.equal(carried === null, basis === 'target', 'only a term of the text has words of the text');
      if (carried !== null) assert.ok((clause.section === '7' ? official : (clause.text ?? '')).includes(carried), carried);
    }
    assert.ok(edition0.sections.some((section) => section.id === clause.section));
  });
}

test('the terms of the text are those of the procedure: monthly, 5 days, 24, 72 and 48 hours, daily, one year', () => {
  const terms = edition0.clauses.flatMap((clause) =>
    clause.terms.filter((one) => one.basis === 'text').map((one) => [clause.id, one.term] as const),
  );
  assert.deepEqual(Object.fromEntries(terms), {
    '5.1': { kind: 'end-of-month' },
    '5.2': { kind: 'nth-working-day', day: 5 },
    '5.3': { kind: 'working-hours', hours: 24 },
    '5.4': { kind: 'within-schedule' },
    '5.5': { kind: 'working-hours-before', hours: 72 },
    '5.6': { kind: 'working-hours', hours: 48, estimated: true },
    '6.2-1': { kind: 'each-working-day' },
    '6.2-2': { kind: 'each-working-day' },
    '7-llamadas': { kind: 'calendar-years', years: 1 },
    '7-correo': { kind: 'calendar-years', years: 1 },
    '7-chat': { kind: 'calendar-years', years: 1 },
    '7-resultados': { kind: 'calendar-years', years: 1 },
  });
});
