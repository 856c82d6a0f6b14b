import { type WorkingTime, workingTime } from '#calendar';
import { iso, type Kernel, localDate, midnightOf } from '#kernel';
import type { ListedRow, Who } from './list-store.ts';
import type { ConversationItem, Flag } from './shapes.ts';
import { distinctTags } from './tag/tag.rules.ts';

/** «VT-10482» */
export function numberOf(id: string): string {
  return `VT-${id}`;
}

export function placeOf(id: string): { id: string; number: string } {
  return { id, number: numberOf(id) };
}

/** Who asks and when: what «hoy», «vencido» and «míos» mean now. */
export function asker(k: Kernel): Who {
  const now = k.clock.now();
  const day = 86_400_000;
  return { now, tomorrow: midnightOf(localDate(now)) + day, accountId: k.actor.accountId };
}

/** How to show a row now. */
export async function presenter(k: Kernel): Promise<(row: ListedRow) => ConversationItem> {
  const time = await timeOf(k);
  const now = k.clock.now();
  return (row) => present(row, time, now);
}

const remembered = new WeakMap<Kernel['config'], { readonly readAt: number; readonly time: WorkingTime }>();
const fresh = 1000;

/**
 * The working time, asked for once a second: a list is one statement. Only what is left of a term hangs on it; the deadline itself
 * stands in the row and is of this moment.
 */
async function timeOf(k: Kernel): Promise<WorkingTime> {
  const readAt = k.clock.real();
  const known = remembered.get(k.config);
  if (known && readAt - known.readAt < fresh) return known.time;
  const { time } = await workingTime(k);
  remembered.set(k.config, { readAt, time });
  return time;
}

export function present(row: ListedRow, time: WorkingTime, now: number): ConversationItem {
  return {
    id: row.id,
    number: numberOf(row.id),
    subject: row.subject,
    channel: row.channel,
    requester: {
      id: row.requesterId,
      name: row.contact?.name ?? row.requesterName,
      email: row.requesterEmail,
      contact: row.contact?.id ?? null,
    },
    mailbox: row.mailbox,
    state: row.state,
    assignee: row.assigneeId === null ? null : { id: row.assigneeId, name: row.assigneeName ?? '', email: row.assigneeEmail },
    dueAt: row.dueAt === null ? null : iso(row.dueAt),
    receivedAt: iso(row.receivedAt),
    lastAt: iso(row.lastAt),
    preview: row.preview,
    flags: flagsOf(row),
    ...left(row, time, now),
    messageCount: row.messageCount,
    areas: [...row.areas],
    mergedInto: row.mergedInto === null ? null : placeOf(row.mergedInto),
    tags: distinctTags(row.tags),
    snoozedUntil: row.snoozedUntil === null ? null : iso(row.snoozedUntil),
  };
}

/** What is left of a term: its share (0–1), working seconds, negative after it; null without a deadline. */
export function left({ dueAt, dueOpenedAt }: Pick<ListedRow, 'dueAt' | 'dueOpenedAt'>, time: WorkingTime, now: number) {
  if (dueAt === null) return { share: null, isOverdue: false, remainingSeconds: null };
  const remaining = now <= dueAt ? time.elapsedSeconds(now, dueAt) : -time.elapsedSeconds(dueAt, now);
  const term = time.elapsedSeconds(dueOpenedAt ?? dueAt, dueAt);
  return {
    share: term > 0 ? Math.min(1, Math.max(0, remaining / term)) : 0,
    isOverdue: now > dueAt,
    remainingSeconds: Math.round(remaining),
  };
}

function flagsOf(row: ListedRow): Flag[] {
  const flags: Flag[] = [];
  if (row.isHistory) flags.push('history');
  if (row.isQuarantined) flags.push('quarantine');
  if (row.nature !== 'person') flags.push(row.nature);
  if (row.ownTerm !== null) flags.push(row.ownTerm);
  if (row.isSetAside) flags.push('set-aside');
  if (row.isErased) flags.push('erased');
  if (row.isAnsweredElsewhere) flags.push('answered-elsewhere');
  if (row.isWarned) flags.push('warning');
  return flags;
}

/** The institution as pages without a session name it. */
export async function institutionOf(k: Kernel): Promise<{ name: string; acronym: string | null; department: string | null } | null> {
  const found = await k.settings.get<{ name: string; acronym?: string | null; department?: string | null } | null>('institution');
  return found && { name: found.name, acronym: found.acronym ?? null, department: found.department ?? null };
}
