import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, test } from 'node:test';
import { temporaryFolder } from './world/temporary.ts';

const folder = temporaryFolder('reporter');
after(() => folder.remove());

/** Runs a test file of that text in a run of its own, with our reporter. */
function run(name: string, text: string): { status: number | null; out: string } {
  const file = path.join(folder.path, `${name}.test.mjs`);
  writeFileSync(file, `import { describe, it, test, before } from 'node:test';\n${text}`);
  const args = [
    '--test',
    `--import=${path.join(import.meta.dirname, 'leave.ts')}`,
    '--test-timeout=500',
    `--test-reporter=${path.join(import.meta.dirname, 'reporter.ts')}`,
    file,
  ];
  // The run inside must not take itself for a part of the one outside.
  const env = { ...process.env, NODE_TEST_CONTEXT: undefined };
  const done = spawnSync(process.execPath, args, { encoding: 'utf8', env });
  return { status: done.status, out: done.stdout };
}

const lastLine = (out: string) => out.trimEnd().split('\n').at(-1);

test('a run that passes says so in its last line', () => {
  const { status, out } = run('passes', "test('a', () => {}); describe('b', () => { it('c', () => {}); });");
  assert.deepEqual([status, lastLine(out)], [0, '2 passed, 0 failed']);
});

test('a failure is told with its file, name and stack, once, and the run fails', () => {
  const { status, out } = run(
    'fails',
    "test('a', () => {}); test('parent', async (t) => { await t.test('child', () => { throw new Error('broken here'); }); });",
  );
  assert.deepEqual([status, lastLine(out)], [1, '1 passed, 1 failed']);
  assert.match(out, /fails\.test\.mjs:2 › child\n\s+Error: broken here\n\s+at .*fails\.test\.mjs/);
  assert.equal(out.match(/broken here/g)?.length, 1);
});

test('a file that cannot be loaded fails and shows what it printed', () => {
  const { status, out } = run('unloadable', "import './nowhere.mjs';");
  assert.deepEqual([status, lastLine(out)], [1, '0 passed, 1 failed']);
  assert.match(out, /What .*unloadable\.test\.mjs printed:[\s\S]*nowhere\.mjs/);
});

test('a hook that fails is a failure even where its tests never ran', () => {
  const { status, out } = run('hook', "describe('a', () => { before(() => { throw new Error('no world'); }); it('b', () => {}); });");
  assert.equal(status, 1);
  assert.match(out, /no world/);
});

test('a test that hangs is ended, its file too, and what held it is named', () => {
  const { status, out } = run('hangs', "test('a', () => new Promise(() => setInterval(() => {}, 1000)));");
  assert.deepEqual([status, lastLine(out)], [1, '0 passed, 1 failed']);
  assert.match(out, /Still open after its tests: .*Timeout/);
});

test('no result is lost, however many there are', () => {
  const { out } = run(
    'many',
    "for (let i = 0; i < 300; i++) test(`t${i}`, () => { if (i % 10 === 0) throw new Error('x'.repeat(3000)); });",
  );
  assert.equal(lastLine(out), '270 passed, 30 failed');
});
