import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { headsOf, type Union } from './unite.rules.ts';

const ids = ['1', '2', '3', '4', '5', '6'];

test('cards united and taken apart in any order stand where what is left leads; taken apart whole, each is its own again', () => {
  const step = fc.record({ undo: fc.boolean(), from: fc.nat(5), into: fc.nat(5), nth: fc.nat(20) });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      let unions: Union[] = [];
      for (const { undo, from, into, nth } of steps) {
        const heads = headsOf(ids, unions);
        const [fromId, intoId] = [heads.get(ids[from] as string) as string, heads.get(ids[into] as string) as string];
        if (undo) unions = unions.filter((_, i) => i !== nth % Math.max(1, unions.length));
        else if (fromId !== intoId) unions = [...unions, { fromId, intoId }];
        const now = headsOf(ids, unions);
        for (const one of unions) assert.equal(now.get(one.fromId), now.get(one.intoId));
        // As many cards are seen as there are, less those that are shown under another: nobody vanishes, no ring closes.
        assert.equal(new Set(now.values()).size, ids.length - unions.length);
        assert.deepEqual(headsOf(ids, unions.toReversed()), now);
      }
      assert.deepEqual([...headsOf(ids, []).values()], ids);
    }),
  );
});
