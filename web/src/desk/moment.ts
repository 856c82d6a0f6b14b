const offset = 4 * 3_600_000;

/** An instant (ms) as a field for date and time holds it, in Santo Domingo, whole minutes. */
export function toLocal(at: number): string {
  return new Date(at - offset).toISOString().slice(0, 16);
}

/** What such a field holds as an instant with its offset. */
export function fromLocal(text: string): string {
  return `${text}:00-04:00`;
}
