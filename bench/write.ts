import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';
import { createServer } from 'node:net';
import path from 'node:path';
import { receive } from '#desk';
import { addMailboxByUrl } from '../server/channels/mail/mailbox.ts';
import { mail } from '../server/desk/testing.ts';
import { type Bench, type Figure, figure, inTurn, ratioAtLeast, rounds, shown } from './figure.ts';
import { benchCluster, newProduct, openDoors, type Product } from './product.ts';

const clients = 8;
const seconds = 4;
const conversations = 4000;
const address = 'servicio@itla.example';

/**
 * What the API writes, a note and a reply by turns, token checked, eight clients, beside Fastify with one transaction of the same rows.
 * Each of the two alone is shown as well.
 */
export const bench: Bench = {
  name: 'write',
  async run(): Promise<Figure[]> {
    const [cluster, outgoing] = await Promise.all([benchCluster(), silentServer()]);
    const product = await newProduct(cluster, 'write');
    const { ids, mailboxId } = await seed(product, outgoing.port);
    const { token } = await product.cli<{ token: string }>('token', 'add', 'escritura', '--role', 'operator');
    const [server, bare] = await Promise.all([product.serve(), openBare(product, mailboxId)]);
    const ours = { base: `${server.url}/api/v1/conversations`, token };
    const limit = { base: bare.url, token: '' };
    const figures: Figure[] = [];
    for (const [name, kinds] of [
      ['write', ['notes', 'replies']],
      ['write/note', ['notes']],
      ['write/reply', ['replies']],
    ] as const) {
      await load(ours, ids, kinds, 1);
      await load(limit, ids, kinds, 1);
      const seen = await inTurn(
        rounds,
        () => load(ours, ids, kinds),
        () => load(limit, ids, kinds),
      );
      const isAsked = name === 'write';
      figures.push(figure(name, 'writes/s', seen.ours, seen.limit, isAsked ? ratioAtLeast(0.5) : shown, ratioAtLeast(0.8)));
    }
    bare.child.kill();
    await server.stop();
    await product.remove();
    outgoing.close();
    cluster.remove();
    return figures;
  },
};

interface Target {
  readonly base: string;
  readonly token: string;
}

let turn = 0;

/** Writes a second of eight clients, each on a conversation of its own. */
export async function load(target: Target, ids: readonly string[], kinds: readonly string[], length = seconds): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: clients });
  const [began, until] = [performance.now(), performance.now() + length * 1000];
  let written = 0;
  const client = async () => {
    while (performance.now() < until) {
      turn += 1;
      await post(agent, `${target.base}/${ids[turn % ids.length]}/${kinds[turn % kinds.length]}`, target.token);
      written += 1;
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
  const took = (performance.now() - began) / 1000;
  agent.destroy();
  return written / took;
}

const body = JSON.stringify({
  text: `Buenos días. ${'Puede pasar por Registro de 8 de la mañana a 4 de la tarde con su documento. '.repeat(8)}`,
});

function post(agent: Agent, url: string, token: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const headers = {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
      'idempotency-key': randomUUID(),
      ...(token && { authorization: `Bearer ${token}` }),
    };
    const asked = request(url, { agent, method: 'POST', headers }, (answer) => {
      answer.resume();
      answer.once('end', () => (answer.statusCode === 201 ? resolve() : reject(new Error(`${url} answered ${answer.statusCode}`))));
    });
    asked.once('error', reject);
    asked.end(body);
  });
}

export async function seed(product: Product, port: number): Promise<{ ids: string[]; mailboxId: string }> {
  const { k, close } = await openDoors(product);
  const { id } = await addMailboxByUrl(k, { address, imap: 'imap://x:x@127.0.0.1:9', smtp: `smtp://127.0.0.1:${port}` });
  const ids: string[] = [];
  while (ids.length < conversations) {
    const batch = Array.from({ length: 100 }, () =>
      mail({ messageId: `${randomUUID()}@correo.example`, key: randomUUID(), mailbox: { id, address } }),
    );
    for (const { conversationId } of await receive(k, batch)) ids.push(conversationId as string);
  }
  await close();
  await product.query('vacuum analyze');
  return { ids, mailboxId: id };
}

/** An outgoing server that takes a call and says nothing: what is measured is the writing, the sending has a figure of its own. */
export async function silentServer(): Promise<{ port: number; close(): void }> {
  const server = createServer((socket) => socket.on('error', () => {}));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  server.unref();
  return { port: (server.address() as { port: number }).port, close: () => server.close() };
}

export async function openBare(product: Product, mailboxId: string) {
  const child = spawn(process.execPath, [path.join(import.meta.dirname, 'bare-write.ts')], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, DATABASE_URL: product.databaseUrl, MAILBOX_ID: mailboxId, MAILBOX_ADDRESS: address },
  });
  const url = await new Promise<string>((resolve) => child.stdout.once('data', (line: Buffer) => resolve(line.toString().trim())));
  return { url, child };
}
