import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type Campaign, type Fate, openSendCampaign } from '../../../tests/world/send-campaign.ts';

const kills = Number(process.env.VENTANILLA_TEST_KILLS ?? 200);
const seed = Number(process.env.VENTANILLA_TEST_SEED ?? 20_261_125);

let campaign: Campaign;
before(async () => {
  campaign = await openSendCampaign();
});
after(() => campaign?.close());

function noneLostNoneTwice(fate: Fate): void {
  assert.deepEqual({ lost: fate.lost, doubled: fate.doubled, told: fate.told }, { lost: 0, doubled: 0, told: fate.queued });
}

test(`killed ${kills} times at any moment of sending, the line cut before, in and after DATA: none lost, none out twice`, {
  timeout: 3_600_000,
}, async () => {
  const fate = await campaign.run(kills, { servers: 1, seed });
  assert.ok(fate.midst > kills / 50, `it was only ${fate.midst} times in the midst of its work`);
  noneLostNoneTwice(fate);
});

test(`the same with two servers on one database, ${kills} kills of either`, { timeout: 3_600_000 }, async () => {
  noneLostNoneTwice(await campaign.run(kills, { servers: 2, seed: seed + 1 }));
});
