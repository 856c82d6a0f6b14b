import { addMailbox } from '#channels/mail';
import { startDovecot } from '../tests/world/dovecot.ts';
import { mail } from '../tests/world/mails.ts';
import { startSmtp } from '../tests/world/smtp.ts';
import { atMost, type Bench, type Figure, figure, inRounds, percentile } from './figure.ts';
import { nodeMemory } from './processes.ts';
import { benchCluster, newProduct, openDoors, type Product } from './product.ts';

const mailboxes = 300;

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
    await addAll(product, dovecot, smtp.port, users);
    await allConnected(product);
    const weights = await inRounds(async () => {
      await new Promise((resolve) => setTimeout(resolve, 1000));
      return ((nodeMemory(server.pid) - empty) * 1024) / mailboxes;
    });
    const minutes = await inRounds((minute) => aMailAMinute(dovecot, product, users, minute));
    await server.stop();
    await product.remove();
    await Promise.all([dovecot.stop(), smtp.stop()]);
    cluster.remove();
    return [
      figure(
        'mail-many',
        'ms (p99)',
        minutes.map((delays) => percentile(delays, 0.99)),
        null,
        atMost(30_000, 'ms'),
        atMost(2000, 'ms'),
      ),
      figure('mail-many/weight', 'kB a mailbox', weights, null, atMost(10_000, 'kB'), atMost(200, 'kB')),
    ];
  },
};

/** As «ventanilla mailbox add» does, in one process: three hundred commands would take minutes. */
async function addAll(
  product: Product,
  dovecot: Awaited<ReturnType<typeof startDovecot>>,
  smtpPort: number,
  users: readonly string[],
): Promise<void> {
  const { k, close } = await openDoors(product);
  for (const user of users) {
    const imap = `imap://${encodeURIComponent(user)}:${dovecot.password}@127.0.0.1:${dovecot.port}`;
    await addMailbox(k, { address: user, imap, smtp: `smtp://127.0.0.1:${smtpPort}`, purpose: 'service', since: Date.UTC(2020, 0, 1) });
  }
  await close();
}

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
  minute: number,
): Promise<number[]> {
  const delivered = new Map<string, number>();
  const commits = watchCommits(product);
  const gap = 60_000 / users.length;
  for (const [index, user] of users.entries()) {
    const due = performance.now() + gap;
    const subject = `Muchos ${minute} ${index}`;
    await dovecot.deliver(mail(minute * users.length + index, { series: 'many', subject }), { user });
    delivered.set(subject, performance.now());
    await new Promise((resolve) => setTimeout(resolve, due - performance.now()));
  }
  const deadline = performance.now() + 35_000;
  while ([...delivered.keys()].some((subject) => !commits.seen.has(subject)) && performance.now() < deadline)
    await new Promise((resolve) => setTimeout(resolve, 100));
  commits.stop();
  return [...delivered].map(([subject, at]) => Math.max(0, (commits.seen.get(subject) ?? Number.POSITIVE_INFINITY) - at));
}

/** When another connection first sees each message, asked every 50 ms: at most so much later than it was committed. */
function watchCommits(product: Product): { readonly seen: ReadonlyMap<string, number>; stop(): void } {
  const seen = new Map<string, number>();
  let stopped = false;
  const watch = async () => {
    let last = '0';
    while (!stopped) {
      const rows = await product.query<{ id: string; subject: string }>('select id, subject from desk.message where id > $1 order by id', [
        last,
      ]);
      const at = performance.now();
      for (const { id, subject } of rows) {
        if (!seen.has(subject)) seen.set(subject, at);
        // A lower number may commit after a higher one: the last fifty are looked at again.
        last = String(Math.max(Number(last), Number(id) - 50));
      }
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };
  void watch();
  return { seen, stop: () => void (stopped = true) };
}
