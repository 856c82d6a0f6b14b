// The same model as in merge.property.test.ts, through many more orders: by chance, and every interleaving of what two people do.
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { idleMailbox } from '../../../tests/world/idle-mailbox.ts';
import { type TestKernel, testKernel } from '../../../tests/world/database.ts';
import { type Act, acts, MergingWorld, type Stage, type Step } from './model.ts';

let t: TestKernel;
let stage: Stage;
before(async () => {
  t = await testKernel();
  stage = {
    k: t.k,
    people: [await t.asPerson('María Peña', 'operator'), await t.asPerson('Wilkin Santana', 'coordinator')],
    mailbox: await idleMailbox(t.k),
    tick: () => {
      t.clock.set(t.clock.now() + 60_000);
      return t.clock.now();
    },
  };
});
after(() => t?.close());

const number = fc.nat({ max: 11 });
const step: fc.Arbitrary<Step> = fc.record({ act: fc.constantFrom(...acts), who: fc.constantFrom(0, 1), a: number, b: number });

test('hundreds of orders by chance', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 20 }), async (steps) => {
      const world = await MergingWorld.begin(stage, 3);
      for (const one of steps) await world.step(one);
      await world.check();
    }),
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
  for (const steps of all) {
    const world = await MergingWorld.begin(stage, 2);
    for (const one of steps) await world.step(one);
    await world.check();
  }
});
