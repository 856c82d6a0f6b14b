import { briefsOf } from '#desk';
import type { Kernel } from '#kernel';
import { addNotices } from './add.ts';
import type { NewNotice } from './notice-store.ts';
import type { Trouble } from './shapes.ts';

export interface Mentioned {
  readonly conversation: string;
  readonly message: string;
  readonly accounts: readonly string[];
  readonly by: string;
}

export function heardMention(k: Kernel, { conversation, message, accounts, by }: Mentioned): Promise<void> {
  return addNotices(
    k,
    accounts.map((account) => ({ account, kind: 'mentioned' as const, cause: `mention:${message}`, conversation, detail: { by } })),
  );
}

export interface Assigned {
  readonly conversation: string;
  /** The desk's row of it. */
  readonly assignment: string;
  readonly before: string | null;
  readonly after: string | null;
  readonly by: { readonly id: string | null; readonly name: string };
}

/** Whoever gets it and whoever had it; nobody is told of what they did themselves. */
export function heardAssignment(k: Kernel, { conversation, assignment, before, after, by }: Assigned): Promise<void> {
  const about = { cause: `assignment:${assignment}`, conversation, detail: { by: by.name } };
  const notices: NewNotice[] = [];
  if (after !== null && after !== by.id) notices.push({ ...about, account: after, kind: 'assigned' });
  if (before !== null && before !== by.id && before !== after)
    notices.push({ ...about, account: before, kind: after === null ? 'returned' : 'taken-over' });
  return addNotices(k, notices);
}

export interface AssignedMany {
  readonly cause: string;
  readonly by: { readonly id: string | null; readonly name: string };
  readonly moves: readonly {
    readonly before: string | null;
    readonly after: string | null;
    readonly count: number;
    readonly conversation: string;
  }[];
}

/** Many at once: whoever got some, and whoever had some, each once with how many. */
export function heardAssignments(k: Kernel, { cause, by, moves }: AssignedMany): Promise<void> {
  const told = new Map<string, { account: string; kind: NewNotice['kind']; count: number; conversation: string }>();
  const add = (account: string | null, kind: NewNotice['kind'], { count, conversation }: AssignedMany['moves'][number]): void => {
    if (account === null || account === by.id) return;
    const before = told.get(`${account} ${kind}`)?.count ?? 0;
    told.set(`${account} ${kind}`, { account, kind, count: before + count, conversation });
  };
  for (const move of moves) {
    add(move.after, 'passed-on', move);
    add(move.before, move.after === null ? 'returned' : 'taken-over', move);
  }
  return addNotices(
    k,
    [...told.values()].map(({ account, kind, count, conversation }) => ({
      account,
      kind,
      cause: `${cause}:${kind}`,
      conversation: count === 1 ? conversation : null,
      detail: { by: by.name, count },
    })),
  );
}

export interface PassedOn {
  readonly to: string;
  readonly conversations: readonly string[];
  readonly at: number;
}

/** What the rota gives at an opening is told once, however much it is. */
export function heardPassedOn(k: Kernel, { to, conversations, at }: PassedOn): Promise<void> {
  const [only] = conversations;
  return addNotices(k, [
    {
      account: to,
      kind: 'passed-on',
      cause: `passed-on:${at}:${only}`,
      conversation: conversations.length === 1 ? (only ?? null) : null,
      detail: { by: 'Turnos', count: conversations.length },
    },
  ]);
}

export interface HandedOver {
  readonly from: string;
  readonly to: string | null;
  readonly conversations: readonly string[];
  readonly by: { readonly id: string | null; readonly name: string };
  readonly at: number;
}

/** All that somebody held passed on, or returned to the queue: one notice to each of both, however much it is. */
export function heardHandedOver(k: Kernel, { from, to, conversations, by, at }: HandedOver): Promise<void> {
  const [only] = conversations;
  const about = {
    cause: `handed-over:${at}:${only}`,
    conversation: conversations.length === 1 ? (only ?? null) : null,
    detail: { by: by.name, count: conversations.length },
  };
  const notices: NewNotice[] = [];
  if (to !== null && to !== by.id) notices.push({ ...about, account: to, kind: 'passed-on' });
  if (from !== by.id) notices.push({ ...about, account: from, kind: to === null ? 'returned' : 'taken-over' });
  return addNotices(k, notices);
}

/** The requester of a matter that somebody has wrote again. */
export async function heardAgain(
  k: Kernel,
  { messages }: { readonly messages: readonly { readonly conversation: string; readonly message: string }[] },
): Promise<void> {
  const briefs = await briefsOf(
    k,
    messages.map((one) => one.conversation),
  );
  await addNotices(
    k,
    messages.flatMap(({ conversation, message }) => {
      const account = briefs.get(conversation)?.assigneeId;
      return account ? [{ account, kind: 'wrote-again' as const, cause: `message:${message}`, conversation, detail: {} }] : [];
    }),
  );
}

export interface NotDelivered {
  readonly conversation: string;
  readonly message: string;
  readonly author: string;
  readonly trouble: Trouble;
  readonly at: number;
}

export function heardNotDelivered(k: Kernel, { conversation, message, author, trouble, at }: NotDelivered): Promise<void> {
  return addNotices(k, [
    { account: author, kind: 'not-delivered', cause: `delivery:${message}:${trouble}:${at}`, conversation, detail: { trouble } },
  ]);
}
