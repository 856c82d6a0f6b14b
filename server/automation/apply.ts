import { workingTime } from '#calendar';
import { type Arrival, arrivals } from '#desk';
import type { Kernel } from '#kernel';
import { actOn } from './act.ts';
import { matches, type Seen } from './match.rules.ts';
import { rulesThatAct } from './rule-store.ts';

/** Lets the rules look at messages that came in, in their order. Told again, it changes nothing. */
export async function applyRules(k: Kernel, messageIds: readonly string[]): Promise<void> {
  const rules = messageIds.length === 0 ? [] : await rulesThatAct(k);
  if (rules.length === 0) return;
  const came = await arrivals(k, messageIds);
  const seenOf = await looker(k);
  for (const arrival of came) {
    const seen = seenOf(arrival);
    for (const rule of rules) if (matches(rule.conditions, seen) && (await actOn(k, rule, arrival)) && rule.isLast) break;
  }
}

/** How a message looks to the rules, by the schedule in force. */
export async function looker(k: Kernel): Promise<(arrival: Arrival) => Seen> {
  const { time } = await workingTime(k);
  return (arrival) => ({ ...arrival, isOutside: time.clockStarts(arrival.at) !== arrival.at });
}
