import { type RawBuilder, sql } from 'kysely';
import pg from 'pg';
import type { Kernel } from '#kernel';
import { filterOf } from '../server/desk/filter.ts';
import { conditionWith, countQueryOf, mostCounted } from '../server/desk/list-store.ts';
import { asker } from '../server/desk/present.ts';
import { views } from '../server/desk/shapes.ts';
import { atMost, type Bench, both, type Figure, figure, inTurn, percentile, ratioAtMost, rounds, timed } from './figure.ts';
import { seedMillion } from './million.ts';
import { benchCluster, newProduct, openDoors, type Product } from './product.ts';

const asks = 100;

/** Kept views as people keep them: one part, two parts, a part that hardly anything has. */
const kept = [
  { view: 'toAnswer', filter: { assignee: 'me' } },
  { view: 'toAnswer', filter: { mailbox: 'caja@itla.test' } },
  { view: 'unassigned', filter: { mailbox: 'info@itla.test' } },
  { view: 'all', filter: { waitsFor: 'us' } },
  { view: 'all', filter: { waitsFor: 'them' } },
  { view: 'mine', filter: { waitsFor: 'them' } },
  { view: 'all', filter: { assignee: 'none', state: 'open' } },
  { view: 'all', filter: { mailbox: 'poco@itla.test' } },
  { view: 'toAnswer', filter: { mailbox: 'poco@itla.test', assignee: 'none' } },
  { view: 'overdue', filter: { mailbox: 'caja@itla.test', assignee: 'me' } },
  { view: 'resolved', filter: { assignee: 'me', from: '2025-06-01', to: '2025-06-30' } },
  { view: 'escalated', filter: { area: '1' } },
] as const;

/** The live counts beside every view, of 1,000,000 conversations: by HTTP, with rights, beside the same counting asked of PostgreSQL alone. */
export const bench: Bench = {
  name: 'desk-counts',
  async run(): Promise<Figure[]> {
    const cluster = await benchCluster();
    const product = await newProduct(cluster, 'counts');
    await seedMillion(product);
    const { id, token } = await product.cli<{ id: string; token: string }>('token', 'add', 'contador', '--role', 'coordinator');
    await spread(product, id);
    const server = await product.serve();
    const ask = clientOf(server.url, token);
    for (const [index, one] of kept.entries()) await ask('POST', '/views', { name: `Vista ${index + 1}`, ...one });
    const { k, close } = await openDoors(product);
    const who = asker(k.as({ kind: 'token', accountId: id, name: 'contador', roles: ['coordinator'] }));
    const fixed = views.map((view) => conditionWith(view, who, {}).condition);
    const saved = kept.map(({ view, filter }) => conditionWith(view, who, filterOf(filter)).condition);
    await checkPlans(k, [...fixed, ...saved]);
    const bare = await openBare(product.databaseUrl);
    const figures: Figure[] = [];
    for (const [name, path, conditions] of [
      ['desk-counts/fixed-views', '/conversations/counts', fixed],
      ['desk-counts/saved-views', '/views/counts', saved],
    ] as const) {
      const alone = bare.counter(k, name, conditions);
      await alone();
      await ask('GET', path);
      const seen = await inTurn(
        rounds,
        () => p95(() => ask('GET', path)),
        () => p95(alone),
      );
      figures.push(figure(name, 'ms (p95)', seen.ours, seen.limit, ratioAtMost(10), both(ratioAtMost(10), atMost(10, 'ms'))));
    }
    await bare.end();
    await close();
    await server.stop();
    await product.remove();
    cluster.remove();
    return figures;
  },
};

/** Over four mailboxes, one of them hardly used, and eight people; one in thirty waits for the requester, one in three hundred for an area. */
async function spread(product: Product, me: string): Promise<void> {
  await product.query(
    `update desk.conversation set
      mailbox = case when id % 5000 = 0 then 'poco@itla.test' when id % 4 = 0 then 'caja@itla.test' when id % 4 = 1 then 'admisiones@itla.test' else mailbox end,
      assignee_id = case id % 16 when 0 then $1::bigint when 2 then 900001 when 4 then 900002 when 6 then 900003 end,
      state = case when id % 30 = 7 then 'waiting' else state end,
      waits_for_area = id % 300 = 3`,
    [me],
  );
  await product.query('vacuum (full, analyze) desk.conversation');
}

function clientOf(url: string, token: string): (method: string, path: string, body?: unknown) => Promise<void> {
  return async (method, path, body) => {
    const headers = { authorization: `Bearer ${token}`, ...(body !== undefined && { 'content-type': 'application/json' }) };
    const answer = await fetch(`${url}/api/v1${path}`, { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) });
    if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${await answer.text()}`);
    await answer.arrayBuffer();
  };
}

async function p95(work: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let turn = 0; turn < asks; turn++) times.push(await timed(work));
  return percentile(times, 0.95);
}

interface Node {
  readonly 'Rows Removed by Filter'?: number;
  readonly Plans?: Node[];
}

/** Rows that a count may look at in vain: more, and no index stands behind it. */
const mostInVain = 20_000;

async function checkPlans(k: Kernel, conditions: readonly RawBuilder<unknown>[]): Promise<void> {
  const wrong: string[] = [];
  for (const condition of conditions) {
    const query = sql<{ 'QUERY PLAN': [{ Plan: Node }] }>`explain (analyze, format json) ${countQueryOf(condition, mostCounted)}`;
    const { rows } = await query.execute(k.db);
    const plan = (rows[0] as { 'QUERY PLAN': [{ Plan: Node }] })['QUERY PLAN'][0].Plan;
    if (inVain(plan) > mostInVain) wrong.push(`${inVain(plan)} rows in vain for ${query.compile(k.db).sql}: ${JSON.stringify(plan)}`);
  }
  if (wrong.length > 0) throw new Error(wrong.join('\n'));
}

function inVain(node: Node): number {
  return (node['Rows Removed by Filter'] ?? 0) + (node.Plans ?? []).reduce((sum, one) => sum + inVain(one), 0);
}

/** PostgreSQL alone: the same counts in one prepared statement, on one connection. */
async function openBare(databaseUrl: string) {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  return {
    counter(k: Kernel, name: string, conditions: readonly RawBuilder<unknown>[]): () => Promise<unknown> {
      const counts = conditions.map((condition) => sql`(${countQueryOf(condition, mostCounted)})`);
      const { sql: text, parameters } = sql`select ${sql.join(counts)}`.compile(k.db);
      return () => client.query({ name, text, values: [...parameters] });
    },
    end: () => client.end(),
  };
}
