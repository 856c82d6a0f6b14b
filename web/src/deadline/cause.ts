import type { Words } from './lines.ts';

/** `closure: 2026-11-11 12:00–16:00 vaguada` in the reader's words; a person's own reason stays as it was written. */
export function causeOf(cause: string, words: Words): string {
  const causes: Readonly<Record<string, string | undefined>> = words.causes;
  const whole = causes[cause];
  if (whole !== undefined) return whole;
  const [head = '', ...rest] = cause.split(': ');
  const known = causes[head];
  if (known === undefined) return cause;
  const detail = rest.join(': ').replace(/(\d{4})-(\d\d)-(\d\d)/g, '$3/$2/$1');
  if (head === 'reading') return `${known}: ${words.readingNames[detail as 'schedule-hours'] ?? detail}`;
  return detail === '' || detail === 'default' ? known : `${known}: ${detail}`;
}
