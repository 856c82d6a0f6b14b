import { startDovecot } from '../tests/world/dovecot.ts';
import { mail } from '../tests/world/mails.ts';
import { startSmtp } from '../tests/world/smtp.ts';
import { bareMail } from './bare-mail.ts';
import { atMost, type Bench, type Figure, figure, ratioAtLeast, rounds, shown } from './figure.ts';
import { cpuOf } from './processes.ts';
import { addMailbox, benchCluster, newProduct, untilMessages } from './product.ts';

const mails = 5000;

/** 5,000 mails of 5 kB waiting in Dovecot → committed conversations, searchable, with obligation and raw kept. */
export const bench: Bench = {
  name: 'mail-in',
  async run(): Promise<Figure[]> {
    const [cluster, dovecot, smtp] = await Promise.all([benchCluster(), startDovecot(), startSmtp()]);
    for (let index = 0; index < mails; index++) await dovecot.deliver(mail(index, { series: 'in' }));
    const box = { port: dovecot.port, user: dovecot.user, password: dovecot.password };
    await cluster.create('bare');
    const ours: { rate: number; cpu: number }[] = [];
    const limit: number[] = [];
    for (let round = 0; round < rounds; round++) {
      limit.push(await bareMail(box, { connectionString: cluster.url('bare') }, mails));
      const product = await newProduct(cluster, `ours_${round}`);
      await addMailbox(product, dovecot, smtp.port);
      ours.push(await takeIn(product));
      await product.remove();
    }
    await Promise.all([dovecot.stop(), smtp.stop()]);
    cluster.remove();
    return [
      figure(
        'mail-in',
        'mails/s',
        ours.map((one) => one.rate),
        limit,
        ratioAtLeast(0.25),
        ratioAtLeast(0.6),
      ),
      figure(
        'mail-in/cpu',
        'CPU ms/mail (Node)',
        ours.map((one) => one.cpu),
        null,
        shown,
        atMost(2, 'ms'),
      ),
    ];
  },
};

/** From the moment the server listens until the last mail stands in its conversation. */
async function takeIn(product: Awaited<ReturnType<typeof newProduct>>): Promise<{ rate: number; cpu: number }> {
  const server = await product.serve();
  const began = performance.now();
  const before = cpuOf(server.pid);
  await untilMessages(product, mails, 300_000);
  const seconds = (performance.now() - began) / 1000;
  const cpu = (cpuOf(server.pid) - before) / mails;
  await complete(product);
  await server.stop();
  return { rate: mails / seconds, cpu };
}

/** What is counted must be whole: an obligation, a search document and the raw bytes of each. */
async function complete(product: Awaited<ReturnType<typeof newProduct>>): Promise<void> {
  const [row] = await product.query<Record<string, string>>(
    `select (select count(*) from procedure.obligation where clause = '5.3') as obligations, (select count(*) from kernel.blob) as raws,
      (select count(*) from desk.conversation) as conversations`,
  );
  for (const [what, count] of Object.entries(row ?? {}))
    if (Number(count) < mails) throw new Error(`only ${count} ${what} for ${mails} mails`);
}
