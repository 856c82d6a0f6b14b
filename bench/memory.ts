import { cpSync } from 'node:fs';
import path from 'node:path';
import { startDovecot } from '../tests/world/dovecot.ts';
import { mail } from '../tests/world/mails.ts';
import { startSmtp } from '../tests/world/smtp.ts';
import { freePort, temporaryFolder } from '../tests/world/temporary.ts';
import { collectGarbage } from './collect.ts';
import { atMost, type Bench, type Figure, figure, inRounds } from './figure.ts';
import { nodeMemory } from './processes.ts';
import { addMailbox, benchCluster, newProduct, untilMessages } from './product.ts';

const first = 10_000;
const all = 50_000;

/** PSS of all Node processes after a forced collection: idle with 10,000 conversations, and what 50,000 mails add. */
export const bench: Bench = {
  name: 'memory',
  async run(): Promise<Figure[]> {
    const [cluster, dovecot, smtp, inspector] = await Promise.all([benchCluster(), startDovecot(), startSmtp(), freePort()]);
    const product = await newProduct(cluster, 'memory');
    await addMailbox(product, dovecot, smtp.port);
    // A Node of its own: pages shared with this process and others would be counted in part, and in more or less as those come and go.
    const own = temporaryFolder('bench-node');
    const node = path.join(own.path, 'node');
    cpSync(process.execPath, node);
    const server = await product.serve({ NODE_OPTIONS: `--inspect=127.0.0.1:${inspector}` }, node);
    await deliver(dovecot, 0, first);
    await untilMessages(product, first, 600_000);
    const idle = await settled(server.pid, inspector);
    await deliver(dovecot, first, all);
    await untilMessages(product, all, 1_800_000);
    const after = await settled(server.pid, inspector);
    await server.stop();
    await product.remove();
    own.remove();
    await Promise.all([dovecot.stop(), smtp.stop()]);
    cluster.remove();
    return [
      figure('memory', 'MB PSS idle', idle, null, atMost(150, 'MB'), atMost(100, 'MB')),
      // 5 MB: what two forced collections of the same idle process differ by.
      figure(
        'memory/growth',
        'MB PSS after 50,000 mails',
        after.map((look, round) => look - (idle[round] as number)),
        null,
        atMost(5, 'MB'),
        atMost(0, 'MB'),
      ),
    ];
  },
};

async function deliver(dovecot: Awaited<ReturnType<typeof startDovecot>>, from: number, to: number): Promise<void> {
  for (let index = from; index < to; index++) await dovecot.deliver(mail(index, { series: 'memory' }));
}

/** Looks after the pool of parsers has gone to rest. */
async function settled(pid: number, inspector: number): Promise<number[]> {
  await new Promise((resolve) => setTimeout(resolve, 60_000));
  return inRounds(async () => {
    await collectGarbage(inspector);
    await new Promise((resolve) => setTimeout(resolve, 1000));
    return nodeMemory(pid);
  });
}
