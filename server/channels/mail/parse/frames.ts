/** Between the product and the child that parses large mails: two lengths, a small serialised head, one block of bytes. */
import type { Readable, Writable } from 'node:stream';
import { deserialize, serialize } from 'node:v8';

const prefix = 8;

export async function writeFrame(to: Writable, head: unknown, block: Uint8Array): Promise<void> {
  const small = serialize(head);
  const lengths = Buffer.alloc(prefix);
  lengths.writeUInt32LE(small.length, 0);
  lengths.writeUInt32LE(block.length, 4);
  to.write(lengths);
  to.write(small);
  // In pieces, so that the stream does not hold the whole block beside it.
  for (let at = 0; at < block.length; at += 1 << 20) {
    if (!to.write(block.subarray(at, at + (1 << 20)))) await new Promise<void>((resolve) => to.once('drain', () => resolve()));
  }
}

/** Calls `each` for every whole frame. The block is allocated once, at its length. */
export function readFrames(from: Readable, each: (head: unknown, block: Uint8Array) => void, most = 1 << 30): void {
  let lengths = Buffer.alloc(0);
  let target: Uint8Array = new Uint8Array(0);
  let got = 0;
  let small = -1;
  const take = (chunk: Buffer): void => {
    for (let rest = chunk; rest.length > 0 || (small >= 0 && got === target.length); ) {
      if (small < 0) {
        const wanted = prefix - lengths.length;
        lengths = Buffer.concat([lengths, rest.subarray(0, wanted)]);
        rest = rest.subarray(wanted);
        if (lengths.length < prefix) return;
        small = lengths.readUInt32LE(0);
        const total = small + lengths.readUInt32LE(4);
        if (total > most) return void from.destroy(new Error('a frame too large'));
        target = new Uint8Array(total);
        got = 0;
      }
      const piece = rest.subarray(0, target.length - got);
      target.set(piece, got);
      got += piece.length;
      rest = rest.subarray(piece.length);
      if (got < target.length) return;
      const whole = target;
      const head = small;
      target = new Uint8Array(0);
      lengths = Buffer.alloc(0);
      small = -1;
      got = 0;
      each(deserialize(whole.subarray(0, head)), whole.subarray(head));
    }
  };
  from.on('data', take);
}
