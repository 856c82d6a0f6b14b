// A browser packs its pictures quickly and in all colours; screens have few, so that a palette makes them a third as large.
import { crc32, deflateSync, inflateSync } from 'node:zlib';

/** The same picture (8 bits, RGB or RGBA without transparency) in 256 of its colours; the rest takes the nearest. */
export function withPalette(png: Buffer): Buffer {
  const { width, height, channels, pixels } = read(png);
  const colours = new Uint32Array(width * height);
  const uses = new Map<number, number>();
  for (let index = 0; index < colours.length; index++) {
    const colour = pixels.readUIntBE(index * channels, 3);
    colours[index] = colour;
    uses.set(colour, (uses.get(colour) ?? 0) + 1);
  }
  const byUse = [...uses].sort((a, b) => b[1] - a[1]).map(([colour]) => colour);
  const kept = chosen(byUse);
  const place = new Map(byUse.map((colour) => [colour, nearest(colour, kept)]));
  const lines = Buffer.alloc(height * (width + 1));
  for (let index = 0; index < colours.length; index++) {
    lines[Math.floor(index / width) * (width + 1) + 1 + (index % width)] = place.get(colours[index] as number) as number;
  }
  const header = Buffer.from(png.subarray(16, 29));
  header[9] = 3;
  const table = Buffer.alloc(kept.length * 3);
  for (const [index, colour] of kept.entries()) table.writeUIntBE(colour, index * 3, 3);
  const parts = [
    chunk('IHDR', header),
    chunk('PLTE', table),
    chunk('IDAT', deflateSync(lines, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ];
  return Buffer.concat([png.subarray(0, 8), ...parts]);
}

/** The most used that differ to the eye: a rare colour, such as the one late row, is not lost to shades of grey. */
function chosen(byUse: readonly number[]): number[] {
  const kept: number[] = [];
  for (const colour of byUse) {
    if (kept.length === 256) break;
    // The surfaces stay exactly as they are.
    if (kept.length < 64 || kept.every((other) => distance(colour, other) > 60)) kept.push(colour);
  }
  return kept;
}

function nearest(colour: number, among: readonly number[]): number {
  return among.reduce((best, other, index) => (distance(colour, other) < distance(colour, among[best] as number) ? index : best), 0);
}

function distance(one: number, other: number): number {
  return [16, 8, 0].reduce((sum, shift) => sum + (((one >> shift) & 255) - ((other >> shift) & 255)) ** 2, 0);
}

function read(png: Buffer): { width: number; height: number; channels: number; pixels: Buffer } {
  const [width, height, channels] = [png.readUInt32BE(16), png.readUInt32BE(20), png[25] === 6 ? 4 : 3];
  const packed: Buffer[] = [];
  for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at)) {
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT') packed.push(png.subarray(at + 8, at + 8 + png.readUInt32BE(at)));
  }
  return { width, height, channels, pixels: unfilter(inflateSync(Buffer.concat(packed)), { stride: width * channels, height, channels }) };
}

/** Each line says how it was foretold from its neighbours (PNG 9.2). */
function unfilter(raw: Buffer, { stride, height, channels }: { stride: number; height: number; channels: number }): Buffer {
  const pixels = Buffer.alloc(stride * height);
  for (let y = 0; y < height; y++) {
    const filter = raw[y * (stride + 1)] as number;
    for (let x = 0; x < stride; x++) {
      const at = y * stride + x;
      const left = x < channels ? 0 : (pixels[at - channels] as number);
      const up = y === 0 ? 0 : (pixels[at - stride] as number);
      const corner = x < channels || y === 0 ? 0 : (pixels[at - stride - channels] as number);
      const foretold = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter] as number;
      pixels[at] = (raw[y * (stride + 1) + 1 + x] as number) + foretold;
    }
  }
  return pixels;
}

function paeth(left: number, up: number, corner: number): number {
  const [a, b, c] = [Math.abs(up - corner), Math.abs(left - corner), Math.abs(left + up - 2 * corner)];
  return a <= b && a <= c ? left : b <= c ? up : corner;
}

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, sum]);
}
