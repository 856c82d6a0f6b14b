import path from 'node:path';
import { inspect } from 'node:util';
import type { TestEvent } from 'node:test/reporters';

type Failed = Extract<TestEvent, { type: 'test:fail' }>['data'];

interface File {
  passed: number;
  failed: number;
  /** The last of what it printed by itself, shown only where it fails. */
  said: string;
  /** Why the failure before failed: a hook that fails takes many tests with it for one reason. */
  why: string;
}

const root = path.join(import.meta.dirname, '..');
const keptOfOutput = 4000;

/** Every failure with its stack as it happens, a line per file, and `N passed, N failed` as the last line. */
export default async function* (source: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  const files = new Map<string, File>();
  let skipped = 0;
  const fileOf = (name: string | undefined): File => {
    const key = name ? path.relative(root, name) : '';
    const file = files.get(key) ?? { passed: 0, failed: 0, said: '', why: '' };
    files.set(key, file);
    return file;
  };
  for await (const event of source) {
    if (event.type === 'test:stdout' || event.type === 'test:stderr') {
      const file = fileOf(event.data.file);
      file.said = (file.said + event.data.message).slice(-keptOfOutput);
    } else if (event.type === 'test:pass' && event.data.details.type !== 'suite' && !isFileItself(event.data)) {
      if (event.data.skip === undefined || event.data.skip === false) fileOf(event.data.file).passed += 1;
      else skipped += 1;
    } else if (event.type === 'test:fail' && isItself(event.data)) {
      const file = fileOf(event.data.file);
      file.failed += 1;
      yield failure(event.data, file);
    }
  }
  yield* ending(files, skipped);
}

/** A parent whose child failed is no failure of its own; a suite whose hook failed is one. */
function isItself(data: Failed): boolean {
  return (data.details.error as { failureType?: string }).failureType !== 'subtestsFailed';
}

/** Node reports a file without results of its own as one test named like it. */
function isFileItself({ name, file }: { readonly name: string; readonly file?: string | undefined }): boolean {
  return file !== undefined && path.resolve(root, name) === file;
}

function failure(data: Failed, file: File): string {
  const name = isFileItself(data) ? 'the file itself' : data.name;
  const place = `${path.relative(root, data.file ?? '')}${data.line && data.line > 1 ? `:${data.line}` : ''}`;
  const why = inspect(data.details.error.cause ?? data.details.error, { depth: 6, maxStringLength: 4000, maxArrayLength: 50 });
  const told = why === file.why ? '(for the same reason as the one before)' : why;
  file.why = why;
  return `\n✖ ${place} › ${name}\n${told.replace(/^/gm, '    ')}\n`;
}

function* ending(files: ReadonlyMap<string, File>, skipped: number): Generator<string> {
  const sorted = [...files].sort(([a], [b]) => (a < b ? -1 : 1));
  for (const [name, { failed, said }] of sorted) {
    if (failed > 0 && said.trim()) yield `\nWhat ${name} printed:\n${said.trimEnd()}\n`;
    else for (const [line] of said.matchAll(/^Still open after its tests:.*/gm)) yield `\n${name}: ${line}\n`;
  }
  yield '\n';
  for (const [name, { passed, failed }] of sorted) {
    if (passed + failed > 0) yield `${failed > 0 ? '✖' : '✔'} ${name}: ${passed}${failed > 0 ? `, and ${failed} failed` : ''}\n`;
  }
  const sum = (what: 'passed' | 'failed') => sorted.reduce((total, [, file]) => total + file[what], 0);
  yield `${skipped > 0 ? `${skipped} skipped\n` : ''}${sum('passed')} passed, ${sum('failed')} failed\n`;
}
