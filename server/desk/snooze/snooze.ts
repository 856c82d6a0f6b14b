import { workingTime } from '#calendar';
import { iso, type Kernel, localDate, midnightOf } from '#kernel';
import { obligationsOfSubjects } from '#procedure';
import { hold } from '../hold.ts';
import { addEvent } from '../message-store.ts';
import { momentWords } from '../moment.rules.ts';
import { refuse } from '../refusals.ts';
import { choicesAt, earliestDue, type Owed, type SnoozeChoice, snoozeTrouble, wakesAt } from './snooze.rules.ts';
import { endSnoozes, insertSnooze, snoozeById, type SnoozeEnd, snoozesOf } from './snooze-store.ts';

const topic = 'desk.snooze';
const day = 24 * 3_600_000;

/** An instant (ms), or one of the moments that are offered. */
export type Until = { readonly at: number } | { readonly choice: SnoozeChoice };

/**
 * Puts a conversation off: it leaves the lists of what is to be done now, and owes what it owed. Another moment replaces the one before.
 * Answers until when, ms. Refuses `unknown-conversation`, `snooze-in-past`, `snooze-too-far`, `snooze-resolved`, `no-such-choice`, and, so
 * that no deadline is slept through, `snooze-overdue` and `snooze-after-due`.
 */
export function snooze(k: Kernel, id: string, wanted: Until): Promise<number> {
  return k.transaction(async (k) => {
    const held = await hold(k, id);
    if (held.state === 'resolved') throw refuse.snoozeResolved();
    const owed = await owedIn(k, held.family);
    const until = 'at' in wanted ? wanted.at : (await momentsFor(k, owed))[wanted.choice];
    if (until === undefined) throw refuse.noSuchChoice();
    refuseTrouble(until, owed, k.clock.now());
    for (const row of await endSnoozes(k, [held.id], 'person')) await k.due.clear(topic, row.id);
    await k.due.set(topic, await insertSnooze(k, held.id, until), until);
    const by = k.actor.name;
    const words = momentWords(until, k.clock.now());
    await addEvent(k, held.id, { kind: 'snoozed', by, detail: iso(until), text: `${by} pospuso la conversación hasta ${words}.` });
    await k.acts.write({ verb: 'conversation.snoozed', subject: { kind: 'conversation', id: held.id }, detail: { until: iso(until) } });
    await k.live.tell('desk', held.id);
    return until;
  });
}

function refuseTrouble(until: number, owed: readonly Owed[], now: number): void {
  const trouble = snoozeTrouble(until, owed, now);
  if (trouble === 'past') throw refuse.snoozeInPast();
  if (trouble === 'far') throw refuse.snoozeTooFar();
  if (trouble === 'overdue') throw refuse.snoozeOverdue();
  if (trouble === 'after-due') throw refuse.snoozeAfterDue(earliestDue(owed) as number, now);
}

/** A person wakes it, or takes the putting off back. Again is harmless. Refuses `unknown-conversation`. */
export function wakeByHand(k: Kernel, id: string): Promise<void> {
  return k.transaction(async (k) => {
    const held = await hold(k, id);
    if ((await wake(k, [held.id], 'person')) > 0)
      await k.acts.write({ verb: 'conversation.woken', subject: { kind: 'conversation', id: held.id } });
  });
}

/** Its time has come, or a deadline that was moved before it. Runs by the product's clock; again is harmless. */
export function wakeInTime(k: Kernel, snoozeId: string): Promise<void> {
  return k.transaction(async (k) => {
    const found = await snoozeById(k, snoozeId);
    if (!found) return;
    await hold(k, found.conversationId);
    const row = await snoozeById(k, snoozeId);
    if (!row) return;
    const now = k.clock.now();
    const at = wakesAt(row.until, await owedIn(k, row.family), now);
    if (at > now) return k.due.set(topic, snoozeId, at);
    await wake(k, [row.conversationId], now >= row.until ? 'time' : 'due');
  });
}

/**
 * Ends the putting off of these conversations, and of those in which they are shown, in the caller's transaction, which holds them. Answers how
 * many there were. What is resolved tells nothing more.
 */
export async function wake(k: Kernel, ids: readonly string[], how: SnoozeEnd): Promise<number> {
  const ended = ids.length === 0 ? [] : await endSnoozes(k, ids, how);
  for (const { id, conversationId } of ended) {
    await k.due.clear(topic, id);
    if (how !== 'resolved') await addEvent(k, conversationId, eventOf(k, how));
    await k.live.tell('desk', conversationId);
  }
  return ended.length;
}

/** Deadlines were moved, or there are others: what would wake after one wakes before it. */
export async function resetAlarms(k: Kernel, ids: readonly string[]): Promise<void> {
  const now = k.clock.now();
  for (const row of await snoozesOf(k, ids)) await k.due.set(topic, row.id, wakesAt(row.until, await owedIn(k, row.family), now));
}

export interface Offered {
  readonly choices: Partial<Record<SnoozeChoice, number>>;
  /** The earliest deadline that is owed, ms; null where none is. */
  readonly dueAt: number | null;
}

/** The moments that are offered for a conversation, and the deadline that none may pass. Refuses `unknown-conversation`. */
export function offeredFor(k: Kernel, id: string): Promise<Offered> {
  return k.transaction(async (k) => {
    const held = await hold(k, id);
    const owed = await owedIn(k, held.family);
    return { choices: await momentsFor(k, owed), dueAt: earliestDue(owed) };
  });
}

async function momentsFor(k: Kernel, owed: readonly Owed[]): Promise<Partial<Record<SnoozeChoice, number>>> {
  const { time } = await workingTime(k);
  const now = k.clock.now();
  const start = midnightOf(localDate(now));
  // Monday is 1, Sunday 7.
  const weekday = new Date(start).getUTCDay() || 7;
  return choicesAt(now, owed, { time, midnight: (daysOn) => start + daysOn * day, weekday });
}

/** What is owed in these conversations, which are shown as one. */
async function owedIn(k: Kernel, family: readonly string[]): Promise<Owed[]> {
  const rows = await obligationsOfSubjects(k, 'conversation', family);
  return rows.filter((row) => row.settledAt === null && row.setAsideAt === null && row.withdrawnAt === null);
}

const reasons: Readonly<Record<Exclude<SnoozeEnd, 'resolved'>, (by: string) => string>> = {
  time: () => 'Despertó: llegó su hora.',
  due: () => 'Despertó antes: su plazo se adelantó.',
  message: () => 'Despertó: llegó un mensaje.',
  area: () => 'Despertó: respondió el área.',
  person: (by) => `${by} despertó la conversación.`,
};

function eventOf(k: Kernel, how: Exclude<SnoozeEnd, 'resolved'>) {
  const by = how === 'person' ? k.actor.name : 'Ventanilla';
  return { kind: 'woke', by, detail: how, text: reasons[how](by) } as const;
}
