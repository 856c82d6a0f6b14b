/** Who wants to know at once that something was queued in this process. */
export const nudges = new Set<() => void>();

/** Something was queued in this process. */
export function nudgeSender(): void {
  for (const nudge of nudges) nudge();
}
