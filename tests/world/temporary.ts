import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

const leaving = new Set<() => void>();
let listening = false;

/** Runs when the process ends, by itself or by a signal; answers how to take it back. What it does must be synchronous. */
export function onExit(cleanUp: () => void): () => void {
  leaving.add(cleanUp);
  if (!listening) {
    listening = true;
    process.on('exit', () => {
      for (const one of [...leaving].reverse()) one();
    });
    for (const [signal, code] of [
      ['SIGINT', 130],
      ['SIGTERM', 143],
      ['SIGHUP', 129],
    ] as const)
      process.once(signal, () => process.exit(code));
  }
  return () => leaving.delete(cleanUp);
}

/** A folder that is gone when the process ends, or when `remove` is called. */
export function temporaryFolder(name: string): { readonly path: string; remove(): void } {
  const folder = mkdtempSync(path.join(tmpdir(), `ventanilla-${name}-`));
  const remove = () => {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
    forget();
  };
  const forget = onExit(remove);
  return { path: folder, remove };
}

/** A port that was free a moment ago. For programs that must be told theirs; whoever can listens on 0. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}

/** Asks `ready` until it says so; real time, because what it waits for is another program. */
export async function eventually<T>(
  what: string,
  ready: () => Promise<T | undefined | false> | T | undefined | false,
  within = 10_000,
): Promise<T> {
  const deadline = performance.now() + within;
  for (;;) {
    const found = await ready();
    if (found !== undefined && found !== false) return found;
    if (performance.now() > deadline) throw new Error(`Waited ${within} ms in vain: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 15));
  }
}
