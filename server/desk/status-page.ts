import { iso, type Kernel } from '#kernel';
import { obligationsOfSubjects } from '#procedure';
import { escalationsIn } from './escalation-store.ts';
import { endOf, obligationOf } from './escalations.ts';
import { holdOwn } from './hold.ts';
import { readToken } from './links.ts';
import { conversationById, type ListedRow } from './list-store.ts';
import { membersOf } from './merge/merge-store.ts';
import { type MessageRow, messagesOf } from './message-store.ts';
import type { Address } from './port.ts';
import { institutionOf, numberOf } from './present.ts';
import { receive } from './receive.ts';
import { lockConversation } from './receive-store.ts';
import { refuse } from './refusals.ts';
import { remindersOf } from './reminder-store.ts';
import type { StatusPage } from './shapes.ts';
import { threadToken } from './token.ts';

async function conversationOfLink(k: Kernel, token: string): Promise<{ row: ListedRow; until: number }> {
  const opened = readToken(k, 'status', token);
  const row = opened ? await conversationById(k, opened.id) : undefined;
  if (!opened || !row) throw refuse.linkAltered();
  if (opened.isExpired) throw refuse.statusLinkExpired();
  return { row, until: opened.until };
}

/** Where the requester's matter is shown; one that was merged into somebody else's stays his own: he sees nothing of theirs. */
async function matterOf(k: Kernel, row: ListedRow): Promise<{ row: ListedRow; family: string[] }> {
  if (row.kinId === null) return { row, family: [row.id] };
  const shown = row.mergedInto === null ? row : await conversationById(k, row.mergedInto);
  if (!shown || shown.requesterEmail !== row.requesterEmail) return { row, family: [row.id] };
  const members = await membersOf(k, shown.id);
  return { row: shown, family: members.filter((one) => one.requesterEmail === row.requesterEmail).map((one) => one.id) };
}

/** What a requester sees of the matter: where it is, since when, and what was answered; no note, no other person. Refuses `link-altered`, `link-expired`. */
export async function lookAsRequester(k: Kernel, token: string): Promise<StatusPage> {
  const { row: own, until } = await conversationOfLink(k, token);
  const { row, family } = await matterOf(k, own);
  const [escalations, obligations, messages, institution] = await Promise.all([
    escalationsIn(k, family),
    obligationsOfSubjects(k, 'conversation', family),
    messagesOf(k, family, { before: null, limit: 200, text: 20_000, html: 0, together: 1_000_000 }),
    institutionOf(k),
  ]);
  const answers = messages.filter((one) => isAnswer(one, row.requesterEmail)).reverse();
  const owed = escalations.map((one) => ({ one, owed: obligationOf(one.id, obligations) })).filter(({ owed }) => owed !== undefined);
  const current = owed.findLast(({ one, owed }) => endOf(one, owed) === null && one.end === null);
  const state = stateOf(row, current !== undefined);
  const steps: StatusPage['steps'] = [{ kind: 'received', state: 'done', at: iso(row.receivedAt), area: null, by: null }];
  for (const { one, owed: clock } of owed) {
    steps.push({ kind: 'escalated', state: 'done', at: iso(clock?.openedAt ?? one.escalatedAt), area: one.areaName, by: one.byName });
    for (const { kind, at } of await remindersOf(k, one.id))
      if (kind === 'half' || kind === 'quarter') steps.push({ kind: 'reminded', state: 'done', at: iso(at), area: one.areaName, by: null });
    if (one.end?.kind === 'returned') steps.push({ kind: 'returned', state: 'done', at: iso(one.end.at), area: one.areaName, by: null });
  }
  for (const one of answers) steps.push({ kind: 'answered', state: 'done', at: iso(one.receivedAt), area: null, by: null });
  steps.sort((a, b) => (a.at ?? '').localeCompare(b.at ?? ''));
  const dueAt = row.dueAt ?? current?.owed?.dueAt ?? null;
  if (state === 'received' || state === 'area') {
    steps.push({ kind: 'reviewing', state: 'now', at: null, area: current?.one.areaName ?? null, by: null });
    steps.push({ kind: 'answered', state: 'next', at: dueAt === null ? null : iso(dueAt), area: null, by: null });
  }
  return {
    institution,
    number: numberOf(row.id),
    subject: row.subject,
    requester: { name: row.requesterName || row.requesterEmail },
    state,
    area: current ? { name: current.one.areaName } : null,
    steps,
    dueAt: dueAt === null ? null : iso(dueAt),
    isOverdue: (state === 'received' || state === 'area') && dueAt !== null && dueAt < k.clock.now(),
    answers: answers.slice(-5).map((one) => ({
      at: iso(one.receivedAt),
      from: { name: one.authorName ?? one.people.from?.name ?? '' },
      text: one.visibleText ?? one.text,
    })),
    linkUntil: iso(until),
  };
}

function stateOf(row: ListedRow, isWithArea: boolean): StatusPage['state'] {
  if (row.state === 'resolved') return 'closed';
  if (row.state === 'waiting') return 'answered';
  return isWithArea ? 'area' : 'received';
}

/** A person's answer that reached the requester; what other people were written is theirs. */
function isAnswer({ direction, nature, part, delivery, people }: MessageRow, requester: string): boolean {
  if (direction !== 'out' || nature !== 'person' || (part !== null && part !== 'forward')) return false;
  const isAccepted = delivery === null || delivery === 'accepted';
  return isAccepted && [...(people.to ?? []), ...(people.cc ?? [])].some((one: Address) => one.email.toLowerCase() === requester);
}

/**
 * What the requester adds on the page joins the conversation as a message of his. The same key again is the same message. Refuses
 * `link-altered`, `link-expired`, `text-missing`.
 */
export async function addAsRequester(k: Kernel, token: string, wish: { text: string; key: string }): Promise<void> {
  const { row } = await conversationOfLink(k, token);
  const text = wish.text.trim();
  if (text === '') throw refuse.messageMissing();
  await k.transaction(async (k) => {
    await holdOwn(k, row.id);
    const held = await lockConversation(k, row.id);
    if (!held) throw refuse.linkAltered();
    const from = { name: held.requesterName, email: held.requesterEmail };
    await receive(k, [
      {
        key: `status:${row.id}:${wish.key}`,
        channel: 'mail',
        direction: 'in',
        nature: 'person',
        natureReason: null,
        isHistory: false,
        isIllegible: false,
        quarantineReason: null,
        receivedAt: k.clock.now(),
        internalDate: null,
        sentAt: k.clock.now(),
        mailbox: held.mailboxId && held.mailbox ? { id: held.mailboxId, address: held.mailbox } : null,
        from,
        replyTo: [],
        to: [],
        cc: [],
        subject: held.subject,
        text,
        visibleText: text,
        preview: text.replace(/\s+/g, ' ').slice(0, 160),
        html: null,
        attachments: [],
        searchText: '',
        messageId: null,
        references: [],
        threadIndex: null,
        threadToken: threadToken(k, row.id),
        rawSha256: null,
        marks: ['by-page'],
        warning: null,
      },
    ]);
  });
}
