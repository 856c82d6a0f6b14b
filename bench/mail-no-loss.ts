import { closeCluster, openCluster } from '../tests/world/cluster.ts';
import { openSendCampaign } from '../tests/world/send-campaign.ts';
import { temporaryFolder } from '../tests/world/temporary.ts';
import { atLeast, atMost, type Bench, type Figure, figure } from './figure.ts';

const kills = Number(process.env.BENCH_KILLS ?? 200);

/**
 * The campaign of send.long.test.ts: the server killed at random moments of sending, the line cut before, in and after DATA; half of the kills
 * with one server, half with two. BENCH_KILLS says how many.
 */
export const bench: Bench = {
  name: 'mail-no-loss',
  async run(): Promise<Figure[]> {
    const folder = temporaryFolder('bench-kills');
    process.env.VENTANILLA_TEST_CLUSTER = JSON.stringify(await openCluster(folder.path));
    const campaign = await openSendCampaign();
    const half = Math.ceil(kills / 2);
    const seed = Date.now() % 1_000_000;
    const fates = [await campaign.run(half, { servers: 1, seed }), await campaign.run(half, { servers: 2, seed: seed + 1 })];
    await campaign.close();
    await closeCluster(folder.path);
    folder.remove();
    const sum = (of: (fate: (typeof fates)[number]) => number) => [fates.reduce((all, fate) => all + of(fate), 0)];
    const none = atMost(0, 'of 200 kills');
    const never = atMost(0, 'of 10,000 kills');
    return [
      figure(
        'mail-no-loss',
        `answers lost, ${half * 2} kills (seed ${seed})`,
        sum((one) => one.lost),
        null,
        none,
        never,
      ),
      figure(
        'mail-no-loss/doubled',
        `answers out twice, ${half * 2} kills`,
        sum((one) => one.doubled),
        null,
        none,
        never,
      ),
      figure(
        'mail-no-loss/midst',
        'answers that a kill found on their way',
        sum((one) => one.midst),
        null,
        atLeast(kills / 100, ''),
        atLeast(kills / 50, ''),
      ),
    ];
  },
};
