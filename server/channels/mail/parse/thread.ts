import { Worker } from 'node:worker_threads';
import { withCompileCache } from './compiled.ts';
import { type Lane, LaneDied, type Packed, type Reply, type Task, unpack } from './packing.ts';
import { patience } from './patience.ts';

export interface ThreadOptions {
  readonly timeoutMs: number;
  readonly heapMb: number;
}

/** A worker thread: ended when it takes too long or too much JavaScript memory. Buffers are bounded by what it is handed. */
export function openThread({ timeoutMs, heapMb }: ThreadOptions): Lane {
  const worker = new Worker(new URL('../worker.ts', import.meta.url), {
    resourceLimits: { maxOldGenerationSizeMb: heapMb, maxYoungGenerationSizeMb: 4, stackSizeMb: 4 },
    // The tests' own flags (--test) would make the thread wait for tests.
    execArgv: [],
    env: withCompileCache(),
  });
  worker.unref();
  let settle: { resolve(replies: Reply[]): void; reject(died: LaneDied): void } | null = null;
  const limit = patience(timeoutMs, () => settle?.reject(new LaneDied('time', `more than ${timeoutMs} ms`)));
  worker.on('message', (packed: Packed | 'up') => {
    if (packed === 'up') limit.started();
    else settle?.resolve(unpack(packed));
  });
  worker.on('error', (error: Error & { code?: string }) =>
    settle?.reject(new LaneDied(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'memory' : 'error', error.message)),
  );
  worker.on('exit', () => settle?.reject(new LaneDied('error', 'the thread ended')));
  return {
    ask: (task) =>
      new Promise<Reply[]>((resolve, reject) => {
        worker.ref();
        limit.begin();
        const done = (): void => {
          limit.end();
          settle = null;
          worker.unref();
        };
        settle = {
          resolve: (replies) => (done(), resolve(replies)),
          reject: (died) => (done(), reject(died)),
        };
        // A copy is moved: the caller goes on with its own bytes, which are still to be stored.
        const raws = task.raws.map((raw) => (raw instanceof Uint8Array ? new Uint8Array(raw) : raw));
        worker.postMessage(
          { raws, context: task.context } satisfies Task,
          raws.flatMap((raw) => (raw instanceof Uint8Array ? [raw.buffer] : [])),
        );
      }),
    end: async () => {
      await worker.terminate();
    },
  };
}
