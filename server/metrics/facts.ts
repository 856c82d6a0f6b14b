import { type WorkingTime, workingTime } from '#calendar';
import { type Kernel, localDate, midnightOf } from '#kernel';
import { monthOf, monthSpan } from '#procedure/rules';
import { eventFacts, handedTo, messageFacts, reading, type Span, spellFacts, termFacts, waitingFacts } from './facts-store.ts';
import { type Fact, nobody } from './figure.rules.ts';
import { refuse } from './refusals.ts';
import type { Wish } from './shapes.ts';

const day = 86_400_000;
const longest = 366 * day;

export interface Period extends Span {
  /** Local dates, both inclusive. */
  readonly first: string;
  readonly last: string;
}

/** The period that is asked for; the running month where none is. Refuses `bad-period`. */
export function periodOf(wish: Pick<Wish, 'from' | 'to'>, now: number): Period {
  const month = monthSpan(monthOf(wish.from === undefined ? now : midnightOf(wish.from)));
  const from = wish.from === undefined ? month.from : midnightOf(wish.from);
  const to = wish.to === undefined ? month.to : midnightOf(wish.to) + day;
  if (from >= to || to - from > longest) throw refuse.badPeriod();
  return { from, to, first: localDate(from), last: localDate(to - 1) };
}

export interface Gathered {
  readonly now: number;
  readonly period: Period;
  /** All of the period, and what waits now. */
  readonly all: readonly Fact[];
  /** Of them, those that the filters let through. */
  readonly facts: readonly Fact[];
}

/** Everything that is counted, of one snapshot: the screen, its files and the lists behind it are made of this. */
export function gather(k: Kernel, wish: Wish): Promise<Gathered> {
  const now = k.clock.now();
  const period = periodOf(wish, now);
  return reading(k, async (k) => {
    const { time } = await workingTime(k);
    const all = [
      ...(await messageFacts(k, period)),
      ...(await spellFacts(k, period)).map((fact) => timed(fact, time)),
      ...(await waitingFacts(k)).map((fact) => ({ ...fact, seconds: time.elapsedSeconds(fact.openedAt as number, now) })),
      ...(await termFacts(k, period)),
      ...(await eventFacts(k, period)),
    ];
    const handed = wish.area === undefined ? null : await handedTo(k, wish.area);
    return { now, period, all, facts: all.filter((fact) => passes(fact, wish, handed)) };
  });
}

/** Met by an escalation and answered afterwards: what was judged ended before the requester had an answer. */
function timed(fact: Fact, time: WorkingTime): Fact {
  if (fact.answeredAt === null || fact.seconds !== null) return fact;
  return { ...fact, seconds: Math.round(time.elapsedSeconds(fact.openedAt as number, fact.answeredAt)) };
}

function passes(fact: Fact, { mailbox, operator, area }: Wish, handed: ReadonlySet<string> | null): boolean {
  if (mailbox !== undefined && (fact.mailbox ?? nobody) !== mailbox) return false;
  if (operator !== undefined && fact.operator !== operator) return false;
  if (area === undefined) return true;
  return fact.area === null ? (handed?.has(fact.conversation) ?? false) : fact.area === area;
}
