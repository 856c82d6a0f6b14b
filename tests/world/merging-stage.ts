import fc from 'fast-check';
import { type TestKernel, testKernel } from './database.ts';
import { idleMailbox } from './idle-mailbox.ts';
import { acts, MergingWorld, type Stage, type Step } from '../../server/desk/merge/model.ts';

/** Two people at one desk whose mail stays, on a database of its own. */
export async function openStage(): Promise<{ readonly t: TestKernel; readonly stage: Stage }> {
  const t = await testKernel();
  const stage: Stage = {
    k: t.k,
    people: [await t.asPerson('María Peña', 'operator'), await t.asPerson('Wilkin Santana', 'coordinator')],
    mailbox: await idleMailbox(t.k),
    tick: () => {
      t.clock.set(t.clock.now() + 60_000);
      return t.clock.now();
    },
  };
  return { t, stage };
}

const number = fc.nat({ max: 11 });
export const anyStep: fc.Arbitrary<Step> = fc.record({ act: fc.constantFrom(...acts), who: fc.constantFrom(0, 1), a: number, b: number });

/** Takes the steps in a world of so many conversations, and holds what came of it against the model. */
export async function play(stage: Stage, conversations: number, steps: readonly Step[]): Promise<void> {
  const world = await MergingWorld.begin(stage, conversations);
  for (const one of steps) await world.step(one);
  await world.check();
}
