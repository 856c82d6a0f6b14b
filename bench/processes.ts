import { readdirSync, readFileSync } from 'node:fs';

/** Proportional set size in MB of the Node processes at and below a pid (a child that parses large mail counts too). */
export function nodeMemory(pid: number): number {
  return treeOf(pid)
    .filter((one) => /(^|\/)node$/.test(commandOf(one)))
    .reduce((sum, one) => sum + pss(one), 0);
}

/** Processor milliseconds (user and system) spent so far by a pid and those below it. */
export function cpuOf(pid: number): number {
  return treeOf(pid).reduce((sum, one) => sum + cpu(one), 0);
}

function treeOf(pid: number): number[] {
  const parents = new Map<number, number>();
  for (const entry of readdirSync('/proc')) {
    const stat = /^\d+$/.test(entry) ? readText(`/proc/${entry}/stat`) : '';
    if (stat) parents.set(Number(entry), Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]));
  }
  const found = [pid];
  for (const one of found) for (const [child, parent] of parents) if (parent === one) found.push(child);
  return found;
}

function commandOf(pid: number): string {
  return readText(`/proc/${pid}/cmdline`).split('\0')[0] ?? '';
}

function pss(pid: number): number {
  return Number(/^Pss:\s+(\d+)/m.exec(readText(`/proc/${pid}/smaps_rollup`))?.[1] ?? 0) / 1024;
}

function cpu(pid: number): number {
  const stat = readText(`/proc/${pid}/stat`);
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) * 10;
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
