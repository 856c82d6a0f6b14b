/** One card shown under another. */
export interface Union {
  readonly fromId: string;
  readonly intoId: string;
}

/**
 * Under which card each is shown: the end of the way that the unions in force lead. A function of their set: whatever the order in which they were
 * made and taken back, what is left tells.
 */
export function headsOf(ids: readonly string[], unions: readonly Union[]): Map<string, string> {
  const next = new Map(unions.map((one) => [one.fromId, one.intoId]));
  return new Map(ids.map((id) => [id, endOf(id, next)]));
}

function endOf(id: string, next: ReadonlyMap<string, string>): string {
  const seen = new Set<string>();
  let at = id;
  for (let to = next.get(at); to !== undefined && !seen.has(to); to = next.get(at)) {
    seen.add(at);
    at = to;
  }
  return at;
}
