import { answers, inOrder, type StandingObligation, type ThreadMessage } from './wait.rules.ts';

/** What the clocks need to know of an escalation. Instants in ms. */
export interface EscalationFact {
  readonly id: string;
  readonly areaName: string;
  /** A moment that was asked for. */
  readonly dueAt: number | null;
  /** The area's own term in working hours. */
  readonly hours: number | null;
  /** `forwardId`: the mail that takes its answer to the requester. */
  readonly end: { readonly kind: 'answered' | 'returned'; readonly at: number; readonly forwardId: string | null } | null;
}

export interface TermEnd {
  readonly at: number;
  readonly by: 'area' | 'returned' | 'desk' | 'reply' | 'sent-elsewhere' | 'escalation';
  readonly answeredAt: number | null;
  readonly release: 'devuelto' | 'liberado' | null;
}

/** A clock of basis target that an escalation started. */
export interface Term {
  readonly escalationId: string;
  /** Its natural key within the conversation. */
  readonly name: string;
  readonly openedAt: number;
  /** Null: whoever owes the clause. */
  readonly owedBy: string | null;
  readonly dueAt: number | null;
  readonly hours: number | null;
  readonly end: TermEnd | null;
}

/**
 * 5.3-area, one for each escalation whose mail was accepted: from then to the area's answer (accepted, or delivered to the operator), to
 * its handing back, or to our own answer to the requester, after which it owes no more (decision 0008).
 */
export function areaTerms(escalations: readonly EscalationFact[], messages: readonly ThreadMessage[]): Term[] {
  return escalations.flatMap((one) => {
    const ask = askOf(one, messages);
    if (!ask) return [];
    const { id, areaName: owedBy, dueAt, hours } = one;
    return [
      {
        escalationId: id,
        name: `e${id}`,
        openedAt: ask.at,
        owedBy,
        dueAt,
        hours,
        end: earlier(ownEnd(one, ask, messages), ourAnswer(ask, messages)),
      },
    ];
  });
}

/** What was handed back is ours again: a 5.3 of basis target from that moment to our answer, or to the next escalation. */
export function handBacks(escalations: readonly EscalationFact[], messages: readonly ThreadMessage[]): Term[] {
  return escalations.flatMap((one) => {
    if (one.end?.kind !== 'returned' || !askOf(one, messages)) return [];
    const { id, end } = one;
    return [
      { escalationId: id, name: `r${id}`, openedAt: end.at, owedBy: null, dueAt: null, hours: null, end: nextStep(one, end.at, messages) },
    ];
  });
}

function askOf({ id }: EscalationFact, messages: readonly ThreadMessage[]): ThreadMessage | undefined {
  return messages.find((message) => message.part === 'ask' && message.escalationId === id);
}

function ownEnd({ end }: EscalationFact, ask: ThreadMessage, messages: readonly ThreadMessage[]): TermEnd | null {
  if (end === null) return null;
  const at = Math.max(end.at, ask.at);
  if (end.kind === 'returned') return { at, by: 'returned', answeredAt: null, release: 'devuelto' };
  if (end.forwardId === null) return { at, by: 'area', answeredAt: null, release: null };
  const forward = messages.find((message) => message.id === end.forwardId);
  return forward ? { at: Math.max(forward.at, ask.at), by: 'area', answeredAt: forward.at, release: null } : null;
}

/** Our own person's answer to the requester after the matter had been handed over. */
function ourAnswer(ask: ThreadMessage, messages: readonly ThreadMessage[]): TermEnd | null {
  const ours = laterAnswers(messages, ask.at, ask.id).find((message) => message.direction === 'out' && message.part === null);
  return ours ? { at: ours.at, by: 'desk', answeredAt: ours.at, release: 'liberado' } : null;
}

function nextStep({ id }: EscalationFact, from: number, messages: readonly ThreadMessage[]): TermEnd | null {
  const answer = laterAnswers(messages, from, null)[0];
  const ask = messages.filter((message) => message.part === 'ask' && message.escalationId !== id && message.at > from).sort(inOrder)[0];
  const byAnswer: TermEnd | null = answer
    ? { at: answer.at, by: answer.isElsewhere ? 'sent-elsewhere' : 'reply', answeredAt: answer.at, release: null }
    : null;
  return earlier(byAnswer, ask ? { at: ask.at, by: 'escalation', answeredAt: null, release: null } : null);
}

/** Answers to whoever has asked in this thread, from an instant on; at the same instant only those that were written later. */
function laterAnswers(messages: readonly ThreadMessage[], from: number, afterId: string | null): ThreadMessage[] {
  const senders = new Set(
    messages.filter((one) => one.direction === 'in' && one.part === null && one.nature === 'person').flatMap((one) => one.senders),
  );
  const isLater = (one: ThreadMessage) => one.at > from || (one.at === from && (afterId === null || later(one.id, afterId)));
  return messages.filter((one) => isLater(one) && answers(one, senders)).sort(inOrder);
}

/** Numbers are given in the order of writing. */
function later(id: string, other: string): boolean {
  return id.length === other.length ? id > other : id.length > other.length;
}

function earlier(one: TermEnd | null, other: TermEnd | null): TermEnd | null {
  if (one === null || other === null) return one ?? other;
  return other.at < one.at ? other : one;
}

interface Named {
  readonly term: Term;
  readonly key: string;
}

export interface TermCorrections {
  readonly open: readonly Named[];
  readonly retime: readonly (Named & { readonly id: string })[];
  readonly settle: readonly (Named & { readonly id: string | null })[];
  readonly unsettle: readonly string[];
  readonly withdraw: readonly string[];
}

/** What has to change so that the obligations say what the terms say; what a person has set aside stays as it is. */
export function termCorrections(terms: readonly Term[], standing: readonly StandingObligation[]): TermCorrections {
  const result = { open: [], retime: [], settle: [], unsettle: [], withdraw: [] } as {
    -readonly [K in keyof TermCorrections]: TermCorrections[K][number][];
  };
  const kept = new Set<string>();
  for (const term of terms) {
    const rows = standing.filter((row) => row.spell.split('~')[0] === term.name);
    const row = rows.find((one) => !one.isWithdrawn);
    const key = row?.spell ?? (rows.length === 0 ? term.name : `${term.name}~${rows.length + 1}`);
    if (row) kept.add(row.id);
    if (row?.isSetAside) continue;
    if (!row) result.open.push({ term, key });
    else if (row.openedAt !== term.openedAt) result.retime.push({ id: row.id, term, key });
    if (term.end && !isSame(row, term.end)) result.settle.push({ id: row?.id ?? null, term, key });
    if (!term.end && row && row.settledAt !== null) result.unsettle.push(row.id);
  }
  for (const row of standing) if (!kept.has(row.id) && !row.isWithdrawn && !row.isSetAside) result.withdraw.push(row.id);
  return result;
}

function isSame(row: StandingObligation | undefined, end: TermEnd): boolean {
  return row !== undefined && row.settledAt === end.at && row.settledBy === end.by && row.answeredAt === end.answeredAt;
}
