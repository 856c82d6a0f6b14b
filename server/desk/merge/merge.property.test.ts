// Through every interleaving of draft, send, assign, resolve, merge, unmerge and split: nothing is lost, nothing is sent twice, and what is owed is what a model
// of a page says. The many runs are in merge.property.long.test.ts.
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { idleMailbox } from '../../../tests/world/idle-mailbox.ts';
import { type TestKernel, testKernel } from '../../../tests/world/database.ts';
import { acts, MergingWorld, type Stage, type Step } from './model.ts';

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

test('whatever is done in whichever order, a model says what is shown and owed', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 6, maxLength: 12 }), async (steps) => {
      const world = await MergingWorld.begin(stage, 3);
      for (const one of steps) await world.step(one);
      await world.check();
    }),
    { numRuns: 15 },
  );
});
