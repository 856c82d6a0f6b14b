import type { Kernel } from '#kernel';
import { type Held, hold } from './hold.ts';
import { judge } from './judge.ts';
import { addEvent } from './message-store.ts';
import type { OwnTermKind } from './own-term.rules.ts';
import { openOwnTerm, withdrawOwnTerm } from './own-term-clock.ts';
import { endOwnTerm, insertOwnTerm, type OwnTermRow, ownTermOf } from './own-term-store.ts';
import { threadsOf } from './merge/threads.ts';
import { resetAlarms } from './snooze/snooze.ts';
import { refuse } from './refusals.ts';

/** Fifteen working days: Law 200-04, art. 8. */
const informationDays = 15;

const names: Readonly<Record<OwnTermKind, string>> = {
  information: 'solicitud de acceso a la información pública (Ley 200-04)',
  complaint: 'queja',
};

/**
 * Says that the conversation has a term of its own, from the receipt of what opened it; null takes it back. It changes nothing of 5.3.
 * Refuses `unknown-conversation`, `nothing-received`.
 */
export function setOwnTerm(k: Kernel, conversationId: string, kind: OwnTermKind | null, reason: string | null): Promise<void> {
  return k.transaction(async (k) => {
    const held = await hold(k, conversationId);
    const { id } = held;
    const before = await ownTermOf(k, id);
    if ((before?.kind ?? null) === kind) return;
    if (before) {
      await endOwnTerm(k, id);
      await withdrawOwnTerm(k, before);
    }
    if (kind !== null) await begin(k, held, { kind, reason });
    await judge(k, held);
    await resetAlarms(k, [id]);
    const by = k.actor.name;
    const text = kind === null ? `${by}: ya no es ${names[(before as OwnTermRow).kind]}.` : `${by}: es ${names[kind]}.`;
    await addEvent(k, id, { kind: kind === null ? 'own-term-ended' : 'own-term', by, detail: kind ?? before?.kind ?? null, text });
    await k.acts.write({
      verb: kind === null ? 'conversation.own-term-ended' : 'conversation.own-term',
      subject: { kind: 'conversation', id },
      reason,
      detail: { before: before?.kind ?? null, after: kind },
    });
    await k.live.tell('desk', id);
  });
}

async function begin(k: Kernel, held: Held, { kind, reason }: { kind: OwnTermKind; reason: string | null }): Promise<void> {
  const { id } = held;
  const asked = ((await threadsOf(k, [held])).get(id) ?? []).filter(
    (one) => one.direction === 'in' && one.nature === 'person' && one.part === null,
  );
  if (asked.length === 0) throw refuse.nothingReceived();
  const days = kind === 'information' ? informationDays : await k.settings.get<number>('desk.complaint_days');
  const term = { conversationId: id, kind, openedAt: Math.min(...asked.map((one) => one.at)), days };
  await openOwnTerm(k, { ...term, id: await insertOwnTerm(k, { ...term, reason }) });
}
