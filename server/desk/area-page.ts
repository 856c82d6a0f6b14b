import { workingTime } from '#calendar';
import { iso, type Kernel } from '#kernel';
import { obligationsOfSubjects } from '#procedure';
import { backToOperator, finish, openedAgain } from './area-answer.ts';
import { areaMessage, insertPageWords } from './area-message-store.ts';
import { checkAttachments, type NewAttachment } from './check-reply.ts';
import { type EscalationRow, escalationsById, insertEnd } from './escalation-store.ts';
import { endOf, leftOf, obligationOf, remainingUntil } from './escalations.ts';
import { holdOwn } from './hold.ts';
import { judge } from './judge.ts';
import { readToken } from './links.ts';
import { conversationById } from './list-store.ts';
import { addEvent, attachmentsOf, messagesOf } from './message-store.ts';
import { institutionOf, numberOf } from './present.ts';
import { remindersOf } from './reminder-store.ts';
import { refuse } from './refusals.ts';
import { countMessage } from './reply-store.ts';
import { plain } from './search.rules.ts';
import type { AreaPage } from './shapes.ts';
import { attachmentPath, signed } from './signed.ts';
import { wake } from './snooze/snooze.ts';
import { addSearchTexts, insertAttachmentRows } from './write-store.ts';

/** The escalation of a link. Refuses `link-altered`, and `link-expired` unless that is what it is asked for. */
export async function escalationOfLink(
  k: Kernel,
  token: string,
  { evenExpired = false } = {},
): Promise<{ row: EscalationRow; until: number }> {
  const opened = readToken(k, 'area', token);
  const [row] = opened ? await escalationsById(k, [opened.id]) : [];
  if (!opened || !row) throw refuse.linkAltered();
  if (opened.isExpired && !evenExpired) throw refuse.areaLinkExpired();
  return { row, until: opened.until };
}

/** What an area sees of its escalation. Looking is no act and changes nothing: scanners look too. Refuses `link-altered`, `link-expired`. */
export async function lookAsArea(k: Kernel, token: string): Promise<AreaPage> {
  const { row, until } = await escalationOfLink(k, token);
  const [conversation, obligations, { time }, messages, reminders, institution] = await Promise.all([
    conversationById(k, row.conversationId),
    obligationsOfSubjects(k, 'conversation', [row.conversationId]),
    workingTime(k),
    messagesOf(k, [row.conversationId], { before: null, limit: 200, text: 50_000, html: 0, together: 1_000_000 }),
    remindersOf(k, row.id),
    institutionOf(k),
  ]);
  if (!conversation) throw refuse.linkAltered();
  const owed = obligationOf(row.id, obligations);
  const now = k.clock.now();
  const dueAt = owed?.dueAt ?? row.dueAt ?? row.promisedAt;
  const ended =
    row.end?.kind === 'answered' ? { state: 'answered' as const, at: row.end.at, by: row.end.by, how: row.end.how } : endOf(row, owed);
  const state = ended === null ? 'open' : ended.how === 'desk' || ended.state === 'undone' ? 'ended' : ended.state;
  // The area sees what passed between the requester and us, and its own words, once; never notes, nor what other areas were told.
  const shown = messages
    .filter((one) => (one.direction === 'in' || one.direction === 'out') && one.nature === 'person')
    .filter(
      (one) =>
        one.part === null ||
        (one.part === 'forward' && one.escalationId !== row.id) ||
        (one.part === 'answer' && one.escalationId === row.id),
    )
    .reverse();
  const files = await attachmentsOf(
    k,
    shown.map((one) => one.id),
  );
  return {
    institution,
    area: { name: row.areaName },
    conversation: {
      number: numberOf(conversation.id),
      subject: conversation.subject,
      mailbox: conversation.mailbox,
      receivedAt: iso(conversation.receivedAt),
    },
    requester: { name: conversation.requesterName || conversation.requesterEmail },
    note: row.note,
    by: { name: row.byName },
    askedAt: iso(row.escalatedAt),
    dueAt: iso(dueAt),
    ...(ended === null ? leftOf(owed, { time, now }) : { share: null, isOverdue: false }),
    remainingSeconds: ended === null ? remainingUntil(dueAt, { time, now }) : null,
    to: row.answers,
    state,
    ended: ended && { by: ended.by, at: iso(ended.at), how: state === 'open' ? 'ended' : state },
    linkUntil: iso(until),
    reminders: reminders.flatMap(({ kind, at }) =>
      kind === 'half' || kind === 'quarter' || kind === 'due' ? [{ kind, at: iso(at) }] : [],
    ),
    messages: shown.map((one) => ({
      id: one.id,
      direction: one.direction as 'in' | 'out',
      from: { name: one.authorName ?? one.people.from?.name ?? '' },
      text: one.visibleText ?? one.text,
      receivedAt: iso(one.receivedAt),
      attachments: files
        .filter((file) => file.messageId === one.id && !file.isInline)
        .map((file) => ({ name: file.name, size: file.size, url: signed(k, attachmentPath(file.id)) })),
    })),
  };
}

export interface PageAnswer {
  readonly name: string;
  readonly text: string;
  readonly attachments: readonly NewAttachment[];
  /** The area may leave it to the operator; what is set to go to the operator stays so. */
  readonly to: 'requester' | 'operator' | null;
  readonly key: string;
}

export interface PageEnd {
  readonly state: 'answered' | 'returned';
  readonly at: string;
}

/**
 * The area's answer on its page: to the requester from our mailbox, or to the operator. The same key again is the same answer. Refuses
 * `link-altered`, `link-expired`, `already-answered` (409), `reply-empty`, `attachments-too-large`.
 */
export function answerAsArea(k: Kernel, token: string, wish: PageAnswer): Promise<PageEnd> {
  return endByPage(k, token, wish, async (k, row) => {
    const text = wish.text.trim();
    if (text === '' && wish.attachments.length === 0) throw refuse.replyEmpty();
    checkAttachments(wish.attachments);
    const held = await holdOwn(k, row.conversationId);
    const id = await insertPageWords(k, {
      conversationId: row.conversationId,
      escalationId: row.id,
      key: wish.key,
      author: k.actor.name,
      from: { name: wish.name, email: row.areaMail },
      subject: held.subject,
      text,
    });
    const hashes = await k.blobs.putMany(wish.attachments.map((one) => one.content));
    await insertAttachmentRows(
      k,
      id,
      wish.attachments.map(({ name, type, content }, i) => ({ name, type, size: content.length, sha256: hashes[i] as string })),
    );
    const at = k.clock.now();
    await countMessage(k, held.id, { by: 1, at, preview: null });
    await addSearchTexts(k, [{ conversationId: held.id, lastAt: at, text: plain(text) }]);
    const message = await areaMessage(k, id);
    if (!message) throw new Error('a message that was just written is there');
    const to = wish.to === 'operator' ? 'operator' : row.answers;
    await finish(k, held, row, { message, how: 'page', to, at, key: wish.key });
    return { state: 'answered', at: iso(at) };
  });
}

/**
 * Hands the matter back with a reason: the area's term ends as «devuelto» and a 5.3 of ours begins. Refuses `link-altered`,
 * `link-expired`, `already-answered` (409), `reason-needed`.
 */
export function returnAsArea(k: Kernel, token: string, wish: { name: string; reason: string; key: string }): Promise<PageEnd> {
  return endByPage(k, token, wish, async (k, row) => {
    const reason = wish.reason.trim();
    if (reason === '') throw refuse.returnReasonMissing();
    const held = await holdOwn(k, row.conversationId);
    const at = k.clock.now();
    await insertEnd(k, row.id, { kind: 'returned', how: 'page', by: k.actor.name, at, reason, key: wish.key });
    await addEvent(k, held.id, {
      kind: 'returned',
      by: k.actor.name,
      detail: reason,
      text: `${k.actor.name} la devolvió: ${reason} El plazo del área terminó; responder o volver a escalar toca de nuevo al Servicio.`,
    });
    await backToOperator(k, held, row);
    await judge(k, await openedAgain(k, held, row));
    await wake(k, [held.id], 'area');
    await k.acts.write({
      verb: 'conversation.returned-by-area',
      subject: { kind: 'conversation', id: held.id },
      reason,
      detail: { escalation: row.id, area: row.areaName },
    });
    await k.live.tell('desk', held.id);
    return { state: 'returned', at: iso(at) };
  });
}

type Ending = (k: Kernel, row: EscalationRow) => Promise<PageEnd>;

async function endByPage(k: Kernel, token: string, wish: { name: string; key: string }, end: Ending): Promise<PageEnd> {
  const { row: asked } = await escalationOfLink(k, token);
  const name = wish.name.trim();
  const actor = {
    kind: 'system',
    accountId: null,
    name: name === asked.areaName ? name : `${name}, ${asked.areaName}`,
    roles: [],
  } as const;
  return k.as(actor).transaction(async (k) => {
    await holdOwn(k, asked.conversationId);
    const [row] = await escalationsById(k, [asked.id]);
    if (!row) throw refuse.linkAltered();
    if (row.end?.kind !== 'undone' && row.end?.key === wish.key) return { state: row.end.kind, at: iso(row.end.at) };
    const owed = obligationOf(row.id, await obligationsOfSubjects(k, 'conversation', [row.conversationId]));
    const ended = row.end ? { by: row.end.by, at: row.end.at } : endOf(row, owed);
    if (ended) throw refuse.alreadyAnswered(ended.by, ended.at, k.clock.now());
    return end(k, row);
  });
}
