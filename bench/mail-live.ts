import { ImapFlow } from 'imapflow';
import { startDovecot } from '../tests/world/dovecot.ts';
import { mail } from '../tests/world/mails.ts';
import { startSmtp } from '../tests/world/smtp.ts';
import { atMost, type Bench, type Figure, figure, inRounds, percentile, rounds } from './figure.ts';
import { addMailbox, benchCluster, messagesIn, newProduct, type Product, untilMessages } from './product.ts';
import { listen } from './row-listener.ts';

/** A round of those that come one by one. */
const mails = 60;
const backlog = 5000;

/** Accepted by the mail server → row on an open console: the stream tells, the list's first page is asked and holds it. */
export const bench: Bench = {
  name: 'mail-live',
  async run(): Promise<Figure[]> {
    const [cluster, dovecot, smtp] = await Promise.all([
      benchCluster(),
      startDovecot({ users: ['info@itla.test', ...Array.from({ length: rounds }, (_, round) => full(round))] }),
      startSmtp(),
    ]);
    const product = await newProduct(cluster, 'live');
    await addMailbox(product, dovecot, smtp.port);
    const { token } = await product.cli<{ token: string }>('token', 'add', 'consola', '--role', 'operator');
    const server = await product.serve();
    const rows = await listen(server.url, token);
    const bell = await listenForNews(dovecot);
    const idle = await inRounds(async (round) => {
      const delays = await deliverOneByOne(dovecot, rows, `live${round}`, mails, bell);
      return { delays, bare: bell.delays.splice(0) };
    });
    await bell.close();
    const busy = await inRounds((round) => whileBacklog(product, dovecot, smtp.port, rows, round));
    rows.close();
    await server.stop();
    await product.remove();
    await Promise.all([dovecot.stop(), smtp.stop()]);
    cluster.remove();
    const ours = (share: number) => idle.map((one) => percentile(one.delays, share));
    const bare = (share: number) => idle.map((one) => percentile(one.bare, share));
    return [
      figure('mail-live', 'ms (p99)', ours(0.99), bare(0.99), atMost(2000, 'ms'), atMost(150, 'ms')),
      figure('mail-live/p50', 'ms (p50)', ours(0.5), bare(0.5), atMost(2000, 'ms'), atMost(150, 'ms')),
      figure(
        'mail-live/backlog',
        'ms (p99)',
        busy.map((one) => percentile(one, 0.99)),
        null,
        atMost(2000, 'ms'),
        atMost(1000, 'ms'),
      ),
    ];
  },
};

/** The mailbox whose backlog is read in a round. */
const full = (round: number) => `lleno${round}@itla.test`;

type Dovecot = Awaited<ReturnType<typeof startDovecot>>;
type Rows = Awaited<ReturnType<typeof listen>>;

/**
 * A bare client that idles on the same mailbox. Dovecot gathers news for half a second before it tells anybody who idles
 * (NOTIFY_DELAY_MSECS), which no client can shorten: this is the limit that `mail-live` is held against.
 */
async function listenForNews(dovecot: Dovecot) {
  const client = new ImapFlow({
    host: '127.0.0.1',
    port: dovecot.port,
    secure: false,
    auth: { user: dovecot.user, pass: dovecot.password },
    logger: false,
  });
  const delays: number[] = [];
  let waitsSince: number | null = null;
  client.on('exists', () => {
    if (waitsSince !== null) delays.push(performance.now() - waitsSince);
    waitsSince = null;
  });
  await client.connect();
  await client.mailboxOpen('INBOX', { readOnly: true });
  void client.idle().catch(() => {});
  return {
    delays,
    accepted: (at: number) => void (waitsSince = at),
    close: () => client.logout(),
  };
}

async function deliverOneByOne(
  dovecot: Dovecot,
  rows: Rows,
  series: string,
  count: number,
  bell?: Awaited<ReturnType<typeof listenForNews>>,
): Promise<number[]> {
  const delays: number[] = [];
  for (let index = 0; index < count; index++) {
    const subject = `Consulta ${series} ${index}`;
    const seen = rows.appears(subject);
    await dovecot.deliver(mail(index, { series, subject }));
    const accepted = performance.now();
    bell?.accepted(accepted);
    delays.push(Math.max(0, (await seen) - accepted));
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return delays;
}

/** Another mailbox with a backlog is added; mail goes on arriving in the first while it is read. */
async function whileBacklog(product: Product, dovecot: Dovecot, smtpPort: number, rows: Rows, round: number): Promise<number[]> {
  const user = full(round);
  for (let index = 0; index < backlog; index++) await dovecot.deliver(mail(index, { series: `backlog${round}` }), { user });
  const before = await messagesIn(product);
  await addMailbox(product, dovecot, smtpPort, user);
  await untilMessages(product, before + 50, 60_000);
  const delays: number[] = [];
  for (let index = 0; ; index++) {
    delays.push(...(await deliverOneByOne(dovecot, rows, `busy${round}x${index}`, 1)));
    const [row] = await product.query<{ count: string }>(
      'select count(*) from desk.message m join desk.conversation c on c.id = m.conversation_id where c.mailbox = $1',
      [user],
    );
    if (Number(row?.count ?? 0) >= backlog || index > 2000) return delays;
  }
}
