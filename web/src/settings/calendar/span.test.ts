import assert from 'node:assert/strict';
import test from 'node:test';
import { areSound, laterThan } from './span.ts';

test('openings may touch, in any order, but not cover one another', () => {
  assert.ok(areSound([]));
  assert.ok(
    areSound([
      ['13:00', '17:00'],
      ['08:00', '13:00'],
    ]),
  );
  assert.ok(
    !areSound([
      ['08:00', '13:00'],
      ['12:59', '17:00'],
    ]),
  );
});

test('an opening ends after it begins', () => {
  assert.ok(!areSound([['16:00', '08:00']]));
  assert.ok(!areSound([['08:00', '08:00']]));
});

test('the next opening is offered an hour long, within the day', () => {
  assert.equal(laterThan('16:30'), '17:30');
  assert.equal(laterThan('09:05'), '10:05');
  assert.equal(laterThan('23:10'), '23:59');
});
