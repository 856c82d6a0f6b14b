// Through every interleaving of draft, send, assign, resolve, merge, unmerge and split: nothing is lost, nothing is sent twice, and what is owed is what a model
// of a page says. The many runs are in merge.property.long.test.ts.
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import type { TestKernel } from '../../../tests/world/database.ts';
import type { Stage } from './model.ts';
import { anyStep, openStage, play } from '../../../tests/world/merging-stage.ts';

let t: TestKernel;
let stage: Stage;
before(async () => {
  ({ t, stage } = await openStage());
});
after(() => t?.close());

test('whatever is done in whichever order, a model says what is shown and owed', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyStep, { minLength: 6, maxLength: 12 }), (steps) => play(stage, 3, steps)),
    { numRuns: 15 },
  );
});
