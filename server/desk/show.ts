import { workingTime } from '#calendar';
import { iso, type Kernel } from '#kernel';
import { obligationsOf, obligationsOfSubjects } from '#procedure';
import { type EscalationRow, escalationsIn } from './escalation-store.ts';
import { escalationItems } from './escalations.ts';
import { pastOf } from './contact/history-store.ts';
import { conversationById, type ListedRow, relatedTo } from './list-store.ts';
import { type Member, membersOf, mergesAmong } from './merge/merge-store.ts';
import { splitsOf } from './merge/split-store.ts';
import { mentionsOf } from './mention/mention-store.ts';
import { type AttachmentRow, attachmentsOf, type MessageRow, messagesOf } from './message-store.ts';
import { numberOf, placeOf, present } from './present.ts';
import { refuse } from './refusals.ts';
import type { SideThread } from './side/side.rules.ts';
import { sidesIn } from './side/side-store.ts';
import { sendersFor } from './senders.ts';
import type { ConversationDetail, MessageItem } from './shapes.ts';
import { followersOf, participantsOf } from './follow/follow-store.ts';
import { whySpam } from './spam/why.ts';
import { attachmentPath, bodyPath, signed } from './signed.ts';

export interface Asked {
  /** How many messages, the last ones. */
  readonly messages: number;
  /** Only those before this message. */
  readonly before: string | null;
  /** For the console: no html, and long texts only begun; `bodyUrl` has all. */
  readonly isBrief: boolean;
}

/** What a browser or a script takes in at once; the rest is behind `bodyUrl`. */
const whole = { text: 500_000, html: 500_000, together: 4_000_000 };
const brief = { text: 20_000, html: 0, together: 1_000_000 };

/** A conversation with its messages and those of what is shown in it, oldest first; the one in which it is shown, where it was merged. Refuses `unknown-conversation`. */
export async function showConversation(k: Kernel, asked: string, { messages, before, isBrief }: Asked): Promise<ConversationDetail> {
  const row = await shownRow(k, asked);
  const { id } = row;
  const members = row.kinId === null ? [] : await membersOf(k, id);
  const family = [id, ...members.filter((one) => one.id !== id).map((one) => one.id)];
  const limits = isBrief ? brief : whole;
  const [found, past, related, { time }, obligations, escalations, owed, senders] = await Promise.all([
    messagesOf(k, family, { before, limit: messages + 1, ...limits }),
    row.contact === null ? { total: 1, items: [] } : pastOf(k, row.contact.id, id),
    relatedTo(k, id),
    workingTime(k),
    Promise.all(family.map((one) => obligationsOf(k, { kind: 'conversation', id: one }))).then((all) => all.flat()),
    escalationsIn(k, family),
    obligationsOfSubjects(k, 'conversation', family),
    sendersFor(k, id, family),
  ]);
  const rows = found.slice(0, messages).reverse();
  const [attachments, mentions, sides] = await Promise.all([
    attachmentsOf(
      k,
      rows.map((one) => one.id),
    ),
    mentionsOf(
      k,
      rows.filter((one) => one.direction === 'note').map((one) => one.id),
    ),
    rows.some((one) => one.sideId !== null) ? sidesIn(k, family) : [],
  ]);
  const settling = new Map(
    obligations.flatMap((one) => (one.settledBy === 'sent-elsewhere' && one.settledAt !== null ? [[one.settledAt, one]] : [])),
  );
  const item = present(row, time, k.clock.now());
  return {
    ...item,
    requester: { ...item.requester, conversations: past.total },
    messages: rows.map((one) =>
      messageOf(k, one, {
        attachments,
        mentions,
        escalation: escalations.find((other) => other.id === one.escalationId),
        side: sides.find((other) => other.id === one.sideId),
        shownIn: id,
        isSettling: one.direction === 'out' && settling.has(iso(one.receivedAt)),
      }),
    ),
    earlier: found.length > messages ? (rows[0]?.id ?? null) : null,
    senders,
    obligations: obligations.sort((a, b) => a.openedAt.localeCompare(b.openedAt)),
    merged: await mergedItems(k, members),
    splits: row.kinId === null ? [] : await splitItems(k, family),
    followers: await followersOf(k, family),
    participants: await participantsOf(k, family),
    spam: row.nature === 'spam' ? await whySpam(k, id) : null,
    escalations: escalationItems(escalations, owed, { time, now: k.clock.now() }),
    related: related.map((one) => ({ id: one.id, number: numberOf(one.id), subject: one.subject, reason: one.reason })),
    history: past.items
      .filter((one) => !family.includes(one.id))
      .map((one) => ({
        id: one.id,
        number: numberOf(one.id),
        subject: one.subject,
        lastAt: iso(one.lastAt),
        state: one.state,
      })),
  };
}

async function shownRow(k: Kernel, id: string): Promise<ListedRow> {
  const row = /^\d{1,18}$/.test(id) ? await conversationById(k, id) : undefined;
  const shown = row?.mergedInto == null ? row : await conversationById(k, row.mergedInto);
  if (!shown) throw refuse.unknownConversation();
  return shown;
}

async function mergedItems(k: Kernel, members: readonly Member[]): Promise<ConversationDetail['merged']> {
  const merges =
    members.length < 2
      ? []
      : await mergesAmong(
          k,
          members.map((one) => one.id),
        );
  return merges.flatMap(({ id, fromId, messageId, at, by }) => {
    const one = members.find((member) => member.id === fromId);
    // Emptied when a split was taken back: only its number is left.
    if (!one || one.messageCount === 0) return [];
    const requester = { name: one.requesterName, email: one.requesterEmail };
    return [
      {
        id,
        message: messageId,
        conversation: placeOf(fromId),
        subject: one.subject,
        requester,
        assignee: one.assigneeName,
        at: iso(at),
        by,
      },
    ];
  });
}

async function splitItems(k: Kernel, family: readonly string[]): Promise<ConversationDetail['splits']> {
  return (await splitsOf(k, family)).map(({ id, messageId, fromId, intoId, at, by }) => ({
    id,
    message: messageId,
    from: placeOf(fromId),
    into: placeOf(intoId),
    at: iso(at),
    by,
  }));
}

interface Beside {
  readonly attachments: readonly AttachmentRow[];
  readonly mentions: Awaited<ReturnType<typeof mentionsOf>>;
  readonly isSettling: boolean;
  readonly escalation: EscalationRow | undefined;
  readonly side: SideThread | undefined;
  readonly shownIn: string;
}

function messageOf(k: Kernel, row: MessageRow, { attachments, mentions, isSettling, escalation, side, shownIn }: Beside): MessageItem {
  const { from = null, replyTo = [], to = [], cc = [], bcc = [] } = row.people;
  const isElsewhere = row.direction === 'out' && row.key !== null && row.nature === 'person' && row.sideId === null;
  return {
    id: row.id,
    // What goes to an area is no message to the requester: it stands between them, as what happened.
    direction: isEvent(row) ? 'event' : row.direction,
    nature: row.nature,
    natureReason: row.natureReason,
    from,
    replyTo,
    to,
    cc,
    bcc,
    subject: row.subject,
    text: row.text,
    isTextCut: row.textBytes > Buffer.byteLength(row.text),
    visibleText: row.visibleText ?? row.text,
    hasQuote: row.visibleText !== null,
    preview: row.preview,
    html: row.html,
    isHtmlLeftOut: row.html === null && row.htmlBytes > 0,
    attachments: attachments
      .filter((one) => one.messageId === row.id)
      .map((one) => ({
        id: one.id,
        name: one.name,
        type: one.type,
        size: one.size,
        inline: one.isInline,
        url: signed(k, attachmentPath(one.id)),
      })),
    receivedAt: iso(row.receivedAt),
    sentAt: maybe(row.sentAt),
    internalDate: maybe(row.internalDate),
    delivery: row.delivery ?? (row.direction === 'out' ? 'accepted' : null),
    deliveryNote: row.deliveryNote,
    deliveryCode: row.deliveryCode,
    leavesAt: maybe(row.leavesAt),
    isHistory: row.isHistory,
    isIllegible: row.isIllegible,
    quarantineReason: row.quarantineReason,
    marks: [...row.marks],
    warning: row.warning,
    settles: isSettling ? 'Respondido fuera de Ventanilla: termina la espera (5.3).' : null,
    answeredElsewhere: isElsewhere,
    author: row.authorName,
    area: escalation ? { id: escalation.areaId, name: escalation.areaName } : null,
    escalation: row.escalationId,
    part: row.part,
    side: side ? { id: side.id, with: [...side.recipients] } : null,
    event: isEvent(row) ? eventOf(row, escalation) : row.event,
    origin: row.conversationId === shownIn ? null : placeOf(row.conversationId),
    mentions: mentions.filter((one) => one.messageId === row.id).map(({ messageId: _, ...mention }) => mention),
    bodyUrl: signed(k, bodyPath(row.id)),
    rawAvailable: row.rawSha256 !== null,
  };
}

function isEvent({ part, direction }: MessageRow): boolean {
  return part === 'ask' || part === 'reminder' || (part === 'notice' && direction === 'out');
}

const kinds = { ask: 'escalated', reminder: 'reminded', notice: 'notified' } as const;

function eventOf({ part, authorName }: MessageRow, escalation: EscalationRow | undefined) {
  return { kind: kinds[part as keyof typeof kinds], by: authorName ?? 'Ventanilla', detail: escalation?.areaName ?? null };
}

function maybe(at: number | null): string | null {
  return at === null ? null : iso(at);
}
