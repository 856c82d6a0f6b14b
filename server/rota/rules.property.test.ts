import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { datesBetween, duties, expectedShares, type Held, isAway, later, propose, type Span } from './rules.ts';

const first = '2026-11-02';
const dates = datesBetween(first, later(first, 27));
const somebody = fc.integer({ min: 1, max: 6 }).map(String);
const absence: fc.Arbitrary<Span> = fc
  .tuple(somebody, fc.nat(27), fc.nat(9))
  .map(([accountId, from, days]) => ({ accountId, from: later(first, from), to: later(first, from + days) }));
const gaps = dates.flatMap((date) => duties.map((duty) => ({ date, duty })));

test('each gap is filled by somebody who is there, where anybody is; nobody has both duties while another is free', () => {
  fc.assert(
    fc.property(fc.uniqueArray(somebody, { minLength: 1 }), fc.array(absence, { maxLength: 12 }), (people, absences) => {
      const proposed = propose({ gaps, people, absences, held: [] });
      for (const { date } of gaps) {
        const there = people.filter((one) => !isAway(absences, one, date));
        const ofDay = proposed.filter((one) => one.date === date);
        assert.equal(ofDay.length, there.length === 0 ? 0 : 2);
        assert.ok(ofDay.every((one) => there.includes(one.accountId)));
        assert.equal(new Set(ofDay.map((one) => one.accountId)).size, Math.min(there.length, 2));
      }
    }),
  );
});

test('with everybody there, nobody has two duties more than another, and nobody two more of one kind', () => {
  fc.assert(
    fc.property(fc.uniqueArray(somebody, { minLength: 1 }), fc.integer({ min: 1, max: dates.length }), (people, days) => {
      const proposed = propose({ gaps: gaps.slice(0, days * 2), people, absences: [], held: [] });
      const count = (id: string) => proposed.filter((one) => one.accountId === id).length;
      const counts = people.map(count);
      assert.ok(Math.max(...counts) - Math.min(...counts) <= 1, counts.join(' '));
    }),
  );
});

test('what is held already counts as load: whoever had more is asked later', () => {
  const held: Held[] = dates.slice(0, 10).map((date) => ({ date, duty: 'mail', accountId: '1' }));
  const proposed = propose({ gaps: gaps.slice(20, 40), people: ['1', '2', '3'], absences: [], held });
  assert.ok(proposed.filter((one) => one.accountId === '1').length < proposed.filter((one) => one.accountId === '2').length);
});

test('the same question has the same answer, and even shares add up', () => {
  fc.assert(
    fc.property(fc.uniqueArray(somebody), fc.array(absence, { maxLength: 5 }), fc.nat(60), (people, absences, count) => {
      assert.deepEqual(propose({ gaps, people, absences, held: [] }), propose({ gaps, people, absences, held: [] }));
      const shares = expectedShares(
        people.map((id, i) => ({ id, available: i * 3 })),
        count,
      );
      const isAnybodyThere = people.length > 1;
      assert.equal(
        [...shares.values()].reduce((sum, one) => sum + one, 0),
        isAnybodyThere ? count : 0,
      );
    }),
  );
});
