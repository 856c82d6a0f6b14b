import { hour, minute, monday, rain } from './script.ts';

// The independent count: nothing of the product is used here, neither its working time nor its rules.

/** What was seen to happen to one letter, from outside: by the mail servers and the page. Product ms. */
export type Seen =
  | { readonly kind: 'in'; readonly at: number }
  /** Accepted for the requester, or found in Sent. */
  | { readonly kind: 'answered'; readonly at: number }
  | { readonly kind: 'escalated'; readonly at: number; readonly area: string; readonly dueAt: number | null }
  | { readonly kind: 'areaAnswered'; readonly at: number; readonly area: string }
  | { readonly kind: 'handedBack'; readonly at: number; readonly area: string }
  | { readonly kind: 'setAside'; readonly at: number }
  /** The last answer came back. */
  | { readonly kind: 'bounced'; readonly at: number };

export interface Expected {
  readonly clause: '5.3' | '5.3-area';
  readonly basis: 'text' | 'target';
  readonly openedAt: number;
  readonly dueAt: number;
  readonly settledAt: number | null;
  readonly state: 'open' | 'met' | 'late' | 'setAside';
}

const second = 1000;
const opens = 8 * hour;
const closes = 16 * hour;
const rainFrom = Date.parse(`${rain.date}T${rain.from}:00-04:00`);
const rainTo = Date.parse(`${rain.date}T${rain.to}:00-04:00`);

/** Whether the second that begins then is worked; `rains`: whether the closure counts. */
function isWorked(at: number, rains: boolean): boolean {
  const sinceMonday = at - monday;
  const weekday = Math.floor(sinceMonday / (24 * hour)) % 7;
  const ofDay = sinceMonday % (24 * hour);
  return weekday < 5 && ofDay >= opens && ofDay < closes && !(rains && at >= rainFrom && at < rainTo);
}

/** Counts seconds, one by one, until so many have been worked. */
export function after24(from: number, rains: boolean): number {
  let left = 24 * 3600;
  let at = Math.ceil(from / second) * second;
  while (left > 0) {
    if (isWorked(at, rains)) left -= 1;
    at += second;
  }
  return at;
}

interface Row extends Pick<Expected, 'clause' | 'basis' | 'openedAt'> {
  /** A moment that was asked for instead of the term. */
  readonly agreedDueAt: number | null;
  settledAt: number | null;
  setAsideAt: number | null;
  /** Handed back: in time it is neither met nor late, and counts apart (decision 0008). */
  isHandedBack: boolean;
}

/** The obligations of one letter, by the words of clauses.md and domain.md 1.6, in the order in which they open. */
export function expectedOf(seen: readonly Seen[], now: number): Expected[] {
  const story = new Story();
  for (const one of [...seen].sort((a, b) => a.at - b.at)) story[one.kind](one as never);
  return story.rows.map(({ setAsideAt, agreedDueAt, isHandedBack, ...row }) => {
    // What was set aside before the closure was said is judged by nothing any more.
    const dueAt = agreedDueAt ?? after24(row.openedAt, setAsideAt === null || setAsideAt > rain.saidAt);
    const state = stateOf({ ...row, dueAt }, now);
    return { ...row, dueAt, state: setAsideAt !== null || (isHandedBack && state === 'met') ? 'setAside' : state };
  });
}

/** 5.3 is over at the first of: an answer to the requester, an escalation accepted. The spell itself only at the answer. */
class Story {
  readonly rows: Row[] = [];
  private readonly areas = new Map<Row, string>();
  private spell: Row | null = null;
  /** What the last answer ended, should it come back. */
  private last: { rows: Row[]; spell: Row | null } = { rows: [], spell: null };

  in({ at }: { at: number }): void {
    if (this.spell) return;
    this.spell = this.open({ clause: '5.3', basis: 'text', openedAt: at, agreedDueAt: null });
  }

  answered({ at }: { at: number }): void {
    const rows = this.unsettled('5.3');
    for (const row of rows) row.settledAt = at;
    this.last = { rows, spell: this.spell };
    this.spell = null;
  }

  escalated({ at, area, dueAt }: { at: number; area: string; dueAt: number | null }): void {
    for (const row of this.unsettled('5.3')) row.settledAt = at;
    const row = this.open({ clause: '5.3-area', basis: 'target', openedAt: at, agreedDueAt: dueAt });
    this.areas.set(row, area);
  }

  areaAnswered({ at, area }: { at: number; area: string }): void {
    for (const row of this.unsettled('5.3-area')) if (this.areas.get(row) === area) row.settledAt = at;
  }

  handedBack({ at, area }: { at: number; area: string }): void {
    for (const row of this.unsettled('5.3-area'))
      if (this.areas.get(row) === area) Object.assign(row, { settledAt: at, isHandedBack: true });
    this.open({ clause: '5.3', basis: 'target', openedAt: at, agreedDueAt: null });
  }

  setAside({ at }: { at: number }): void {
    for (const row of this.unsettled('5.3')) row.setAsideAt = at;
    this.spell = null;
  }

  /** The last answer came back: the spell goes on as if it had not stopped. */
  bounced(): void {
    for (const row of this.last.rows) row.settledAt = null;
    this.spell = this.last.spell;
  }

  private open(row: Omit<Row, 'settledAt' | 'setAsideAt' | 'isHandedBack'>): Row {
    const opened: Row = { ...row, settledAt: null, setAsideAt: null, isHandedBack: false };
    this.rows.push(opened);
    return opened;
  }

  private unsettled(clause: Expected['clause']): Row[] {
    return this.rows.filter((row) => row.clause === clause && row.settledAt === null && row.setAsideAt === null);
  }
}

function stateOf({ settledAt, dueAt }: Pick<Expected, 'settledAt' | 'dueAt'>, now: number): 'open' | 'met' | 'late' {
  if (settledAt !== null) return settledAt <= dueAt ? 'met' : 'late';
  return now > dueAt ? 'late' : 'open';
}

/** At ×600 a quarter of an hour goes by in a second and a half: so near to its due nobody outside can say which it was. */
export const doubt = 15 * minute;
