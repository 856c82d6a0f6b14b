/** The thread that parses mails of ordinary size. */
import { parentPort } from 'node:worker_threads';
import { answer } from './parse/answer.ts';
import { pack, release, type Task } from './parse/packing.ts';

parentPort?.on('message', ({ raws, context }: Task) => {
  const packed = pack(raws.map((raw) => answer(raw, context)));
  for (const raw of raws) if (raw instanceof Uint8Array) release(raw);
  parentPort?.postMessage(packed, [packed.contents.buffer as ArrayBuffer]);
});
parentPort?.postMessage('up');
