/** A mail of ours without its files, and each of the files as the part of the mail that it is. */
export interface Split {
  readonly light: Buffer;
  readonly parts: readonly Buffer[];
}

/** Takes the files out of a mail as `compose` makes it: multipart/mixed, the words first. Null where it is none. */
export function splitMail(raw: Buffer): Split | null {
  const headerEnd = raw.indexOf('\r\n\r\n');
  const header = headerEnd < 0 ? '' : raw.toString('latin1', 0, headerEnd);
  const boundary = /^content-type:\s*multipart\/mixed;(?:[^\r\n]|\r\n[ \t])*?boundary="?([^"\r\n;]+)"?/im.exec(header)?.[1];
  if (boundary === undefined) return null;
  const marks = marksOf(raw, Buffer.from(`\r\n--${boundary}`, 'latin1'), headerEnd + 2);
  const parts = marks.slice(0, -1).map((mark, nr) => raw.subarray(lineAfter(raw, mark), marks[nr + 1]));
  const first = marks[1];
  if (parts.length < 2 || first === undefined) return null;
  return { light: Buffer.concat([raw.subarray(0, first), Buffer.from(`\r\n--${boundary}--\r\n`, 'latin1')]), parts: parts.slice(1) };
}

function marksOf(raw: Buffer, mark: Buffer, from: number): number[] {
  const found: number[] = [];
  for (let at = raw.indexOf(mark, from); at >= 0; at = raw.indexOf(mark, at + mark.length)) found.push(at);
  return found;
}

function lineAfter(raw: Buffer, mark: number): number {
  return raw.indexOf('\r\n', mark + 2) + 2;
}
