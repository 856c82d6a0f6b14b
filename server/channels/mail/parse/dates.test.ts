import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mailDate } from './dates.ts';

const at = Date.UTC(2026, 2, 2, 14, 5, 6);
const cases: readonly (readonly [string, number | null])[] = [
  ['Mon, 02 Mar 2026 10:05:06 -0400', at],
  ['2 mar 26 14:05:06 GMT', at],
  ['Mon,  2 Mar 2026 14:05:06 +0000 (UTC)', at],
  ['Mon, 2 Mar 2026 09:05:06 EST', at],
  ['lun, 2 mar. 2026 10:05:06 -0400', at],
  ['2026-03-02T10:05:06.123-04:00', at],
  ['Mon Mar  2 14:05:06 2026', at],
  ['Mon, 02 Mar 2026 14:05:06', at],
  ['12 ene 2026 00:00 +0000', Date.UTC(2026, 0, 12)],
  ['1 Jan 98 00:00:00 +0000', Date.UTC(1998, 0, 1)],
  ['1 Jan 0001 00:00:00 +0000', null],
  ['mañana', null],
  ['', null],
];

for (const [text, expected] of cases) test(`«${text}»`, () => assert.equal(mailDate(text), expected));
