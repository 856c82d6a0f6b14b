import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { plainTagName, standing, tagName } from './tag.rules.ts';

test('a name is one line, and looked for without accents or capitals', () => {
  assert.equal(tagName('  Reinscripción \n 2027 '), 'Reinscripción 2027');
  assert.equal(plainTagName('  REINSCRIPCIÓN \n 2027 '), 'reinscripcion 2027');
});

test('whatever was merged into whatever, each tag stands as one that stands for itself, and a merge taken back changes only what went through it', () => {
  // A tag is only ever merged into one that stands for itself, and never into itself.
  const merges = fc.array(fc.tuple(fc.nat(9), fc.nat(9)), { maxLength: 12 });
  fc.assert(
    fc.property(merges, (asked) => {
      let tags = Array.from({ length: 10 }, (_, i) => ({ id: String(i), mergedInto: null as string | null }));
      for (const [from, into] of asked.map((pair) => pair.map(String) as [string, string])) {
        const stands = standing(tags);
        if (stands.get(from) !== from || stands.get(into) !== into || from === into) continue;
        const before = stands;
        const merged = tags.map((one) => (one.id === from ? { ...one, mergedInto: into } : one));
        const after = standing(merged);
        for (const { id } of merged) {
          assert.equal(after.get(id), before.get(id) === from ? into : before.get(id));
          assert.equal(after.get(after.get(id) as string), after.get(id));
        }
        assert.deepEqual(standing(merged.map((one) => (one.id === from ? { ...one, mergedInto: null } : one))), before);
        tags = merged;
      }
    }),
    { numRuns: 200 },
  );
});
