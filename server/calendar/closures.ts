import type { Kernel } from '#kernel';
import { spanOfClosure } from './afterwards.rules.ts';
import { changeCalendar, checked, type Moved, previewOf, type Written } from './change.ts';
import { dayOf, spanOfDay } from './civil.rules.ts';
import { refuse } from './refusals.ts';
import { type NewClosure, newClosureShape } from './shapes.ts';
import { endClosure, insertClosure } from './store.ts';

/**
 * Declares that all services are closed on a date, or for a part of it ('HH:MM' local), also afterwards. Moves open
 * deadlines; re-judges settled ones where it is declared within 10 working days (domain 1.6). Refuses `bad-calendar-input`.
 */
export async function declareClosure(k: Kernel, closure: NewClosure): Promise<Moved & { readonly id: string }> {
  const { date, from = null, to = null, reason } = checked(newClosureShape, closure);
  let id = '';
  const { moved } = await changeCalendar(k, async (k, version) => {
    id = await insertClosure(k, { service: null, date, from, to, reason, ofFile: false, version });
    return written('closure.declared', { id, date, from, to, reason });
  });
  return { id, moved };
}

/** How many open deadlines the closure would move; nothing is kept. */
export async function previewClosure(k: Kernel, closure: NewClosure): Promise<Moved> {
  return previewOf(k, (k) => declareClosure(k, closure));
}

/** Takes a closure back; what it had moved moves again, and the row stays to be read. Refuses `unknown-closure`. */
export async function annulClosure(k: Kernel, id: string): Promise<Moved> {
  return changeCalendar(k, async (k, version) => {
    const closure = /^\d{1,18}$/.test(id) ? await endClosure(k, id, version) : undefined;
    if (!closure) throw refuse.unknownClosure();
    return written('closure.annulled', closure);
  });
}

interface Closed {
  readonly id: string;
  readonly date: string;
  readonly from: string | null;
  readonly to: string | null;
  readonly reason: string;
}

function written(verb: 'closure.declared' | 'closure.annulled', { id, date, from, to, reason }: Closed): Written {
  const hours = from === null && to === null ? '' : ` ${from ?? '00:00'}–${to ?? '24:00'}`;
  return {
    verb,
    subject: { kind: 'closure', id },
    reason,
    detail: { date, from, to },
    cause: `${verb === 'closure.declared' ? 'closure' : 'closure-annulled'}: ${date}${hours} ${reason}`,
    span: spanOfDay(dayOf(date) as number),
    closure: spanOfClosure({ date, from, to }),
  };
}
