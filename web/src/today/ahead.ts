import type { CalendarDocument } from '#calendar/shapes';

export interface Ahead {
  readonly date: string;
  /** The holiday's name or the closure's reason. */
  readonly name: string;
}

/** The next days that are not worked, whole or in part, from today on: holidays and closures, three of them. */
export function aheadOf({ holidays, closures }: Pick<CalendarDocument, 'holidays' | 'closures'>, today: string): Ahead[] {
  const days = [
    ...holidays.items.map(({ date, name }) => ({ date, name })),
    ...closures.map(({ date, from, to, reason }) => ({ date, name: from === null && to === null ? reason : hours({ from, to, reason }) })),
  ];
  return days
    .filter(({ date }) => date >= today)
    .toSorted((a, b) => a.date.localeCompare(b.date))
    .slice(0, 3);
}

function hours({ from, to, reason }: { readonly from: string | null; readonly to: string | null; readonly reason: string }): string {
  return `${reason} (${from ?? '00:00'}–${to ?? '24:00'})`;
}
