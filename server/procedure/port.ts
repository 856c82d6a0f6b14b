import type { Kernel } from '#kernel';

/** What a person sees of an obligation's subject. The module that owns the subject plugs it: procedure knows no conversation. */
export interface Subjects {
  /** `number` as shown (VT-10482), its title and whom it is for; ids that are unknown are left out. */
  describe(k: Kernel, ids: readonly string[]): Promise<ReadonlyMap<string, { number: string; title: string; who: string }>>;
  /** News for the owner: the deadlines of these subjects changed (a closure, another reading). In the same transaction. */
  moved(k: Kernel, ids: readonly string[]): Promise<void>;
  /** The calendar or the reading changed, in the same transaction: another day may be worked. */
  calendarChanged?(k: Kernel): Promise<void>;
}

const plugged = new Map<string, Subjects>();

/** Plugs the owner of a kind of subject ('conversation'). */
export function plugSubjects(kind: string, subjects: Subjects): void {
  plugged.set(kind, subjects);
}

export function subjectsOf(kind: string): Subjects | undefined {
  return plugged.get(kind);
}

/** Tells every owner that the calendar changed. */
export async function tellSubjects(k: Kernel): Promise<void> {
  for (const subjects of plugged.values()) await subjects.calendarChanged?.(k);
}
