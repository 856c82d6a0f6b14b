/**
 * Bytes to text as people meant them: labels are wrong often enough that what the bytes are weighs more than what is said.
 * iso-8859-1 and us-ascii are windows-1252 (WHATWG); utf-7 is never decoded: it is shown as it stands.
 */
const utf8 = new TextDecoder('utf-8', { ignoreBOM: false });
const strict = new TextDecoder('utf-8', { fatal: true });
const western = new TextDecoder('windows-1252');
const decoders = new Map<string, TextDecoder | null>([
  ['utf-8', utf8],
  ['windows-1252', western],
]);

const aliases: Readonly<Record<string, string>> = {
  utf8: 'utf-8',
  latin1: 'windows-1252',
  iso88591: 'windows-1252',
  iso885915: 'iso-8859-15',
  usascii: 'us-ascii',
  ascii: 'us-ascii',
  ansix341968: 'us-ascii',
  cp932: 'shift_jis',
  ms932: 'shift_jis',
  cp936: 'gbk',
  cp949: 'euc-kr',
  iso2022jp1: 'iso-2022-jp',
  tis620: 'windows-874',
};

/** Labels under which UTF-8 is often sent all the same, by forms and scripts that never say what they write. */
const doubtful = new Set(['windows-1252', 'iso-8859-15', 'us-ascii']);

export function decodeText(bytes: Uint8Array, label: string): string {
  const name = canonical(label);
  const decoder = name === '' ? null : decoderOf(name);
  if (!decoder) return decodeUnlabelled(bytes);
  if (name === 'utf-8') return decodeClaimedUtf8(bytes);
  if (doubtful.has(decoder.encoding) || name === 'us-ascii') {
    const asUtf8 = strictUtf8(bytes);
    if (asUtf8 !== null) return asUtf8;
  }
  return decoder.decode(bytes);
}

/** Nothing said: UTF-8 where the bytes are UTF-8, windows-1252 otherwise. */
export function decodeUnlabelled(bytes: Uint8Array): string {
  return strictUtf8(bytes) ?? decodeClaimedUtf8(bytes);
}

function strictUtf8(bytes: Uint8Array): string | null {
  try {
    return strict.decode(bytes);
  } catch {
    return null;
  }
}

/** One broken character in a long text (a mail cut short) leaves it UTF-8; more wrong than right makes it windows-1252. */
function decodeClaimedUtf8(bytes: Uint8Array): string {
  const text = utf8.decode(bytes);
  if (!text.includes('\ufffd')) return text;
  let wrong = 0;
  let right = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 0xfffd) wrong++;
    else if (code > 0x7f) right++;
  }
  return wrong > right ? western.decode(bytes) : text;
}

function canonical(label: string): string {
  const plain = label
    .trim()
    .replace(/^["']|["']$/g, '')
    .toLowerCase();
  return aliases[plain.replace(/^(x-|cs)/, '').replace(/[\s._-]+/g, '')] ?? plain;
}

function decoderOf(name: string): TextDecoder | null {
  const known = decoders.get(name);
  if (known !== undefined) return known;
  let made: TextDecoder | null = null;
  try {
    made = new TextDecoder(name);
  } catch {
    // An unknown label (unknown-8bit, x-unknown, utf-7) decides nothing.
  }
  if (decoders.size < 60) decoders.set(name, made);
  return made;
}

/** `Ã±` for `ñ`: UTF-8 that somebody decoded as windows-1252 and encoded again. Only the shown text is repaired. */
export function repairDouble(text: string): string {
  if (!/[\u00c2-\u00c5][\u0080-\u00bf\u0152-\u0178\u02c6\u02dc\u2013-\u203a\u20ac\u2122]/.test(text)) return text;
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    const byte = code < 0x100 ? code : (westernBytes().get(code) ?? -1);
    if (byte < 0) return text;
    bytes[i] = byte;
  }
  return strictUtf8(bytes) ?? text;
}

let reverse: Map<number, number> | null = null;
function westernBytes(): Map<number, number> {
  reverse ??= new Map(Array.from({ length: 32 }, (_, i) => [western.decode(Uint8Array.of(0x80 + i)).charCodeAt(0), 0x80 + i]));
  return reverse;
}

/** Characters no column and no screen wants: NUL (PostgreSQL refuses it) and the other controls but tab and line feed. */
export function withoutControls(text: string): string {
  if (!controls.test(text)) return text;
  return text.replace(/\r\n?/g, '\n').replaceAll(new RegExp(controls, 'g'), '');
}

// oxlint-disable-next-line no-control-regex
const controls = /[\u0000-\u0008\u000b-\u001f\u007f]/;
