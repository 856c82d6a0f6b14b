import type { Kernel } from '#kernel';
import { type AreaMessage, areaMessage, setPart } from './area-message-store.ts';
import { oursOf } from './area-reminder.ts';
import { type EscalationEnd, type EscalationRow, escalationsById, insertEnd } from './escalation-store.ts';
import { type Held, holdOwn, shownOf } from './hold.ts';
import { judge } from './judge.ts';
import { leave } from './leave.ts';
import { addEvent, attachmentsOf } from './message-store.ts';
import type { Outgoing } from './port.ts';
import { numberOf } from './present.ts';
import { type Question, questionOf } from './question-store.ts';
import { lockConversation } from './receive-store.ts';
import { refuse } from './refusals.ts';
import { recipientsOf, subjectOf } from './reply.rules.ts';
import { countMessage, nextMessageNumber } from './reply-store.ts';
import { setAssignee } from './change-store.ts';
import { accountsByIds } from '#kernel';
import { giveNewWork } from './on-duty.ts';
import { closeResolutions, insertAssignment } from './resolution-store.ts';
import { plain } from './search.rules.ts';
import type { ConversationRow } from './summary.rules.ts';
import { addSearchTexts, insertAttachmentRows } from './write-store.ts';
import { wake } from './snooze/snooze.ts';
import { previewOf } from './written.rules.ts';

/**
 * What an area answered by mail goes where it is meant to: to the requester from our mailbox, unless the area wrote to him itself; or to
 * the operator. Once: what was answered already stays as it is.
 */
export function areaAnswered(k: Kernel, messageId: string): Promise<void> {
  return k.transaction(async (k) => {
    const found = await areaMessage(k, messageId);
    if (found?.part !== 'answer') return;
    const held = await holdOwn(k, found.conversationId);
    const [escalation] = await escalationsById(k, [found.escalationId]);
    if (!escalation || escalation.end !== null) return;
    if (found.text.trim() === '' && found.files === 0) return setPart(k, messageId, 'claim');
    await finish(k.as({ kind: 'system', accountId: null, name: authorOf(found, escalation), roles: [] }), held, escalation, {
      message: found,
      how: 'mail',
      to: escalation.answers,
      at: found.receivedAt,
    });
  });
}

/**
 * A person takes a mail from another address, under the right token, for the area's answer. Refuses `unknown-message`,
 * `unknown-escalation`, `already-answered` (409).
 */
export function acceptClaim(k: Kernel, messageId: string): Promise<void> {
  return k.transaction(async (k) => {
    const found = await areaMessage(k, messageId);
    if (found?.part !== 'claim') throw refuse.unknownMessage();
    const held = await holdOwn(k, found.conversationId);
    const [escalation] = await escalationsById(k, [found.escalationId]);
    if (!escalation) throw refuse.unknownEscalation();
    if (escalation.end !== null) throw refuse.alreadyAnswered(escalation.end.by, escalation.end.at, k.clock.now());
    await setPart(k, messageId, 'answer');
    await k.acts.write({
      verb: 'conversation.area-answer-accepted',
      subject: { kind: 'conversation', id: held.id },
      detail: { escalation: escalation.id, message: messageId, from: found.from?.email ?? null },
    });
    await finish(k, held, escalation, {
      message: found,
      how: 'mail',
      to: escalation.answers,
      at: k.clock.now(),
      by: authorOf(found, escalation),
    });
  });
}

export interface Answer {
  readonly message: AreaMessage;
  readonly how: EscalationEnd['how'];
  readonly to: 'requester' | 'operator';
  readonly at: number;
  /** Whose words they are; the actor's where nothing is said. */
  readonly by?: string;
  readonly key?: string;
}

/** Ends an escalation with an area's words, in the caller's transaction, which holds the conversation. */
export async function finish(k: Kernel, held: Held, escalation: EscalationRow, answer: Answer): Promise<void> {
  const { message, how, at, key } = answer;
  const by = answer.by ?? k.actor.name;
  const row = await lockConversation(k, held.id);
  const question = await questionOf(k, [held.id]);
  const asked = new Set(
    [row?.requesterEmail, question?.from?.email, ...(question?.replyTo ?? []).map((one) => one.email)].map((one) => one?.toLowerCase()),
  );
  const wasDirect = message.recipients.some((one) => asked.has(one));
  const forwardId =
    wasDirect || answer.to === 'operator' || !row || !question ? null : await forward(k, escalation, { message, by, row, question });
  await insertEnd(k, escalation.id, { kind: 'answered', how, by, at, messageId: message.id, forwardId, ...(key !== undefined && { key }) });
  const isOurs = !wasDirect && forwardId === null;
  if (isOurs) await backToOperator(k, held, escalation);
  await judge(k, isOurs ? await openedAgain(k, held, escalation) : held);
  await wake(k, [held.id], 'area');
  await k.acts.write({
    verb: 'conversation.area-answered',
    subject: { kind: 'conversation', id: held.id },
    detail: {
      escalation: escalation.id,
      area: escalation.areaName,
      by,
      how,
      to: wasDirect ? 'direct' : forwardId === null ? 'operator' : 'requester',
    },
  });
  await k.live.tell('desk', held.id);
}

/** What was resolved meanwhile asks for somebody again. */
export async function openedAgain(k: Kernel, held: Held, { areaName }: EscalationRow): Promise<Held> {
  const where = new Set([held.id, held.mergedInto]);
  const kin = held.kin.map((one) => (where.has(one.id) ? { ...one, resolvedAt: null } : one));
  for (const { id, resolvedAt } of held.kin) {
    if (!where.has(id) || resolvedAt === null) continue;
    await closeResolutions(k, id, { by: areaName, cause: 'message' });
    await addEvent(k, id, { kind: 'reopened', by: areaName, detail: 'message', text: `Se reabrió: llegó palabra de ${areaName}.` });
  }
  return { ...held, resolvedAt: null, kin };
}

/** Queues the area's words to the requester, from our mailbox, signed with name and area; null where there is nobody to write to. */
async function forward(
  k: Kernel,
  escalation: EscalationRow,
  { message, by, row, question }: { message: AreaMessage; by: string; row: ConversationRow; question: Question },
): Promise<string | null> {
  if (!row.mailboxId) return null;
  const { to } = recipientsOf(question, {}, await oursOf(k, row));
  if (to.length === 0) return null;
  const id = await nextMessageNumber(k);
  const files = (await attachmentsOf(k, [message.id])).filter((one) => !one.isInline);
  const name = by.replace(new RegExp(`, ${escapeForm(escalation.areaName)}$`), '');
  const outgoing: Outgoing = {
    id,
    conversationId: row.id,
    mailboxId: row.mailboxId,
    writtenTo: [...question.to, ...question.cc].map((one) => one.email.toLowerCase()),
    to,
    cc: [],
    subject: subjectOf(question.subject || row.subject, numberOf(row.id)),
    text: [message.text.trim(), [...new Set([name, escalation.areaName])].join('\n')].join('\n\n'),
    html: null,
    answersId: question.messageId,
    references: question.references,
    attachments: files.map((one) => ({ name: one.name, type: one.type, sha256: one.sha256 })),
    leavesAt: k.clock.real(),
    automatic: null,
    token: null,
  };
  const { text } = await leave(k, outgoing, {
    channel: row.channel,
    mailbox: row.mailbox,
    nature: 'person',
    author: { id: null, name: by },
    marks: ['area'],
    escalation: { id: escalation.id, part: 'forward' },
  });
  await insertAttachmentRows(k, id, files);
  await countMessage(k, row.id, { by: 1, at: k.clock.now(), preview: previewOf(text) });
  await addSearchTexts(k, [{ conversationId: row.id, lastAt: k.clock.now(), text: plain(text.slice(0, 100_000)) }]);
  return id;
}

function escapeForm(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/** What an area says to us, or hands back, is again of whoever passed it on, where nobody else has it. */
export async function backToOperator(k: Kernel, own: Held, { byId, areaName }: EscalationRow): Promise<void> {
  const held = shownOf(own);
  if (held.assigneeId !== null) return;
  const account = byId === null ? undefined : (await accountsByIds(k, [byId])).get(byId);
  if (account?.kind !== 'person' || !account.isEnabled) return giveNewWork(k, [held.id]);
  const to = { id: account.id, name: account.name, email: account.email };
  await setAssignee(k, held.id, to);
  await insertAssignment(k, held.id, to);
  await addEvent(k, held.id, {
    kind: 'assigned',
    by: areaName,
    detail: account.name,
    text: `Volvió de ${areaName} a ${account.name}.`,
  });
}

function authorOf({ from }: AreaMessage, { areaName }: EscalationRow): string {
  const name = from?.name.trim() || from?.email || areaName;
  return name === areaName ? areaName : `${name}, ${areaName}`;
}
