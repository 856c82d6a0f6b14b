import { workingTime } from '#calendar';
import { accountsByIds, assignable, type Kernel, localDate } from '#kernel';
import { awayOn, begin, type Operator, operatorFor, operatorsOn, substitutesOn } from '#rota';
import type { Assignee } from './change-store.ts';
import { giveByRota, type Passing, passingOn, unheldOf } from './duty-store.ts';
import { hand } from './handing/hand-all.ts';
import { holdOpenOf } from './handing/handing-store.ts';
import { addEvent } from './message-store.ts';

const batch = 100;

/**
 * New work goes to the operator for mail of the day on which it starts (6.2-1). Quietly: the conversation's assignee tells it. What somebody has taken stays
 * theirs. In the caller's transaction, which holds the conversations.
 */
export async function giveNewWork(k: Kernel, waiting: readonly string[]): Promise<void> {
  if (waiting.length === 0) return;
  await begin(k);
  const [operator, unheld] = [await operatorFor(k, 'mail', k.clock.now()), await unheldOf(k, waiting)];
  if (operator) await giveByRota(k, unheld, await assigneeOf(k, operator));
  if (unheld.length < waiting.length) await giveToSubstitutes(k, waiting);
}

/**
 * At each opening, and whenever the rota of today changes while the schedule is open: what nobody took passes to the operator of the day, and what somebody
 * holds who is away returns. Repetition is harmless. Sets the alarm for the next opening.
 */
export async function handOver(k: Kernel): Promise<void> {
  const { time } = await workingTime(k);
  const now = k.clock.now();
  const today = localDate(now);
  const day = time.workingDay(today);
  await k.due.set('desk.opening', 'all', time.clockStarts(day && now < day.opensAt ? now : Math.max(now, day?.closesAt ?? now)));
  if (!day || now < day.opensAt || now >= day.closesAt) return;
  const [{ mail }, away] = await Promise.all([operatorsOn(k, today), awayOn(k, today)]);
  const operator = mail && (await assigneeOf(k, mail));
  await k.transaction((k) => giveToSubstitutes(k, null));
  for (let after = '0'; ; ) {
    const passed = await k.transaction((k) => passOn(k, { operator, away, after }));
    const last = passed.at(-1);
    if (!last || passed.length < batch) return;
    after = last.id;
  }
}

/** What somebody holds who is away goes to whoever stands in for them, to stay: of these, or all that is open (null). */
async function giveToSubstitutes(k: Kernel, among: readonly string[] | null): Promise<void> {
  const substitutes = await substitutesOn(k, localDate(k.clock.now()));
  const able = substitutes.size === 0 ? [] : await assignable(k);
  for (const [absent, { id }] of substitutes) {
    const substitute = able.find((one) => one.id === id);
    if (substitute)
      await hand(k, await holdOpenOf(k, absent, among), {
        to: substitute,
        reason: `está ausente y responde en su lugar ${substitute.name}`,
      });
  }
}

interface Watch {
  readonly operator: Assignee | null;
  readonly away: readonly string[];
  readonly after: string;
}

async function passOn(k: Kernel, { operator, away, after }: Watch): Promise<Passing[]> {
  const rows = await passingOn(k, { operatorId: operator?.id ?? null, away, after, limit: batch });
  await giveByRota(
    k,
    rows.map((row) => row.id),
    operator,
  );
  for (const row of rows) {
    const why =
      row.assigneeId === null
        ? 'no tenía a nadie'
        : away.includes(row.assigneeId)
          ? `${row.assigneeName} está ausente`
          : `${row.assigneeName} no la tomó`;
    const text = operator
      ? `Turnos asignó la conversación a ${operator.name}: ${why}.`
      : `Turnos dejó la conversación sin asignar: ${why}.`;
    const kind = operator ? 'assigned' : 'unassigned';
    await addEvent(k, row.id, { kind, by: 'Turnos', detail: operator?.name ?? null, text });
    await k.acts.write({
      verb: operator ? 'conversation.assigned' : 'conversation.unassigned',
      subject: { kind: 'conversation', id: row.id },
      reason: why,
      detail: { before: row.assigneeId, after: operator?.id ?? null, name: operator?.name ?? null, by: 'rota' },
    });
    await k.live.tell('desk', row.id);
  }
  if (operator && rows.length > 0)
    await k.topics.publish('desk.passed-on', { to: operator.id, conversations: rows.map((row) => row.id), at: k.clock.now() });
  return rows;
}

async function assigneeOf(k: Kernel, { id, name }: Operator): Promise<Assignee> {
  const account = (await accountsByIds(k, [id])).get(id);
  return { id, name: account?.name ?? name, email: account?.email ?? null };
}
