import { atMost, type Bench, type Bound, type Figure, figure, inRounds, percentile, shown } from './figure.ts';
import { planted, seedMillion } from './million.ts';
import { benchCluster, newProduct } from './product.ts';

const queries = 200;

/** Full text at 1,000,000 conversations by HTTP: p99 of 200 queries of each kind, each with another word where there are others. */
export const bench: Bench = {
  name: 'search',
  async run(): Promise<Figure[]> {
    const cluster = await benchCluster();
    const product = await newProduct(cluster, 'search');
    await seedMillion(product);
    const { token } = await product.cli<{ token: string }>('token', 'add', 'buscador', '--role', 'operator');
    const server = await product.serve();
    const ask = asker(server.url, token);
    for (const text of ['zafacon', planted.every, `"${planted.phrase}"`]) await ask(text);
    const figures: Figure[] = [];
    for (const [name, question, floor, goal] of kinds()) {
      const p99 = await inRounds(async () => {
        const times: number[] = [];
        for (let index = 0; index < queries; index++) times.push(await ask(question(index)));
        return percentile(times, 0.99);
      });
      figures.push(figure(`search/${name}`, 'ms (p99)', p99, null, floor, goal));
    }
    await server.stop();
    await product.remove();
    cluster.remove();
    return figures;
  },
};

function kinds(): readonly (readonly [string, (index: number) => string, Bound, Bound])[] {
  const rare = [atMost(20, 'ms'), atMost(5, 'ms')] as const;
  const others = [atMost(150, 'ms'), atMost(20, 'ms')] as const;
  return [
    ['rare-word', (index) => String(100_000 + index * 4001), ...rare],
    ['word-in-every-mail', () => `${planted.every} `, ...others],
    ['prefix-of-a-rare-word', (index) => `${['zafa', 'zafac', 'zafaco'][index % 3]}*`, ...others],
    ['prefix-of-a-common-word', (index) => `${['matri', 'instit', 'insti', 'matric'][index % 4]}*`, ...others],
    ['phrase-in-1-%', () => `"${planted.phrase}"`, ...others],
    ['common-words-that-never-meet', () => `${planted.never.join(' ')} `, shown, others[1]],
    ['30,000-old-hits', () => `${planted.old} `, shown, others[1]],
  ];
}

function asker(url: string, token: string): (text: string) => Promise<number> {
  return async (text) => {
    const began = performance.now();
    const answer = await fetch(`${url}/api/v1/conversations?view=all&limit=50&q=${encodeURIComponent(text)}`, {
      headers: { authorization: `Bearer ${token}` },
    });
    if (!answer.ok) throw new Error(`search answered ${answer.status} for ${text}`);
    await answer.arrayBuffer();
    return performance.now() - began;
  };
}
