import { workingTime } from '#calendar';
import type { Kernel } from '#kernel';
import { listAreas } from '#people';
import { type ObligationRow, obligationsOfSubjects } from '#procedure';
import { askSubject } from './ask.rules.ts';
import { channelNamed } from './channels.ts';
import { type EscalationRow, escalationsById, escalationsIn } from './escalation-store.ts';
import { obligationOf } from './escalations.ts';
import { holdOwn } from './hold.ts';
import { letterHtml } from './letter.rules.ts';
import { leave } from './leave.ts';
import { areaLink, statusLink } from './links.ts';
import { addEvent } from './message-store.ts';
import type { Address, Outgoing } from './port.ts';
import { numberOf } from './present.ts';
import { questionOf } from './question-store.ts';
import { lockConversation } from './receive-store.ts';
import { refuse } from './refusals.ts';
import { insertReminder, noteAgain, remindersOf } from './reminder-store.ts';
import { type Mark, noticeText, remindAt, reminderText, type Shares } from './reminder.rules.ts';
import { recipientsOf, subjectOf } from './reply.rules.ts';
import { nextMessageNumber } from './reply-store.ts';
import type { ConversationRow } from './summary.rules.ts';
import { escalationToken } from './token.ts';

const marks: readonly Mark[] = ['half', 'quarter', 'due'];
const topic = 'desk.area-reminder';

/** The mail that hands the matter over was accepted: its reminders are set, and the requester is told where that was wished. */
export async function areaWasAsked(k: Kernel, escalationId: string): Promise<void> {
  const [one] = await escalationsById(k, [escalationId]);
  if (!one) return;
  await setReminders(k, [one.conversationId]);
  if (one.tellsRequester) await tellRequester(k, one);
}

/** Sets the reminders of what areas owe in these conversations; again after each move of a deadline. */
export async function setReminders(k: Kernel, conversationIds: readonly string[]): Promise<void> {
  const escalations = await escalationsIn(k, conversationIds);
  if (escalations.length === 0) return;
  const obligations = await obligationsOfSubjects(k, 'conversation', conversationIds);
  const [{ time }, shares] = await Promise.all([workingTime(k), k.settings.get<Shares>('desk.area_reminders')]);
  const rows = escalations.flatMap((one) => {
    const owed = owedBy(one, obligations);
    if (!owed) return [];
    return marks.flatMap((mark) => {
      const runAt = remindAt(mark, owed, shares, time);
      return runAt === null ? [] : [{ subject: `${one.id} ${mark}`, runAt }];
    });
  });
  if (rows.length > 0) await k.due.setMany(topic, rows);
}

/** What the area still owes; undefined once it has ended, or its words are on their way. */
function owedBy(one: EscalationRow, obligations: readonly ObligationRow[]): ObligationRow | undefined {
  const owed = obligationOf(one.id, obligations);
  return one.end === null && owed?.settledAt === null && owed.setAsideAt === null ? owed : undefined;
}

/**
 * Reminds an area of what it owes, once for each mark; at the deadline whoever directs it, and the conversation tells that it passed. None
 * after it has ended.
 */
export function remind(k: Kernel, subject: string): Promise<void> {
  const [id, mark] = subject.split(' ') as [string, Mark];
  return k.transaction(async (k) => {
    const [found] = await escalationsById(k, [id]);
    if (!found) return;
    await holdOwn(k, found.conversationId);
    const [one] = await escalationsById(k, [id]);
    const owed = one && owedBy(one, await obligationsOfSubjects(k, 'conversation', [one.conversationId]));
    if (!owed || (await remindersOf(k, id)).some((other) => other.kind === mark)) return;
    const [{ time }, shares] = await Promise.all([workingTime(k), k.settings.get<Shares>('desk.area_reminders')]);
    const at = remindAt(mark, owed, shares, time);
    if (at === null) return;
    // The deadline has been moved since.
    if (at > k.clock.now()) return k.due.set(topic, subject, at);
    const to = await whoIsReminded(k, one, mark);
    if (mark === 'due')
      await addEvent(k, one.conversationId, {
        kind: 'area-overdue',
        by: 'Ventanilla',
        detail: one.areaName,
        text: `Venció el plazo de ${one.areaName} sin respuesta.${to ? ` Se le avisó a ${to.name || to.email}.` : ' Su área no tiene correo de quien la dirige: avísele usted.'}`,
      });
    const message = to && (await mailTo(k, one, { mark, to, dueAt: owed.dueAt }));
    await insertReminder(k, id, mark, message);
    await k.live.tell('desk', one.conversationId);
  });
}

// Whoever is written to more often reads it no sooner.
const insistPause = 3_600_000;

/**
 * A person of ours reminds the area of what it owes, at most once an hour. Refuses `unknown-escalation`, `nothing-owed` once it has ended,
 * `just-reminded`, and `cannot-escalate` where nothing can be sent from there.
 */
export function insist(k: Kernel, escalationId: string): Promise<void> {
  return k.transaction(async (k) => {
    const [found] = await escalationsById(k, [escalationId]);
    if (!found) throw refuse.unknownEscalation();
    await holdOwn(k, found.conversationId);
    const [one] = await escalationsById(k, [escalationId]);
    const owed = one && owedBy(one, await obligationsOfSubjects(k, 'conversation', [one.conversationId]));
    if (!one || !owed) throw refuse.nothingOwed(found.areaName);
    const now = k.clock.now();
    if (!(await noteAgain(k, escalationId, 'hand', now - insistPause))) throw refuse.justReminded(one.areaName);
    const to = { name: one.areaName, email: one.areaMail };
    if ((await mailTo(k, one, { mark: now > owed.dueAt ? 'due' : 'quarter', to, dueAt: owed.dueAt })) === null)
      throw refuse.cannotEscalate();
    await k.acts.write({
      verb: 'conversation.area-reminded',
      subject: { kind: 'conversation', id: one.conversationId },
      detail: { escalation: escalationId, area: one.areaName },
    });
    await k.live.tell('desk', one.conversationId);
  });
}

async function whoIsReminded(k: Kernel, one: EscalationRow, mark: Mark): Promise<Address | null> {
  if (mark !== 'due') return { name: one.areaName, email: one.areaMail };
  const area = (await listAreas(k)).find((other) => other.id === one.areaId);
  return area?.headMail ? { name: area.head ?? '', email: area.headMail } : null;
}

async function mailTo(
  k: Kernel,
  one: EscalationRow,
  { mark, to, dueAt }: { mark: Mark; to: Address; dueAt: number },
): Promise<string | null> {
  const row = await lockConversation(k, one.conversationId);
  if (!row) return null;
  const number = numberOf(row.id);
  const link = await areaLink(k, one.id);
  const text = reminderText({
    mark,
    area: one.areaName,
    head: mark === 'due' && to.name !== '' ? to.name : null,
    number,
    requester: row.requesterName || row.requesterEmail,
    by: one.byName,
    note: one.note,
    askedAt: one.escalatedAt,
    dueAt,
    now: k.clock.now(),
    link,
  });
  const subject = `${mark === 'due' ? 'Plazo vencido' : 'Recordatorio'}: ${askSubject(row.subject, number)}`;
  return sendOfItself(k, row, one, {
    part: 'reminder',
    to: [to],
    subject,
    text,
    link,
    answersId: one.askMessageId,
    token: escalationToken(k, one.id),
  });
}

/** Tells the requester that an area has the matter: automatic, and no answer. */
async function tellRequester(k: Kernel, one: EscalationRow): Promise<void> {
  const row = await lockConversation(k, one.conversationId);
  const question = await questionOf(k, [one.conversationId]);
  if (!row || !question) return;
  const { to } = recipientsOf(question, {}, await oursOf(k, row));
  if (to.length === 0 || !(await insertReminder(k, one.id, 'notice', null))) return;
  const number = numberOf(row.id);
  const requester = row.requesterName || row.requesterEmail;
  const link = await statusLink(k, row.id);
  const text = noticeText({ requester, area: one.areaName, number, link });
  const subject = subjectOf(question.subject || row.subject, number);
  await sendOfItself(k, row, one, { part: 'notice', to, subject, text, link, answersId: question.messageId, token: null });
}

/** Our own addresses: none of them is a requester's. */
export async function oursOf(k: Kernel, { channel, mailboxId, mailbox }: ConversationRow): Promise<Set<string>> {
  const senders = mailboxId === null ? [] : await channelNamed(channel).senders(k, mailboxId);
  return new Set([...senders, mailbox?.toLowerCase() ?? '']);
}

export interface OwnMail {
  readonly part: 'reminder' | 'notice';
  readonly to: readonly Address[];
  readonly subject: string;
  readonly text: string;
  /** The link in it. */
  readonly link: string;
  readonly answersId: string | null;
  readonly token: string | null;
}

/** Queues a mail that the product sends of itself; answers the message's id, null where nothing can be sent from there. */
export async function sendOfItself(k: Kernel, row: ConversationRow, one: EscalationRow, mail: OwnMail): Promise<string | null> {
  if (!row.mailboxId) return null;
  const id = await nextMessageNumber(k);
  const outgoing: Outgoing = {
    id,
    conversationId: row.id,
    mailboxId: row.mailboxId,
    writtenTo: [row.mailbox ?? ''],
    to: mail.to,
    cc: [],
    subject: mail.subject,
    text: mail.text,
    html: letterHtml(mail.text, mail.link),
    answersId: mail.answersId,
    references: [],
    attachments: [],
    leavesAt: k.clock.real(),
    automatic: mail.part === 'notice' ? 'replied' : 'generated',
    token: mail.token,
  };
  await leave(k, outgoing, {
    channel: row.channel,
    mailbox: row.mailbox,
    nature: 'robot',
    author: { id: null, name: 'Ventanilla' },
    marks: ['automatic'],
    preview: '',
    escalation: { id: one.id, part: mail.part },
  });
  return id;
}
