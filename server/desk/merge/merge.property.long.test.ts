// The same model as in merge.property.test.ts, through many more orders: by chance, and every interleaving of what two people do.
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import type { TestKernel } from '../../../tests/world/database.ts';
import type { Act, Stage, Step } from './model.ts';
import { anyStep, openStage, play } from '../../../tests/world/merging-stage.ts';

let t: TestKernel;
let stage: Stage;
before(async () => {
  ({ t, stage } = await openStage());
});
after(() => t?.close());

test('hundreds of orders by chance', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyStep, { minLength: 4, maxLength: 20 }), (steps) => play(stage, 3, steps)),
    { numRuns: 200 },
  );
});

/** All ways of putting two sequences into one that keep the order of each. */
function interleavings(a: readonly Act[], b: readonly Act[]): Step[][] {
  const [firstA, ...restA] = a;
  const [firstB, ...restB] = b;
  const begin = (act: Act, who: 0 | 1, rest: readonly Step[]): Step[] => [{ act, who, a: 0, b: 1 }, ...rest];
  if (firstA === undefined && firstB === undefined) return [[]];
  return [
    ...(firstA === undefined ? [] : interleavings(restA, b).map((rest) => begin(firstA, 0, rest))),
    ...(firstB === undefined ? [] : interleavings(a, restB).map((rest) => begin(firstB, 1, rest))),
  ];
}

test('every interleaving of draft, send, assign and resolve with merge, question, split, unmerge and undo', async () => {
  const all = interleavings(['draft', 'send', 'assign', 'resolve'], ['merge', 'question', 'split', 'unmerge', 'undo split']);
  for (const steps of all) await play(stage, 2, steps);
});
