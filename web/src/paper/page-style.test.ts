import assert from 'node:assert/strict';
import test from 'node:test';
import { pageStyle, quoted } from './page-style.ts';

test('what a stranger wrote as subject ends neither the string nor the element it stands in', () => {
  assert.equal(quoted('Récord de notas: 2026'), '"Récord de notas: 2026"');
  assert.equal(quoted('a"; } </style>\\\n'), '"a\\22 ; \\7d  \\3c \\2f style\\3e \\5c \\a "');
});

test('each sheet is A4, bears number and date above, and its page of pages below', () => {
  const style = pageStyle({
    number: 'VT-10482',
    subject: 'x'.repeat(200),
    date: '24/11/2026',
    institution: 'ITLA',
    page: 'Página',
    of: 'de',
  });
  assert.match(style, /size: A4/);
  assert.match(style, /"VT-10482 · x{79}…"/);
  assert.match(style, /"Página " counter\(page\) " de " counter\(pages\)/);
});
