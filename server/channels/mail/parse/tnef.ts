/** winmail.dat of Outlook (MS-OXTNEF): the files and the body in it. Bounded by its own length; what is not understood is left. */
import { decodeUnlabelled } from './charset.ts';
import { cleanFileName } from './file-name.rules.ts';

export interface Tnef {
  readonly body: string | null;
  readonly html: string | null;
  readonly files: readonly { readonly name: string; readonly type: string; readonly content: Buffer }[];
}

const signature = 0x223e9f78;
const attribute = {
  body: 0x2800c,
  properties: 0x69003,
  fileStart: 0x69002,
  fileTitle: 0x18010,
  fileData: 0x6800f,
  fileProperties: 0x69005,
} as const;
const property = { body: 0x1000, html: 0x1013, data: 0x3701, longName: 0x3707, name: 0x3001, mime: 0x370e } as const;

interface File {
  title: string;
  longName: string;
  type: string;
  content: Buffer;
}

export function isTnef(content: Buffer): boolean {
  return content.length > 6 && content.readUInt32LE(0) === signature;
}

/** At most `most` files. Never throws: a broken stream gives what stood before the break. */
export function readTnef(content: Buffer, most: number): Tnef {
  let body: string | null = null;
  let html: string | null = null;
  const files: File[] = [];
  const properties = (data: Buffer, each: (id: number, type: number, value: Buffer) => void): void => mapi(data, each);
  for (let at = 6; at + 11 <= content.length; ) {
    const id = content.readUInt32LE(at + 1) & 0xfffff;
    const size = content.readUInt32LE(at + 5);
    if (size > content.length - at - 9) break;
    const data = content.subarray(at + 9, at + 9 + size);
    at += 9 + size + 2;
    const file = files.at(-1);
    if (id === attribute.body) body ??= bytesAsText(data);
    else if (id === attribute.properties)
      properties(data, (prop, type, value) => {
        if (prop === property.body) body = text(type, value);
        if (prop === property.html) html = type === 0x102 ? bytesAsText(value) : text(type, value);
      });
    else if (id === attribute.fileStart) {
      if (files.length >= most) break;
      files.push({ title: '', longName: '', type: '', content: Buffer.alloc(0) });
    } else if (file && id === attribute.fileTitle) file.title = bytesAsText(data);
    else if (file && id === attribute.fileData) file.content = data;
    else if (file && id === attribute.fileProperties)
      properties(data, (prop, type, value) => {
        if (prop === property.longName || (prop === property.name && file.longName === '')) file.longName = text(type, value);
        if (prop === property.mime) file.type = text(type, value).toLowerCase();
        if (prop === property.data && file.content.length === 0) file.content = value;
      });
  }
  return { body, html, files: files.filter((file) => file.content.length > 0).map(named) };
}

function named(file: File, at: number): Tnef['files'][number] {
  const type = /^[\w.+-]+\/[\w.+-]+$/.test(file.type) ? file.type : 'application/octet-stream';
  return { name: cleanFileName(file.longName || file.title, `adjunto-${at + 1}.bin`), type, content: file.content };
}

/** A list of MAPI properties: count, then tag and value each, values padded to four bytes. */
function mapi(data: Buffer, each: (id: number, type: number, value: Buffer) => void): void {
  let at = 4;
  const room = (size: number): boolean => size >= 0 && at + size <= data.length;
  for (let left = room(0) && data.length >= 4 ? Math.min(data.readUInt32LE(0), 5000) : 0; left > 0 && room(4); left--) {
    const type = data.readUInt16LE(at);
    const id = data.readUInt16LE(at + 2);
    at += 4;
    if (id >= 0x8000) {
      // A named property: its GUID, then a number or a name.
      if (!room(24)) return;
      const kind = data.readUInt32LE(at + 16);
      const size = data.readUInt32LE(at + 20);
      at += 24;
      if (kind === 1) at += padded(size);
    }
    const one = type & 0xfff;
    const isVariable = one === 0x1e || one === 0x1f || one === 0x102 || one === 0xd;
    let count = 1;
    if (isVariable || (type & 0x1000) !== 0) {
      if (!room(4)) return;
      count = data.readUInt32LE(at);
      at += 4;
    }
    for (; count > 0 && room(1); count--) {
      let size = fixed[one] ?? -1;
      if (isVariable) {
        if (!room(4)) return;
        size = data.readUInt32LE(at);
        at += 4;
      }
      if (!room(size)) return;
      each(id, one, data.subarray(at, at + size));
      at += padded(size);
    }
  }
}

const fixed: Readonly<Record<number, number>> = {
  0x2: 2,
  0x3: 4,
  0x4: 4,
  0x5: 8,
  0x6: 8,
  0x7: 8,
  0xa: 4,
  0xb: 2,
  0x14: 8,
  0x40: 8,
  0x48: 16,
};

function padded(size: number): number {
  return (size + 3) & ~3;
}

function text(type: number, value: Buffer): string {
  return type === 0x1f ? value.toString('utf16le').replace(/\0+$/, '') : bytesAsText(value);
}

function bytesAsText(value: Buffer): string {
  return decodeUnlabelled(value).replace(/\0+$/, '');
}
