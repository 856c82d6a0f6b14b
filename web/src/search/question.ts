import type { Question } from './api.ts';

/** What the address calls each part of a question. */
const names = { q: 'q', mailbox: 'buzon', state: 'estado', from: 'desde', to: 'hasta' } as const satisfies Record<keyof Question, string>;

/** The question that an address asks; what it does not say is empty. */
export function questionOf(address: URLSearchParams): Question {
  const of = (name: keyof Question): string => address.get(names[name]) ?? '';
  return { q: of('q'), mailbox: of('mailbox'), state: of('state'), from: of('from'), to: of('to') };
}

/** The address with a part of the question changed; an empty part leaves it, and nothing else is touched. */
export function addressOf(address: URLSearchParams, change: Partial<Question>): URLSearchParams {
  const next = new URLSearchParams(address);
  for (const [name, value] of Object.entries(change)) {
    const key = names[name as keyof Question];
    if (value) next.set(key, value);
    else next.delete(key);
  }
  return next;
}
