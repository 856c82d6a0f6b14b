import { inflateSync } from 'node:zlib';

export interface PdfText {
  /** The words of each page, in the order in which they were drawn, runs of white space as one space. */
  readonly pages: readonly string[];
  /** Of its pages, as 595x842: points, rounded. */
  readonly sizes: ReadonlySet<string>;
}

/** The text of a PDF as Chromium writes them: whole objects, fonts with a table from glyphs to signs. */
export function textOfPdf(bytes: Buffer): PdfText {
  const objects = objectsOf(bytes);
  const pages = [...objects.values()].filter(({ head }) => /\/Type\s*\/Page\b(?!s)/.test(head));
  return {
    pages: ordered(objects, pages).map((page) => textOf(objects, page).replace(/\s+/g, ' ').trim()),
    sizes: new Set(
      pages.map(({ head }) => {
        const [, width, height] = /\/MediaBox\s*\[\s*0\s+0\s+([\d.]+)\s+([\d.]+)/.exec(head) ?? [];
        return `${Math.round(Number(width))}x${Math.round(Number(height))}`;
      }),
    ),
  };
}

interface PdfObject {
  readonly head: string;
  stream(): string;
}

type Objects = ReadonlyMap<string, PdfObject>;

function objectsOf(bytes: Buffer): Objects {
  const text = bytes.toString('latin1');
  const found = new Map<string, PdfObject>();
  for (const match of text.matchAll(/(?:^|\n)(\d+) 0 obj\s/g)) {
    const start = match.index + match[0].length;
    const body = text.slice(start, text.indexOf('endobj', start));
    const at = /stream\r?\n/.exec(body);
    const head = at ? body.slice(0, at.index) : body;
    found.set(match[1] as string, {
      head,
      stream() {
        if (!at) return '';
        const length = Number(/\/Length (\d+)/.exec(head)?.[1]);
        const from = start + at.index + at[0].length;
        const raw = bytes.subarray(from, from + length);
        return (/FlateDecode/.test(head) ? inflateSync(raw) : raw).toString('latin1');
      },
    });
  }
  return found;
}

/** As the tree of pages names them. */
function ordered(objects: Objects, pages: readonly PdfObject[]): PdfObject[] {
  const kids = [...objects.values()]
    .filter(({ head }) => /\/Type\s*\/Pages\b/.test(head))
    .flatMap(({ head }) => [...(/\/Kids\s*\[([^\]]*)\]/.exec(head)?.[1] ?? '').matchAll(/(\d+) 0 R/g)])
    .map(([, id]) => objects.get(id as string));
  const named = kids.filter((one): one is PdfObject => one !== undefined && pages.includes(one));
  return named.length === pages.length ? named : [...pages];
}

function textOf(objects: Objects, page: PdfObject): string {
  const fonts = new Map<string, ReadonlyMap<number, string>>();
  for (const [, name, id] of page.head.matchAll(/\/(F\d+) (\d+) 0 R/g)) fonts.set(name as string, signsOf(objects, id as string));
  const contents = [...(/\/Contents\s*(\[[^\]]*\]|\d+ 0 R)/.exec(page.head)?.[1] ?? '').matchAll(/(\d+) 0 R/g)];
  const drawn = contents.map(([, id]) => objects.get(id as string)?.stream() ?? '').join('\n');
  let [signs, said]: [ReadonlyMap<number, string>, string] = [new Map(), ''];
  for (const [token, font, hex, end] of drawn.matchAll(/\/(F\d+) [\d.]+ Tf|<([\dA-Fa-f]+)>|\b(ET)\b/g)) {
    if (font !== undefined) signs = fonts.get(font) ?? new Map();
    else if (hex !== undefined) for (const glyph of hex.match(/.{4}/g) ?? []) said += signs.get(Number.parseInt(glyph, 16)) ?? '';
    else if (end !== undefined && token) said += '\n';
  }
  return said;
}

/** From the numbers of a font's glyphs to what they stand for (PDF 9.10.3). */
function signsOf(objects: Objects, id: string): Map<number, string> {
  const table = /\/ToUnicode (\d+) 0 R/.exec(objects.get(id)?.head ?? '')?.[1];
  const map = (table === undefined ? '' : objects.get(table)?.stream()) ?? '';
  const signs = new Map<number, string>();
  const text = (hex: string) => Buffer.from(hex, 'hex').swap16().toString('utf16le');
  for (const [, block] of map.matchAll(/beginbfchar([^]*?)endbfchar/g))
    for (const [, glyph, sign] of (block as string).matchAll(/<(\w+)>\s*<(\w+)>/g))
      signs.set(Number.parseInt(glyph as string, 16), text(sign as string));
  for (const [, block] of map.matchAll(/beginbfrange([^]*?)endbfrange/g))
    for (const [, first, last, sign] of (block as string).matchAll(/<(\w+)>\s*<(\w+)>\s*<(\w+)>/g)) {
      const [from, to] = [Number.parseInt(first as string, 16), Number.parseInt(last as string, 16)];
      for (let glyph = from; glyph <= to; glyph += 1)
        signs.set(glyph, String.fromCodePoint(Number.parseInt(sign as string, 16) + glyph - from));
    }
  return signs;
}
