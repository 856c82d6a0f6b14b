import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { receive } from '#desk';
import { createMailbox, startMailbox } from '../server/channels/mail/mailbox.ts';
import { reply } from '../server/desk/reply.ts';
import { mail } from '../server/desk/testing.ts';
import { bareOut } from './bare-out.ts';
import { atMost, type Bench, type Figure, figure, inRounds, ratioAtLeast, shown } from './figure.ts';
import { cpuOf } from './processes.ts';
import { benchCluster, newProduct, openDoors, type Product } from './product.ts';

const mails = 2000;
/** Sent before, by both: a server that has just started and a program that has not are no measure of each other. */
const warming = 300;
const address = 'servicio@itla.example';

/** 2,000 answers that stand in the queue → accepted by the outgoing server → their 5.3 settled, beside nodemailer's pool with the same bytes. */
export const bench: Bench = {
  name: 'mail-out',
  async run(): Promise<Figure[]> {
    const [cluster, sink] = await Promise.all([benchCluster(), openSink()]);
    const seen = await inRounds(async (round) => {
      const product = await newProduct(cluster, `out_${round}`);
      const { queued, last } = await queueAnswers(product, sink.port);
      await bareOut(sink.port, queued.slice(0, warming));
      const limit = await bareOut(sink.port, queued.slice(warming));
      const ours = await sendAll(product, last);
      await product.remove();
      return { limit, ...ours };
    });
    sink.child.kill();
    cluster.remove();
    const [rates, limits] = [seen.map((one) => one.rate), seen.map((one) => one.limit)];
    return [
      figure('mail-out', 'mails/s', rates, limits, ratioAtLeast(0.3), ratioAtLeast(0.6)),
      figure(
        'mail-out/cpu',
        'CPU ms/mail (Node)',
        seen.map((one) => one.cpu),
        null,
        shown,
        atMost(2, 'ms'),
      ),
    ];
  },
};

export async function openSink(): Promise<{ port: number; child: ChildProcess }> {
  const child = spawn(process.execPath, [path.join(import.meta.dirname, 'smtp-sink.ts')], { stdio: ['ignore', 'pipe', 'inherit'] });
  const port = await new Promise<number>((resolve) => child.stdout.once('data', (line: Buffer) => resolve(Number(line.toString()))));
  return { port, child };
}

interface Queue {
  readonly queued: readonly { from: string; to: string[]; raw: Buffer }[];
  /** The conversation whose answer is the last to be written, once the server is up. */
  readonly last: string;
}

/** As many conversations, each but the last with an answer that waits. */
export async function queueAnswers(product: Product, port: number): Promise<Queue> {
  const { k, close } = await openDoors(product);
  // Without a Sent of its own, as one whose provider keeps the copy: what is measured ends where 5.3 does.
  const smtp = { host: '127.0.0.1', port, security: 'none' } as const;
  const { id } = await createMailbox(k, { address, purpose: 'service', auth: 'password', imap: null, smtp });
  await startMailbox(k, id);
  let last = '';
  for (let begun = 0; begun < warming + mails; begun += 100) {
    const asked = await receive(
      k,
      Array.from({ length: 100 }, () => mail({ messageId: `${randomUUID()}@correo.example`, key: randomUUID(), mailbox: { id, address } })),
    );
    for (const { conversationId } of asked.slice(0, begun + 100 < warming + mails ? 100 : 99))
      await reply(k, conversationId as string, { text, html: null, cc: [], attachments: [], key: randomUUID(), undoFor: 0, seen: null });
    last = asked.at(-1)?.conversationId as string;
  }
  const rows = await product.query<{ sender: string; recipients: string[]; hash: string }>(
    'select sender, recipients, raw_sha256 as hash from mail.outgoing order by id',
  );
  const queued: { from: string; to: string[]; raw: Buffer }[] = [];
  for (const { sender, recipients, hash } of rows) queued.push({ from: sender, to: recipients, raw: await k.blobs.get(hash) });
  await close();
  await product.query('vacuum analyze');
  queued.push(queued[0] as (typeof queued)[number]);
  return { queued, last };
}

const text = `Buenos días:

${'Con gusto le informamos de los requisitos de la reinscripción y de las fechas en que puede presentarlos en Registro. '.repeat(8)}

Servicio al Usuario`;

/** From the moment at which the last answer is written by the API, and all of them may leave, until the last obligation is settled. */
export async function sendAll(product: Product, last: string): Promise<{ rate: number; cpu: number }> {
  const { token } = await product.cli<{ token: string }>('token', 'add', 'salida', '--role', 'operator');
  await product.query("update mail.outgoing set leaves_at = now() + interval '1 hour'");
  const server = await product.serve();
  await product.query('update mail.outgoing set leaves_at = now() where id in (select id from mail.outgoing order by id limit $1)', [
    warming,
  ]);
  await untilLeft(product, warming);
  const leaves = Date.now() + 1500;
  await product.query("update mail.outgoing set leaves_at = $1 where state = 'queued'", [new Date(leaves)]);
  await new Promise((resolve) => setTimeout(resolve, Math.max(0, leaves - Date.now())));
  const [began, before] = [performance.now(), cpuOf(server.pid)];
  const answer = await fetch(`${server.url}/api/v1/conversations/${last}/replies`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}`, 'idempotency-key': randomUUID() },
    body: JSON.stringify({ text }),
  });
  if (answer.status !== 201) throw new Error(`the last answer was refused with ${answer.status}`);
  await untilSettled(product);
  const seconds = (performance.now() - began) / 1000;
  const cpu = (cpuOf(server.pid) - before) / mails;
  await allSettled(product);
  await server.stop();
  return { rate: mails / seconds, cpu };
}

async function untilLeft(product: Product, many: number): Promise<void> {
  for (let tries = 0; tries < 600; tries++) {
    const [row] = await product.query<{ count: string }>("select count(*) from mail.outgoing where state = 'accepted'");
    if (Number(row?.count) >= many) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('what warms did not leave within a minute');
}

/** Settled is written with accepted, in one transaction: asked for is what costs least, so that asking takes nothing from what is measured. */
async function untilSettled(product: Product): Promise<void> {
  const deadline = performance.now() + 300_000;
  for (;;) {
    const [row] = await product.query<{ left: boolean }>(
      "select exists (select from mail.outgoing where state = 'queued') or exists (select from mail.outgoing where state = 'sending') as left",
    );
    if (row?.left === false) return;
    if (performance.now() > deadline) throw new Error('not all answers left within five minutes');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Accepted in the outbox, told in the conversation, settled in the table of obligations: all three of each. */
async function allSettled(product: Product): Promise<void> {
  const [row] = await product.query<{ count: string }>(
    `select count(*) from mail.outgoing o join desk.message m on m.id = o.id
     join procedure.obligation b on b.subject_kind = 'conversation' and b.subject_id = o.conversation_id
     where o.state = 'accepted' and m.delivery = 'accepted' and b.clause = '5.3' and b.settled_at is not null`,
  );
  if (Number(row?.count) !== warming + mails)
    throw new Error(`only ${row?.count} of ${warming + mails} answers were accepted, told and settled`);
}
