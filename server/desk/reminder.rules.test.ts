import assert from 'node:assert/strict';
import { test } from 'node:test';
import { defaultWorkingTime } from '#calendar';
import { remindAt } from './reminder.rules.ts';

const time = defaultWorkingTime();
const shares = { half: 0.5, quarter: 0.25 };
const at = (text: string) => Date.parse(`${text}:00-04:00`);
const of = (openedAt: string, dueAt: string) => ({ openedAt: at(openedAt), dueAt: at(dueAt) });

test('half of the working term left, then a quarter, then the deadline itself', () => {
  const term = of('2026-11-24T10:00', '2026-11-27T10:00');
  assert.equal(remindAt('half', term, shares, time), at('2026-11-25T14:00'));
  assert.equal(remindAt('quarter', term, shares, time), at('2026-11-26T12:00'));
  assert.equal(remindAt('due', term, shares, time), term.dueAt);
});

test('one that would leave at a closing waits for the next opening', () => {
  const term = of('2026-11-23T08:00', '2026-11-24T16:00');
  assert.equal(remindAt('half', term, shares, time), at('2026-11-24T08:00'));
});

test('where no working time is left before the deadline there is none', () => {
  assert.equal(remindAt('half', of('2026-11-28T10:00', '2026-11-29T10:00'), shares, time), null);
});
