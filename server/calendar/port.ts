import type { Kernel } from '#kernel';

/** What changed in a calendar, for whoever keeps deadlines that were computed from it. */
export interface CalendarChange {
  /** A word for the kind of change, then what it was: 'closure: 2026-11-11 12:00–16:00 vaguada'. */
  readonly cause: string;
  /** The instants (ms) between which working time is another; null: anywhere. */
  readonly span: { readonly fromAt: number; readonly toAt: number } | null;
  /** The closure that was declared or annulled; `rejudges`: in time to judge anew what was settled in it (domain 1.6). */
  readonly closure: { readonly fromAt: number; readonly toAt: number; readonly rejudges: boolean } | null;
}

/** Keeps deadlines. Runs in the transaction of the change. */
export interface Deadlines {
  /** Moves the open deadlines that the change touches, re-judges settled ones where that is due; answers how many open ones moved. */
  changed(k: Kernel, change: CalendarChange): Promise<number>;
}

let plugged: Deadlines | undefined;

/** Plugs the keeper of deadlines: calendar knows none. */
export function plugCalendar(deadlines: Deadlines): void {
  plugged = deadlines;
}

export async function tellDeadlines(k: Kernel, change: CalendarChange): Promise<number> {
  return (await plugged?.changed(k, change)) ?? 0;
}
