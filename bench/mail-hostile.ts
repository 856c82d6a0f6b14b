import { startDovecot } from '../tests/world/dovecot.ts';
import { mail } from '../tests/world/mails.ts';
import { startSmtp } from '../tests/world/smtp.ts';
import { atMost, type Bench, type Figure, figure, inRounds, percentile } from './figure.ts';
import { type Hostile, hostile } from './hostile-mails.ts';
import { addMailbox, benchCluster, newProduct } from './product.ts';
import { listen } from './row-listener.ts';

/** Of each kind in a round. */
const mails = 20;
const kinds: readonly Hostile[] = ['images-43', 'html-5-MB', 'quote-100,000', 'parts-10,000'];

/** To take in: accepted by the mail server → row on the console. To open: the conversation, its page and every image. */
export const bench: Bench = {
  name: 'mail-hostile',
  async run(): Promise<Figure[]> {
    const [cluster, dovecot, smtp] = await Promise.all([
      benchCluster(),
      startDovecot({ users: ['info@itla.test', 'otro@itla.test'] }),
      startSmtp(),
    ]);
    const product = await newProduct(cluster, 'hostile');
    for (const user of ['info@itla.test', 'otro@itla.test']) await addMailbox(product, dovecot, smtp.port, user);
    const { token } = await product.cli<{ token: string }>('token', 'add', 'consola', '--role', 'operator');
    const server = await product.serve();
    const rows = await listen(server.url, token);
    const figures: Figure[] = [];
    for (const kind of kinds) {
      const seen = await inRounds(async (round) => {
        const times = { taken: [] as number[], opened: [] as number[], others: [] as number[] };
        for (let index = 0; index < mails; index++) {
          const number = round * mails + index;
          const { raw, subject } = hostile(kind, number);
          const appears = rows.appears(subject);
          await dovecot.deliver(raw);
          const accepted = performance.now();
          times.others.push(await neighbour(dovecot, rows, `${kind} ${number}`));
          times.taken.push(Math.max(0, (await appears) - accepted));
          times.opened.push(await open(server.url, token, subject));
        }
        return times;
      });
      for (const [name, what, goal] of [
        ['take-in', 'taken', 200],
        ['open', 'opened', 50],
        ['other-mailbox', 'others', 200],
      ] as const) {
        const p99 = seen.map((times) => percentile(times[what], 0.99));
        figures.push(figure(`mail-hostile/${kind}/${name}`, 'ms (p99)', p99, null, atMost(1000, 'ms'), atMost(goal, 'ms')));
      }
    }
    rows.close();
    await server.stop();
    await product.remove();
    await Promise.all([dovecot.stop(), smtp.stop()]);
    cluster.remove();
    return figures;
  },
};

/** An ordinary mail to another mailbox, right behind the hostile one. */
async function neighbour(
  dovecot: Awaited<ReturnType<typeof startDovecot>>,
  rows: Awaited<ReturnType<typeof listen>>,
  label: string,
): Promise<number> {
  const subject = `Vecino de ${label}`;
  const appears = rows.appears(subject);
  await dovecot.deliver(mail(1, { series: label.replace(/[ ,]/g, ''), subject }), { user: 'otro@itla.test' });
  const accepted = performance.now();
  return Math.max(0, (await appears) - accepted);
}

async function open(url: string, token: string, subject: string): Promise<number> {
  const headers = { authorization: `Bearer ${token}` };
  const list = (await (await fetch(`${url}/api/v1/conversations?view=all&limit=50`, { headers })).json()) as {
    items: { id: string; subject: string }[];
  };
  const id = list.items.find((one) => one.subject === subject)?.id;
  const began = performance.now();
  const conversation = (await (await fetch(`${url}/api/v1/conversations/${id}`, { headers })).json()) as {
    messages: { bodyUrl: string | null; attachments: { inline: boolean; url: string; type: string }[] }[];
  };
  for (const { bodyUrl, attachments } of conversation.messages) {
    const images = attachments.filter((one) => one.inline && one.type.startsWith('image/')).map((one) => one.url);
    const parts = [...(bodyUrl ? [bodyUrl] : []), ...images].map(async (part) =>
      (await fetch(new URL(part, url), { headers })).arrayBuffer(),
    );
    await Promise.all(parts);
  }
  return performance.now() - began;
}
