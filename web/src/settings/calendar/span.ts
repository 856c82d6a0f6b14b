/** An opening, from and to as 'HH:MM'. */
export type Span = readonly [string, string];

/** An hour later, within the day. */
export function laterThan(time: string): string {
  const hour = Number(time.slice(0, 2));
  return hour >= 23 ? '23:59' : `${String(hour + 1).padStart(2, '0')}${time.slice(2)}`;
}

/** Whether spans begin before they end and none covers another. */
export function areSound(spans: readonly Span[]): boolean {
  const sorted = [...spans].sort((a, b) => (a[0] < b[0] ? -1 : 1));
  return sorted.every(([from, to], index) => from < to && (index === 0 || (sorted[index - 1]?.[1] ?? '') <= from));
}
