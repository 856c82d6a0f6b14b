import assert from 'node:assert/strict';
import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import { test } from 'node:test';
import { readFrames, writeFrame } from './frames.ts';

async function sent(frames: readonly (readonly [unknown, Uint8Array])[]): Promise<Buffer> {
  const pipe = new PassThrough();
  const chunks: Buffer[] = [];
  pipe.on('data', (chunk: Buffer) => chunks.push(chunk));
  for (const [head, block] of frames) await writeFrame(pipe, head, block);
  const ended = once(pipe, 'end');
  pipe.end();
  await ended;
  return Buffer.concat(chunks);
}

test('frames come out as they went in, however the stream is cut', async () => {
  const frames = [
    [{ a: 1 }, Buffer.from('uno')],
    [null, Buffer.alloc(0)],
    ['ñ', Buffer.alloc(70_000, 7)],
  ] as const;
  const bytes = await sent(frames);
  for (const step of [1, 7, 8, 9, 1000, bytes.length]) {
    const pipe = new PassThrough();
    const got: [unknown, number][] = [];
    readFrames(pipe, (head, block) => got.push([head, block.length]));
    for (let at = 0; at < bytes.length; at += step) pipe.write(bytes.subarray(at, at + step));
    const ended = once(pipe, 'end');
    pipe.end();
    await ended;
    assert.deepEqual(
      got,
      frames.map(([head, block]) => [head, block.length]),
      `step ${step}`,
    );
  }
});

test('a frame that claims to be endless ends the stream', async () => {
  const pipe = new PassThrough();
  const failed = new Promise<Error>((resolve) => pipe.once('error', resolve));
  readFrames(pipe, () => assert.fail(), 1000);
  pipe.write(Buffer.from('ffffff00ffffff00', 'hex'));
  assert.match((await failed).message, /too large/);
});
