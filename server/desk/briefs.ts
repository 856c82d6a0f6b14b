import type { Kernel } from '#kernel';
import { briefRows } from './brief-store.ts';
import { numberOf } from './present.ts';

/** A conversation in a line: for whoever speaks of it from above. */
export interface Brief {
  readonly id: string;
  readonly number: string;
  readonly subject: string;
  readonly requester: string;
  readonly assigneeId: string | null;
}

/** By id; ids that are none are left out. */
export async function briefsOf(k: Kernel, ids: readonly string[]): Promise<Map<string, Brief>> {
  const rows = ids.length === 0 ? [] : await briefRows(k, [...new Set(ids)]);
  return new Map(rows.map((row) => [row.id, { ...row, number: numberOf(row.id) }]));
}
