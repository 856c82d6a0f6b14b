/** S/MIME that carries its mail inside the signature (opaque signed-data, RFC 8551 3.5.2): taken out, never verified. */

const signedData = Buffer.from('2a864886f70d010702', 'hex');
const tag = { octets: 0x04, oid: 0x06, sequence: 0x30, octetsInPieces: 0x24, context: 0xa0 } as const;

interface Value {
  readonly tag: number;
  readonly from: number;
  /** Where its content ends, and where the next value begins (they differ for the indefinite lengths that Outlook writes). */
  readonly to: number;
  readonly next: number;
}

/** The signed bytes, or null when this is no signed-data or they are not in it. Never throws. */
export function signedContent(der: Buffer): Buffer | null {
  const content = inside(der, { tag: 0, from: 0, to: der.length, next: der.length }, [tag.sequence], 0);
  const type = content && children(der, content, 2)[0];
  if (!content || type?.tag !== tag.oid || !der.subarray(type.from, type.to).equals(signedData)) return null;
  const info = inside(der, content, [tag.context, tag.sequence], 1);
  // version, digest algorithms, then what was signed.
  const signed = info && children(der, info, 3)[2];
  const octets = signed && inside(der, signed, [tag.context], 1);
  const value = octets && children(der, octets, 1)[0];
  return value ? joined(der, value, 0) : null;
}

/** Steps down by tags; the first step takes the child at `skip`. */
function inside(der: Buffer, start: Value, path: readonly number[], skip: number): Value | null {
  let at: Value | undefined = start;
  for (const [step, wanted] of path.entries()) {
    at = children(der, at, skip + 1)[step === 0 ? skip : 0];
    if (at?.tag !== wanted) return null;
  }
  return at;
}

/** An octet string, whole or in pieces. */
function joined(der: Buffer, value: Value, depth: number): Buffer | null {
  if (value.tag === tag.octets) return der.subarray(value.from, value.to);
  if (value.tag !== tag.octetsInPieces || depth > 3) return null;
  const pieces = children(der, value, 100_000).map((one) => joined(der, one, depth + 1));
  return pieces.every((one) => one !== null) ? Buffer.concat(pieces) : null;
}

function children(der: Buffer, parent: Value, most: number): Value[] {
  const found: Value[] = [];
  for (let at = parent.from; at < parent.to && found.length < most; ) {
    const value = read(der, at, parent.to, 0);
    if (!value || (value.tag === 0 && value.from === value.to)) break;
    found.push(value);
    at = value.next;
  }
  return found;
}

function read(der: Buffer, at: number, end: number, depth: number): Value | null {
  const first = der[at + 1];
  if (at + 2 > end || first === undefined || depth > 12) return null;
  const type = der[at] as number;
  if (first < 0x80) return bounded(type, at + 2, first, end);
  if (first > 0x84) return null;
  if (first > 0x80) {
    const bytes = first - 0x80;
    return at + 2 + bytes <= end ? bounded(type, at + 2 + bytes, der.readUIntBE(at + 2, bytes), end) : null;
  }
  // Indefinite: values until two zeros.
  for (let inner = at + 2; inner + 2 <= end; ) {
    if (der[inner] === 0 && der[inner + 1] === 0) return { tag: type, from: at + 2, to: inner, next: inner + 2 };
    const value = read(der, inner, end, depth + 1);
    if (!value) return null;
    inner = value.next;
  }
  return null;
}

/** A value cut short ends where the bytes end: the beginning of a mail is better than none of it. */
function bounded(type: number, from: number, length: number, end: number): Value {
  const to = Math.min(from + length, end);
  return { tag: type, from, to, next: to };
}
