/** Content-Transfer-Encoding, by Node's own decoders: a 50 MB mail is taken in within tenths of a second. */
export function decodeTransfer(body: Buffer, encoding: string): Buffer {
  if (encoding === 'base64') return decodeBase64(body);
  if (encoding === 'quoted-printable') return decodeQuotedPrintable(body);
  if (/^(x-)?uu(e|encode)$/.test(encoding)) return decodeUu(body);
  return body;
}

const sextets = new Int8Array(256).fill(-1);
for (const [i, c] of [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'].entries()) sextets[c.charCodeAt(0)] = i;

/**
 * Runs of even lines go through Node's decoder in pieces of 48 kB, so that no string as long as the mail is made; the result's
 * length proves that nothing in them was skipped. The rest is decoded here: Node stops at the first padding, and some mailers
 * pad every line.
 */
function decodeBase64(body: Buffer): Buffer {
  const size = body.length;
  const out = Buffer.allocUnsafeSlow(Math.ceil((size * 3) / 4) + 3);
  let length = 0;
  for (let at = 0; at < size; ) {
    const run = evenRun(body, at);
    const got = run.bytes > 0 ? out.write(body.toString('latin1', at, run.end), length, 'base64') : 0;
    if (run.bytes > 0 && got === run.bytes) {
      length += got;
      at = run.end;
    } else [at, length] = decodeOddly(body, at, out, length);
  }
  return out.subarray(0, length);
}

const piece = 49_152;

/** Lines from `at` that are all as long as the first, a multiple of four: where they end and how many bytes they must give. */
function evenRun(body: Buffer, at: number): { end: number; bytes: number } {
  const feed = body.indexOf(0x0a, at);
  const width = (feed < 0 ? body.length : feed) - at - (feed > 0 && body[feed - 1] === 0x0d ? 1 : 0);
  if (feed < 0 || width > piece) {
    const end = Math.min(at + piece, at + (width & ~3));
    return { end, bytes: ((end - at) / 4) * 3 };
  }
  if (width < 4 || width % 4 !== 0) return { end: at, bytes: 0 };
  const stride = feed + 1 - at;
  let lines = 1;
  const most = Math.min(body.length - at, piece);
  while ((lines + 1) * stride <= most && body[at + (lines + 1) * stride - 1] === 0x0a) lines++;
  return { end: at + lines * stride, bytes: ((lines * width) / 4) * 3 };
}

/** Byte by byte up to the next line that begins with a whole group, skipping what is no base64. Gives where it stopped. */
function decodeOddly(body: Buffer, from: number, out: Buffer, written: number): [number, number] {
  let length = written;
  let bits = 0;
  let count = 0;
  for (let at = from; at < body.length; ) {
    const byte = body[at++] as number;
    const value = sextets[byte] as number;
    if (value >= 0) {
      bits = (bits << 6) | value;
      if (++count === 4) {
        out[length++] = bits >> 16;
        out[length++] = bits >> 8;
        out[length++] = bits;
        bits = count = 0;
      }
    } else if (byte === 0x3d) {
      length = endUnit(out, length, bits, count);
      bits = count = 0;
    } else if (byte === 0x0a && count === 0 && at - from > 4096) return [at, length];
  }
  return [body.length, endUnit(out, length, bits, count)];
}

function endUnit(out: Buffer, length: number, bits: number, count: number): number {
  if (count === 2) out[length++] = bits >> 4;
  if (count === 3) {
    out[length++] = bits >> 10;
    out[length++] = bits >> 2;
  }
  return length;
}

function decodeQuotedPrintable(body: Buffer): Buffer {
  const out = Buffer.allocUnsafe(body.length);
  let size = 0;
  for (let i = 0; i < body.length; i++) {
    const byte = body[i] as number;
    if (byte !== 0x3d) {
      out[size++] = byte;
      continue;
    }
    const high = hex(body[i + 1]);
    const low = hex(body[i + 2]);
    if (high >= 0 && low >= 0) {
      out[size++] = (high << 4) | low;
      i += 2;
      continue;
    }
    const soft = softBreak(body, i + 1);
    if (soft < 0) out[size++] = byte;
    else i = soft;
  }
  return out.subarray(0, size);
}

/** Where the line feed of a soft break stands, blanks before it allowed as transports add them; -1 when `=` is only a sign. */
function softBreak(body: Buffer, from: number): number {
  for (let i = from; i < from + 80; i++) {
    const byte = body[i];
    if (byte === undefined) return body.length;
    if (byte === 0x0a) return i;
    if (byte !== 0x20 && byte !== 0x09 && byte !== 0x0d) return -1;
  }
  return -1;
}

function hex(byte: number | undefined): number {
  if (byte === undefined) return -1;
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const upper = byte & 0xdf;
  return upper >= 0x41 && upper <= 0x46 ? upper - 0x37 : -1;
}

function decodeUu(body: Buffer): Buffer {
  const out: number[] = [];
  for (const line of body.toString('latin1').split(/\r?\n/)) {
    const size = line.charCodeAt(0) - 32;
    if (!(size > 0 && size <= 45) || line.startsWith('begin ') || line === 'end') continue;
    const six = (i: number): number => ((line.charCodeAt(i) || 32) - 32) & 63;
    for (let i = 1, left = size; left > 0; i += 4, left -= 3) {
      const word = (six(i) << 18) | (six(i + 1) << 12) | (six(i + 2) << 6) | six(i + 3);
      for (let b = 0; b < Math.min(3, left); b++) out.push((word >> (16 - 8 * b)) & 255);
    }
  }
  return Buffer.from(out);
}
