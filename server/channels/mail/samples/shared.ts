// The developers' sample mails that lie beside the repository (they hold people's names and stay out of it).
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('../../../../../shared/samples/eml/', import.meta.url));

export interface Sample {
  readonly name: string;
  readonly raw: Buffer;
}

/** Empty where the folder is not there. */
export function sharedSamples(): Sample[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.includes('/') && /\.(eml|msg|mbox|tnef)$/.test(name))
    .sort()
    .map((name) => ({ name: name.slice(name.indexOf('/') + 1), raw: readFileSync(folder + name) }));
}

/** The same bytes with some of them changed, by a seed. */
export function flipped(raw: Buffer, seed: number): Buffer {
  const copy = Buffer.from(raw);
  let state = seed;
  const random = (most: number): number => (state = (state * 1103515245 + 12345) % 2147483648) % most;
  for (let i = 0; i < 1 + (seed % 20) && copy.length > 0; i++) copy[random(copy.length)] = random(256);
  return copy;
}
