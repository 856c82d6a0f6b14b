import { startDovecot } from '../tests/world/dovecot.ts';
import { mail } from '../tests/world/mails.ts';
import { startSmtp } from '../tests/world/smtp.ts';
import { atMost, type Bench, type Figure, figure, inRounds } from './figure.ts';
import { nodeMemory } from './processes.ts';
import { addMailbox, benchCluster, newProduct, untilMessages } from './product.ts';

const mails = 1000;

/** 1,000 mails of 1 MB: how far the memory of all Node processes rises while they are taken in. */
export const bench: Bench = {
  name: 'mail-large',
  async run(): Promise<Figure[]> {
    const [cluster, dovecot, smtp] = await Promise.all([benchCluster(), startDovecot(), startSmtp()]);
    for (let index = 0; index < mails; index++) await dovecot.deliver(mail(index, { series: 'large', kind: '1m' }));
    const rises = await inRounds((round) => rise(cluster, dovecot, smtp.port, `large_${round}`));
    await Promise.all([dovecot.stop(), smtp.stop()]);
    cluster.remove();
    return [figure('mail-large', 'MB rise (PSS)', rises, null, atMost(200, 'MB'), atMost(64, 'MB'))];
  },
};

/** Of a server that has just started: one that has read large mail before keeps what it once needed, and would rise less. */
async function rise(
  cluster: Awaited<ReturnType<typeof benchCluster>>,
  dovecot: Awaited<ReturnType<typeof startDovecot>>,
  smtpPort: number,
  name: string,
): Promise<number> {
  const product = await newProduct(cluster, name);
  const server = await product.serve();
  await new Promise((resolve) => setTimeout(resolve, 3000));
  const before = nodeMemory(server.pid);
  await addMailbox(product, dovecot, smtpPort);
  let highest = before;
  const watch = setInterval(() => {
    highest = Math.max(highest, nodeMemory(server.pid));
  }, 50);
  const began = performance.now();
  await untilMessages(product, mails, 900_000);
  console.log(`1,000 mails of 1 MB in ${((performance.now() - began) / 1000).toFixed(1)} s`);
  clearInterval(watch);
  await server.stop();
  await product.remove();
  return highest - before;
}
