import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { after, batches, pieceOf, resume, uidSet } from './folder.rules.ts';

test('a few new mails are read at once, many become a backlog behind the new ones', () => {
  const stored = { uidvalidity: '1', lastUid: 10, gap: null };
  assert.deepEqual(resume(stored, { uidvalidity: '1', uidNext: 31 }), stored);
  assert.deepEqual(resume(stored, { uidvalidity: '1', uidNext: 5001 }), { uidvalidity: '1', lastUid: 5000, gap: { from: 11, to: 5000 } });
  assert.deepEqual(resume(null, { uidvalidity: '1', uidNext: 1 }), { uidvalidity: '1', lastUid: 0, gap: null });
});

test('a backlog that grows while nobody reads keeps its beginning', () => {
  const stored = { uidvalidity: '1', lastUid: 5000, gap: { from: 800, to: 4000 } };
  assert.deepEqual(resume(stored, { uidvalidity: '1', uidNext: 9001 }), { uidvalidity: '1', lastUid: 9000, gap: { from: 800, to: 9000 } });
});

test('another UIDVALIDITY voids every UID', () => {
  assert.deepEqual(resume({ uidvalidity: '1', lastUid: 50, gap: null }, { uidvalidity: '2', uidNext: 51 }), {
    uidvalidity: '2',
    lastUid: 0,
    gap: null,
  });
});

test('a backlog read piece by piece is read whole, and nothing twice', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 500 }),
      fc.integer({ min: 0, max: 2000 }),
      fc.integer({ min: 1, max: 300 }),
      (from, length, most) => {
        const read: number[] = [];
        for (let gap: { from: number; to: number } | null = { from, to: from + length }; gap; ) {
          const piece = pieceOf(gap, most);
          for (let uid = piece.from; uid <= piece.to; uid++) read.push(uid);
          gap = after(gap, piece.to);
        }
        assert.deepEqual(
          read,
          Array.from({ length: length + 1 }, (_, nr) => from + nr),
        );
      },
    ),
  );
});

test('batches keep every mail in order, within the limits unless one alone is larger', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 3000 })), (sizes) => {
      const list = sizes.map((size, nr) => ({ uid: nr + 1, size }));
      const made = batches(list, { mails: 5, bytes: 2000 });
      assert.deepEqual(made.flat(), list);
      for (const one of made) assert.ok(one.length === 1 || (one.length <= 5 && one.reduce((sum, mail) => sum + mail.size, 0) <= 2000));
    }),
  );
});

test('UIDs are asked for as a sequence set', () => {
  assert.equal(uidSet([]), '');
  assert.equal(uidSet([7]), '7');
  assert.equal(uidSet([1, 2, 3, 7, 9, 10]), '1:3,7,9:10');
});
