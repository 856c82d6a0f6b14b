import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import autocannon from 'autocannon';
import { type Bench, type Figure, figure, inTurn, ratioAtMost, rounds } from './figure.ts';
import { seedMillion } from './million.ts';
import { benchCluster, newProduct } from './product.ts';

/** The first 50 of 1,000,000 conversations by HTTP, with rights, beside the bare query behind Fastify under the same load. */
export const bench: Bench = {
  name: 'inbox',
  async run(): Promise<Figure[]> {
    const cluster = await benchCluster();
    const product = await newProduct(cluster, 'inbox');
    await seedMillion(product);
    const { token } = await product.cli<{ token: string }>('token', 'add', 'lista', '--role', 'operator');
    const server = await product.serve();
    const bare = await openBare(product.databaseUrl);
    const list = `${server.url}/api/v1/conversations?limit=50&view=`;
    const figures: Figure[] = [];
    for (const [name, view, order] of [
      ['inbox/lastAt', 'all', 'lastAt'],
      ['inbox/dueAt', 'toAnswer', 'dueAt'],
    ] as const) {
      await load(`${list}${view}`, token);
      const seen = await inTurn(
        rounds,
        () => load(`${list}${view}`, token),
        () => load(`${bare.url}/${order}`),
      );
      figures.push(figure(name, 'ms (p99)', seen.ours, seen.limit, ratioAtMost(4), ratioAtMost(2)));
    }
    const deep = await pageOf(list, token, 100);
    const pages = await inTurn(
      rounds,
      () => load(deep, token),
      () => load(`${list}all`, token),
    );
    figures.push(figure('inbox/page-100', 'ms (p99), against page 1', pages.ours, pages.limit, ratioAtMost(2), ratioAtMost(1.2)));
    bare.child.kill();
    await server.stop();
    await product.remove();
    cluster.remove();
    return figures;
  },
};

/** p99 of four seconds of four connections, ms. */
async function load(url: string, token?: string): Promise<number> {
  const result = await autocannon({ url, connections: 4, duration: 4, ...(token && { headers: { authorization: `Bearer ${token}` } }) });
  if (result.non2xx > 0 || result.errors > 0) throw new Error(`${result.non2xx} refused and ${result.errors} failed at ${url}`);
  return result.latency.p99;
}

async function pageOf(list: string, token: string, number: number): Promise<string> {
  let cursor = '';
  for (let page = 1; page < number; page++) {
    const answer = (await (await fetch(`${list}all${cursor}`, { headers: { authorization: `Bearer ${token}` } })).json()) as {
      next: string;
    };
    cursor = `&cursor=${encodeURIComponent(answer.next)}`;
  }
  return `${list}all${cursor}`;
}

async function openBare(databaseUrl: string): Promise<{ url: string; child: ChildProcess }> {
  const program = path.join(import.meta.dirname, 'bare-inbox.ts');
  const child = spawn(process.execPath, [program], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, DATABASE_URL: databaseUrl },
  });
  const url = await new Promise<string>((resolve) => child.stdout.once('data', (line: Buffer) => resolve(line.toString().trim())));
  return { url, child };
}
