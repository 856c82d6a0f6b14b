import { spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { withCompileCache } from './compiled.ts';
import { readFrames, writeFrame } from './frames.ts';
import { type Lane, LaneDied, type Packed, type Reply, unpack } from './packing.ts';
import { patience } from './patience.ts';

export interface ProcessOptions {
  readonly timeoutMs: number;
  /** Above what Node itself reserves. */
  readonly memoryMb: number;
  readonly prlimit: string;
}

/** Where `prlimit` is (util-linux); null on machines without it. */
export function findPrlimit(): string | null {
  if (process.platform !== 'linux') return null;
  for (const folder of [...(process.env['PATH'] ?? '').split(delimiter), '/usr/bin', '/bin']) {
    const file = join(folder, 'prlimit');
    try {
      accessSync(file, constants.X_OK);
      return file;
    } catch {
      // Not in this folder.
    }
  }
  return null;
}

/** A child under `prlimit --data`, which bounds Buffers too: a thread limited to 128 MB was seen to hold 1,500 MB of them. */
export function openProcess({ timeoutMs, memoryMb, prlimit }: ProcessOptions): Lane {
  const script = fileURLToPath(new URL('./child.ts', import.meta.url));
  const heap = ['--max-old-space-size=192', '--max-semi-space-size=4'];
  const child = spawn(process.execPath, [...heap, script, prlimit, String(memoryMb)], {
    stdio: ['pipe', 'pipe', 'ignore'],
    env: withCompileCache(),
  });
  let settle: { resolve(replies: Reply[]): void; reject(died: LaneDied): void } | null = null;
  const gone = new Promise<void>((resolve) => {
    child.once('close', (code, signal) => {
      // V8 aborts (SIGABRT, SIGTRAP, or code 134 through a shell) when an allocation is refused.
      settle?.reject(new LaneDied('memory', `the process ended: ${signal ?? code}`));
      resolve();
    });
    child.once('error', (error) => {
      settle?.reject(new LaneDied('error', error.message));
      resolve();
    });
  });
  // A child that dies while it is written to closes the pipe: `close` tells why.
  child.stdin.on('error', () => undefined);
  const limit = patience(timeoutMs, () => settle?.reject(new LaneDied('time', `more than ${timeoutMs} ms`)));
  readFrames(child.stdout, (head, contents) => {
    if (head === 'up') limit.started();
    else settle?.resolve(unpack({ ...(head as Omit<Packed, 'contents'>), contents }));
  });
  const hold = (held: boolean): void => {
    for (const end of [child, child.stdin, child.stdout] as unknown as { ref(): void; unref(): void }[]) {
      if (held) end.ref();
      else end.unref();
    }
  };
  hold(false);
  return {
    ask: (task) =>
      new Promise<Reply[]>((resolve, reject) => {
        hold(true);
        limit.begin();
        const done = (): void => {
          limit.end();
          settle = null;
          hold(false);
        };
        settle = { resolve: (replies) => (done(), resolve(replies)), reject: (died) => (done(), reject(died)) };
        const raw = task.raws[0] ?? new Uint8Array(0);
        const isBytes = raw instanceof Uint8Array;
        void writeFrame(child.stdin, { file: isBytes ? null : raw, context: task.context }, isBytes ? raw : new Uint8Array(0));
      }),
    end: async () => {
      hold(true);
      child.kill('SIGKILL');
      await gone;
    },
  };
}
