import type { Words } from './lines.ts';

/** `closure: 2026-11-11 12:00–16:00 vaguada` in the reader's words; a person's own reason stays as it was written. */
export function causeOf(cause: string, words: Words): string {
  const [head = '', ...rest] = cause.split(': ');
  const known = words.causes[head as keyof Words['causes']];
  if (known === undefined) return cause;
  const detail = rest.join(': ').replace(/(\d{4})-(\d\d)-(\d\d)/g, '$3/$2/$1');
  if (head === 'reading') return `${known}: ${words.readingNames[detail as 'schedule-hours'] ?? detail}`;
  return detail === '' || detail === 'default' ? known : `${known}: ${detail}`;
}
