import type { Kind, Preferences, Topic } from './shapes.ts';

export const topicOf: Readonly<Record<Kind, Topic>> = {
  mentioned: 'mention',
  assigned: 'assignment',
  'passed-on': 'assignment',
  'taken-over': 'loss',
  returned: 'loss',
  'wrote-again': 'answer',
  'not-delivered': 'delivery',
  'due-soon': 'due',
  late: 'due',
};

/** How whoever has chosen nothing is told: what waits for them at once, what can wait with the next opening. */
export const atFirst: Preferences = {
  topics: { mention: 'now', assignment: 'now', loss: 'digest', answer: 'digest', delivery: 'now', due: 'now' },
  quiet: null,
  byMail: true,
  sound: false,
};

const day = 86_400_000;
// Santo Domingo keeps −04:00 all year (domain 1.1).
const offset = 4 * 3_600_000;

/** What the rules ask of the service's time. */
export interface Hours {
  clockStarts(from: number): number;
  workingDay(date: string): { readonly opensAt: number; readonly closesAt: number } | null;
}

/**
 * The first instant (ms) from `at` on at which somebody may be told outside the console: the schedule is open and their quiet hours are over.
 * Null where these leave nothing of a fortnight.
 */
export function tellableAt(at: number, hours: Pick<Hours, 'clockStarts'>, quiet: Preferences['quiet']): number | null {
  for (let from = at; from < at + 14 * day; ) {
    const open = hours.clockStarts(from);
    const calm = quiet === null ? open : quietEnds(open, quiet);
    if (calm === open) return open;
    from = calm;
  }
  return null;
}

/** The next time that the service opens for the day, after the day of `at` where that one has opened already. */
export function nextOpening(at: number, hours: Hours): number {
  const today = hours.workingDay(new Date(at - offset).toISOString().slice(0, 10));
  if (today && at < today.opensAt) return today.opensAt;
  return hours.clockStarts(today ? Math.max(at, today.closesAt) : at);
}

/** `at` where it is in no quiet hour, else the end of those it is in. */
export function quietEnds(at: number, [from, to]: readonly [string, string]): number {
  const midnight = Math.floor((at - offset) / day) * day + offset;
  const [begins, ends] = [from, to].map((time) => minutesOf(time) * 60_000) as [number, number];
  const now = at - midnight;
  if (begins < ends) return now >= begins && now < ends ? midnight + ends : at;
  if (now >= begins) return midnight + day + ends;
  return now < ends ? midnight + ends : at;
}

function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}
