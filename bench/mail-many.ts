import { startDovecot } from '../tests/world/dovecot.ts';
import { mail } from '../tests/world/mails.ts';
import { startSmtp } from '../tests/world/smtp.ts';
import { atMost, type Bench, type Figure, figure, percentile } from './figure.ts';
import { nodeMemory } from './processes.ts';
import { addMailbox, benchCluster, newProduct, type Product } from './product.ts';

const mailboxes = 300;
const minutes = 2;

/** 300 mailboxes, a mail a minute each: delivered → committed, and what a mailbox weighs. */
export const bench: Bench = {
  name: 'mail-many',
  async run(): Promise<Figure[]> {
    const users = Array.from({ length: mailboxes }, (_, index) => `buzon${index}@itla.test`);
    const [cluster, dovecot, smtp] = await Promise.all([benchCluster(), startDovecot({ users }), startSmtp()]);
    const product = await newProduct(cluster, 'many');
    const server = await product.serve();
    await new Promise((resolve) => setTimeout(resolve, 3000));
    const empty = nodeMemory(server.pid);
    for (const user of users) await addMailbox(product, dovecot, smtp.port, user);
    await allConnected(product);
    const weight = ((nodeMemory(server.pid) - empty) * 1024) / mailboxes;
    const delays = await aMailAMinute(dovecot, product, users);
    await server.stop();
    await product.remove();
    await Promise.all([dovecot.stop(), smtp.stop()]);
    cluster.remove();
    return [
      figure('mail-many', 'ms (p99)', [percentile(delays, 0.99)], null, atMost(30_000, 'ms'), atMost(2000, 'ms')),
      figure('mail-many/weight', 'kB a mailbox', [weight], null, atMost(10_000, 'kB'), atMost(200, 'kB')),
    ];
  },
};

async function allConnected(product: Product): Promise<void> {
  const deadline = performance.now() + 300_000;
  for (;;) {
    const [row] = await product.query<{ count: string }>('select count(*) from mail.health where last_read_at is not null');
    if (Number(row?.count ?? 0) >= mailboxes || performance.now() > deadline) return;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

async function aMailAMinute(
  dovecot: Awaited<ReturnType<typeof startDovecot>>,
  product: Product,
  users: readonly string[],
): Promise<number[]> {
  const delivered = new Map<string, number>();
  const gap = 60_000 / users.length;
  for (let minute = 0; minute < minutes; minute++) {
    for (const [index, user] of users.entries()) {
      const subject = `Muchos ${minute} ${index}`;
      await dovecot.deliver(mail(minute * users.length + index, { series: 'many', subject }), { user });
      delivered.set(subject, Date.now());
      await new Promise((resolve) => setTimeout(resolve, gap));
    }
  }
  await new Promise((resolve) => setTimeout(resolve, 30_000));
  const rows = await product.query<{ subject: string; at: string }>(
    "select subject, extract(epoch from stored_at) * 1000 as at from desk.message where subject like 'Muchos %'",
  );
  const stored = new Map(rows.map((row) => [row.subject, Number(row.at)]));
  return [...delivered].map(([subject, at]) => Math.max(0, (stored.get(subject) ?? Number.POSITIVE_INFINITY) - at));
}
