import { createReadStream } from 'node:fs';
import { open, readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';

/** One raw mail of an import. */
export interface Found {
  readonly raw: Buffer;
  /** The `From ` line of an mbox, without its line end; null elsewhere. */
  readonly fromLine: string | null;
}

/** A file that could not be read counts as failed; the rest goes on. */
export type Source = Found | { readonly failed: string };

// Above this a mail is not one: it is a damaged mbox, or a disk image with a wrong name.
const largest = 256 * 1024 * 1024;

/** Every mail under the paths: .eml files, mbox files (mboxrd quoting undone), Maildir and folders of any of them, in a stable order. */
export async function* mailsUnder(paths: readonly string[]): AsyncGenerator<Source> {
  for (const one of paths) yield* mailsAt(one, true);
}

async function* mailsAt(at: string, isNamed: boolean): AsyncGenerator<Source> {
  const info = await stat(at).catch(() => null);
  if (info?.isDirectory()) yield* mailsIn(at);
  else if (info?.isFile()) yield* mailsOf(at, { isNamed, size: info.size });
  else if (isNamed) yield { failed: at };
}

async function* mailsIn(folder: string): AsyncGenerator<Source> {
  const names = await readdir(folder).catch(() => null);
  if (names === null) {
    yield { failed: folder };
    return;
  }
  const isMaildir = names.includes('cur') && names.includes('new');
  // tmp holds mails that are still being delivered.
  for (const name of names.sort()) if (!(isMaildir && name === 'tmp')) yield* mailsAt(path.join(folder, name), false);
}

async function* mailsOf(file: string, { isNamed, size }: { isNamed: boolean; size: number }): AsyncGenerator<Source> {
  try {
    const start = await firstBytes(file);
    if (/^(?:\r?\n)*From .*\r?\n/.test(start) && !/\.eml$/i.test(file)) yield* mailsOfMbox(file);
    else if (size <= largest && (isNamed || looksLikeMail(file, start))) yield { raw: await readFile(file), fromLine: null };
    else if (isNamed) yield { failed: file };
  } catch {
    yield { failed: file };
  }
}

/** In a folder there may be anything: indexes of Dovecot, lists of subscriptions, notes. */
function looksLikeMail(file: string, start: string): boolean {
  const folder = path.basename(path.dirname(file));
  return /\.(?:eml|msg|mail)$/i.test(file) || folder === 'cur' || folder === 'new' || /^[!-9;-~]{1,100}:[ \t]/.test(start);
}

async function firstBytes(file: string): Promise<string> {
  const handle = await open(file, 'r');
  try {
    const bytes = Buffer.alloc(2048);
    const { bytesRead } = await handle.read(bytes, 0, bytes.length, 0);
    return bytes.toString('latin1', 0, bytesRead);
  } finally {
    await handle.close();
  }
}

const lineFeed = 0x0a;

/** Mails of an mbox, streamed. A `From ` line counts after an empty line or at the start, as in every dialect. */
export async function* mailsOfMbox(file: string): AsyncGenerator<Source> {
  let lines: Buffer[] = [];
  let size = 0;
  let fromLine: string | null = null;
  let afterEmpty = true;
  const finish = (): Source | null => {
    if (fromLine === null) return null;
    const found = size > largest ? { failed: file } : { raw: Buffer.concat(withoutLastEmpty(lines)), fromLine };
    lines = [];
    size = 0;
    return found;
  };
  for await (const line of linesOf(file)) {
    if (afterEmpty && isFromLine(line)) {
      const done = finish();
      if (done) yield done;
      fromLine = line.toString('latin1').trimEnd();
    } else if (fromLine !== null) {
      size += line.length;
      if (size <= largest) lines.push(unquoted(line));
    }
    afterEmpty = line.length <= 2 && (line[0] === lineFeed || line[1] === lineFeed);
  }
  const last = finish();
  if (last) yield last;
}

function isFromLine(line: Buffer): boolean {
  return line.length > 5 && /^From .*(?:\d{4}|:\d\d)/.test(line.toString('latin1', 0, 300));
}

/** mboxrd: `>From ` in the file is `From ` in the mail, `>>From ` is `>From `. */
function unquoted(line: Buffer): Buffer {
  return line[0] === 0x3e && /^>+From /.test(line.toString('latin1', 0, 80)) ? line.subarray(1) : line;
}

/** The empty line before the next `From ` belongs to the mbox. */
function withoutLastEmpty(lines: readonly Buffer[]): readonly Buffer[] {
  const last = lines.at(-1);
  return last && last.length <= 2 && last.at(-1) === lineFeed ? lines.slice(0, -1) : lines;
}

async function* linesOf(file: string): AsyncGenerator<Buffer> {
  let rest: Buffer[] = [];
  for await (const chunk of createReadStream(file, { highWaterMark: 1024 * 1024 }) as AsyncIterable<Buffer>) {
    let start = 0;
    for (let end = chunk.indexOf(lineFeed); end >= 0; end = chunk.indexOf(lineFeed, start)) {
      const piece = chunk.subarray(start, end + 1);
      yield rest.length === 0 ? Buffer.from(piece) : Buffer.concat([...rest, piece]);
      rest = [];
      start = end + 1;
    }
    if (start < chunk.length) rest.push(Buffer.from(chunk.subarray(start)));
  }
  if (rest.length > 0) yield Buffer.concat(rest);
}
