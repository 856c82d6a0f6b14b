/** The process that parses large mails, under a limit for all of its memory. Ends with its input. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { answer } from './answer.ts';
import { readFrames, writeFrame } from './frames.ts';
import type { ParseContext } from './limits.ts';
import { pack } from './packing.ts';

interface Head {
  readonly file: { readonly path: string; readonly size: number } | null;
  readonly context: ParseContext;
}

const [prlimit = '', budgetMb = '0'] = process.argv.slice(2);
limitMemory(prlimit, Number(budgetMb));
void writeFrame(process.stdout, 'up', new Uint8Array(0));
readFrames(process.stdin, (head, block) => {
  const { file, context } = head as Head;
  const { replies, contents } = pack([answer(file ?? block, context)]);
  void writeFrame(process.stdout, { replies }, contents);
});
process.stdin.on('end', () => process.exit(0));

/** Node 26 reserves some 550 MB of data at its start and touches 42: the budget is counted from what is reserved by now. */
function limitMemory(tool: string, mb: number): void {
  const reserved = /^VmData:\s+(\d+) kB/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1];
  if (reserved === undefined) return;
  spawnSync(tool, ['--pid', String(process.pid), `--data=${Number(reserved) * 1024 + mb * 1024 * 1024}`], { stdio: 'ignore' });
}
