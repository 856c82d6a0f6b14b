import { writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { type Bench, type Figure, yardstick } from './figure.ts';

// npm run bench -- [NAME…] --json FILE: the figures of the scoreboard, ours and the limit in turn in one run.
const benches: Readonly<Record<string, () => Promise<{ bench: Bench }>>> = {
  deadline: () => import('./deadline.ts'),
  'mail-in': () => import('./mail-in.ts'),
  'mail-live': () => import('./mail-live.ts'),
  'mail-large': () => import('./mail-large.ts'),
  'mail-hostile': () => import('./mail-hostile.ts'),
  'mail-many': () => import('./mail-many.ts'),
  'mail-out': () => import('./mail-out.ts'),
  'mail-no-loss': () => import('./mail-no-loss.ts'),
  write: () => import('./write.ts'),
  inbox: () => import('./inbox.ts'),
  search: () => import('./search.ts'),
  'desk-counts': () => import('./desk-counts.ts'),
  start: () => import('./start.ts'),
  memory: () => import('./memory.ts'),
  console: () => import('./console.ts'),
};

const { values, positionals } = parseArgs({ options: { json: { type: 'string' } }, allowPositionals: true });
const unknown = positionals.find((name) => !(name in benches));
if (unknown !== undefined) {
  console.error(`There is no figure «${unknown}». Figures: ${Object.keys(benches).join(', ')}.`);
  process.exit(2);
}

const figures: Figure[] = [];
for (const [name, open] of Object.entries(benches)) {
  if (positionals.length > 0 && !positionals.includes(name)) continue;
  console.log(`— ${name} (sha256 yardstick ${yardstick()} MB/s, load ${loadavg()[0]?.toFixed(2)})`);
  const { bench } = await open();
  for (const one of await bench.run()) {
    figures.push(one);
    console.log(line(one));
  }
  if (values.json) writeFileSync(values.json, `${JSON.stringify(figures, null, 2)}\n`);
}
process.exit(figures.every((one) => one.met) ? 0 : 1);

function line(one: Figure): string {
  const beside = one.against === null ? '' : `  against ${one.against}, ${one.ratio} ×`;
  return `${one.met ? 'met   ' : 'MISSED'} ${one.name.padEnd(34)} ${one.value} ${one.unit}${beside}  (floor ${one.floor}, goal ${one.goal})`;
}
