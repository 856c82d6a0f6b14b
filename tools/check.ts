// What `npm run check` runs: types, form, lint, dead code and the walls. Every step runs even if one before it failed.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';

const root = path.join(import.meta.dirname, '..');
const bin = (name: string) => path.join(root, 'node_modules', '.bin', name);

interface Step {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
}

const steps: readonly Step[] = [
  { name: 'types (server, command line, tests)', command: bin('tsc'), args: ['-p', '.'] },
  ...(existsSync(path.join(root, 'web', 'tsconfig.json')) ? [{ name: 'types (console)', command: bin('tsc'), args: ['-p', 'web'] }] : []),
  { name: 'form', command: bin('biome'), args: ['format', '.'] },
  { name: 'lint', command: bin('oxlint'), args: ['--type-aware', '--quiet', '.'] },
  { name: 'dead code', command: bin('knip'), args: ['--no-progress', '--no-config-hints'] },
  { name: 'walls', command: process.execPath, args: ['--test', '--test-reporter=./tests/reporter.ts', 'tests/architecture.test.ts'] },
];

const failed = steps.filter((step) => !holds(step));
console.log(
  failed.length === 0
    ? 'All checks hold.'
    : `${failed.length} of ${steps.length} checks failed: ${failed.map((step) => step.name).join(', ')}.`,
);
process.exitCode = failed.length === 0 ? 0 : 1;

function holds({ name, command, args }: Step): boolean {
  const startedAt = performance.now();
  const done = spawnSync(command, args, { cwd: root, encoding: 'utf8', maxBuffer: 64_000_000, env: { ...process.env, NO_COLOR: '1' } });
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  const isOk = done.status === 0;
  if (!isOk) console.log([done.stdout, done.stderr, done.error?.message].filter(Boolean).join('\n').trimEnd());
  console.log(`${isOk ? 'ok    ' : 'failed'} ${name} (${seconds} s)`);
  return isOk;
}
