/** How far a folder has been read: everything up to `lastUid`, but for the gap. */
export interface Cursor {
  readonly uidvalidity: string;
  readonly lastUid: number;
  readonly gap: Gap | null;
}

export interface Gap {
  readonly from: number;
  readonly to: number;
}

/** Above so many UIDs it is a backlog: new mail goes first, and the backlog follows in pieces. */
const backlogFrom = 100;

/** Where to go on, given what the server says now. Another UIDVALIDITY voids all UIDs: everything is looked at again. */
export function resume(stored: Cursor | null, server: { readonly uidvalidity: string; readonly uidNext: number }): Cursor {
  const cursor = stored?.uidvalidity === server.uidvalidity ? stored : { uidvalidity: server.uidvalidity, lastUid: 0, gap: null };
  const last = server.uidNext - 1;
  if (last - cursor.lastUid <= backlogFrom) return cursor;
  // A backlog on top of one that is not read yet: what lies between is known, and is not fetched again.
  return { ...cursor, lastUid: last, gap: { from: cursor.gap?.from ?? cursor.lastUid + 1, to: last } };
}

/** The first piece of a gap. */
export function pieceOf(gap: Gap, most: number): Gap {
  return { from: gap.from, to: Math.min(gap.to, gap.from + most - 1) };
}

/** The gap once everything up to `uid` has been read; null when nothing is left of it. */
export function after(gap: Gap, uid: number): Gap | null {
  return uid >= gap.to ? null : { from: Math.max(gap.from, uid + 1), to: gap.to };
}

export interface Listed {
  readonly uid: number;
  readonly size: number;
}

/** Cuts a list into what is fetched and committed together: at most `mails`, and `bytes` unless one alone is larger. */
export function batches<T extends Listed>(list: readonly T[], most: { readonly mails: number; readonly bytes: number }): T[][] {
  const made: T[][] = [];
  let bytes = 0;
  for (const one of list) {
    const last = made.at(-1);
    if (last && last.length < most.mails && bytes + one.size <= most.bytes) {
      last.push(one);
      bytes += one.size;
    } else {
      made.push([one]);
      bytes = one.size;
    }
  }
  return made;
}

/** A sequence set: `1:3,7`. The UIDs in ascending order. */
export function uidSet(uids: readonly number[]): string {
  const parts: string[] = [];
  let start = -1;
  for (let i = 0; i < uids.length; i++) {
    const uid = uids[i] as number;
    if (start < 0) start = uid;
    if (uids[i + 1] === uid + 1) continue;
    parts.push(start === uid ? String(uid) : `${start}:${uid}`);
    start = -1;
  }
  return parts.join(',');
}
