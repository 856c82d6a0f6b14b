import { workingTime } from '#calendar';
import { type Kernel } from '#kernel';
import { listAreas } from '#people';
import { deadlinesOf } from '#procedure/deadline.rules';
import { type Reading, termOf } from '#procedure/rules';
import { questionsOf } from './area-message-store.ts';
import { askOf } from './ask.ts';
import { channelNamed } from './channels.ts';
import { moveForward } from './change-store.ts';
import { escalationsById, escalationsIn, insertEnd, insertEscalation } from './escalation-store.ts';
import { markTaken } from './duty-store.ts';
import { hold, holdOwn } from './hold.ts';
import { leave } from './leave.ts';
import { lockConversation } from './receive-store.ts';
import { refuse } from './refusals.ts';
import { deleteUnsent, nextMessageNumber } from './reply-store.ts';
import { plain } from './search.rules.ts';
import type { ConversationRow } from './summary.rules.ts';
import { addSearchTexts } from './write-store.ts';
import { previewOf, written } from './written.rules.ts';

export interface EscalationWish {
  /** An area's id or exact name. */
  readonly area: string;
  readonly note: string;
  /** A moment of its own, ms; null: the area's term. */
  readonly dueAt: number | null;
  /** Tell the requester, by an automatic mail that counts as no answer, that the area has it. */
  readonly tellsRequester?: boolean;
  /** Real ms in which it can be undone. */
  readonly undoFor: number;
}

/**
 * Hands a conversation to an area by mail. It is queued in the same transaction and counts from the server's 250 on: then 5.3 is settled
 * and the area owes (5.3-area). Refuses `unknown-conversation`, `unknown-area`, `area-closed`, `note-missing`, `due-in-the-past`,
 * `already-escalated`, `cannot-escalate`, and the channel's `cannot-send`.
 */
export function escalate(k: Kernel, asked: string, wish: EscalationWish): Promise<{ id: string }> {
  return k.transaction(async (k) => {
    const { id: conversationId, family } = await hold(k, asked);
    const row = await lockConversation(k, conversationId);
    if (!row?.mailboxId) throw refuse.cannotEscalate();
    const note = written(wish.note);
    if (note === '') throw refuse.noteMissing();
    const area = await areaNamed(k, wish.area);
    const open = (await escalationsIn(k, family)).find((one) => one.areaId === area.id && isUnderWay(one));
    if (open) throw refuse.alreadyEscalated(area.name);
    const promisedAt = await promisedDue(k, wish.dueAt, area.hours);
    const id = await insertEscalation(k, {
      conversationId,
      areaId: area.id,
      areaName: area.name,
      areaMail: area.mail,
      answers: area.answers,
      note,
      hours: area.hours,
      dueAt: wish.dueAt,
      promisedAt,
      tellsRequester: wish.tellsRequester ?? false,
    });
    await markTaken(k, conversationId);
    await send(k, row, { questions: await questionsOf(k, family), escalationId: id, area, note, dueAt: promisedAt, undoFor: wish.undoFor });
    await k.acts.write({
      verb: 'conversation.escalated',
      subject: { kind: 'conversation', id: conversationId },
      detail: { escalation: id, area: area.name, dueAt: promisedAt, byApi: k.actor.kind === 'token' },
    });
    await k.live.tell('desk', conversationId);
    return { id };
  });
}

/** On its way, or with the area. */
function isUnderWay(one: { end: unknown; delivery: string | null }): boolean {
  return one.end === null && one.delivery !== null && !['rejected', 'bounced'].includes(one.delivery);
}

async function areaNamed(k: Kernel, wanted: string) {
  const areas = await listAreas(k);
  const name = wanted.trim();
  const area = areas.find((one) => one.name === name) ?? areas.find((one) => one.id === name);
  if (!area) throw refuse.unknownArea();
  if (!area.active) throw refuse.areaClosed(area.name);
  return area;
}

/** The deadline that the mail tells; the row's own runs from the acceptance. */
async function promisedDue(k: Kernel, dueAt: number | null, ownHours: number | null): Promise<number> {
  const now = k.clock.now();
  if (dueAt !== null && dueAt <= now) throw refuse.dueInThePast();
  if (dueAt !== null) return dueAt;
  const { time } = await workingTime(k);
  const { term } = termOf('5.3-area', 'target');
  const hours = ownHours ?? (term.kind === 'working-hours' ? term.hours : 24);
  return deadlinesOf(time, now, hours, await k.settings.get<Reading>('procedure.reading')).dueAt;
}

async function send(k: Kernel, row: ConversationRow, wish: Parameters<typeof askOf>[3]): Promise<void> {
  const id = await nextMessageNumber(k);
  const outgoing = await askOf(k, row, id, wish);
  await leave(k, outgoing, {
    channel: row.channel,
    mailbox: row.mailbox,
    nature: 'person',
    author: { id: k.actor.accountId, name: k.actor.name },
    marks: k.actor.kind === 'token' ? ['by-api'] : [],
    preview: previewOf(wish.note),
    escalation: { id: wish.escalationId, part: 'ask' },
  });
  const at = k.clock.now();
  await moveForward(k, row.id, at);
  await addSearchTexts(k, [{ conversationId: row.id, lastAt: at, text: plain(`${wish.area.name} ${wish.note}`) }]);
}

/**
 * Takes an escalation back before it has been tried. Refuses `unknown-escalation`, `not-yours`, and `too-late-to-undo` (409) once it is on
 * its way.
 */
export function undoEscalation(k: Kernel, escalationId: string): Promise<void> {
  return k.transaction(async (k) => {
    const [found] = await escalationsById(k, [escalationId]);
    if (!found) throw refuse.unknownEscalation();
    if (found.byId !== k.actor.accountId) throw refuse.notYours();
    await holdOwn(k, found.conversationId);
    if (found.askId === null || !(await channelNamed('mail').cancel(k, found.askId))) throw refuse.tooLateToUndo();
    await deleteUnsent(k, found.askId);
    await insertEnd(k, escalationId, { kind: 'undone', how: 'console', by: k.actor.name });
    await k.acts.write({
      verb: 'conversation.escalation-undone',
      subject: { kind: 'conversation', id: found.conversationId },
      detail: { escalation: escalationId, area: found.areaName },
    });
    await k.live.tell('desk', found.conversationId);
  });
}
