import { iso, type Kernel } from '#kernel';
import { mostAttached, type NewAttachment } from './check-reply.ts';
import { isNothing, joined, missingFiles, noWords, tellingSpan, writingSince, writingSpan } from './draft.rules.ts';
import {
  deleteDraft,
  deleteDraftFile,
  type DraftFile,
  type DraftRow,
  draftsIn,
  holdDraft,
  holdForDraft,
  insertDraft,
  insertDraftFiles,
  noteTaken,
  noteTold,
  type Place,
  rewriteDraft,
  shownWith,
  type Words,
} from './draft-store.ts';
import { hold } from './hold.ts';
import { addressingOf } from './recipients/addressing.ts';
import { addEvent } from './message-store.ts';
import { openingAfter } from './later/plan.ts';
import { placeOf } from './present.ts';
import { refuse } from './refusals.ts';
import type { ConversationDrafts, DraftItem } from './shapes.ts';
import { signatureFor } from './signature.ts';

/** One's own draft, what others are writing, what anybody had begun in a conversation that is shown with this one, and how one signs. Refuses `unknown-conversation`. */
export async function showDrafts(k: Kernel, conversationId: string): Promise<ConversationDrafts> {
  const family = /^\d{1,18}$/.test(conversationId) ? await shownWith(k, conversationId) : [];
  if (family.length === 0) throw refuse.unknownConversation();
  const [rows, signature, addressing, opening] = await Promise.all([
    draftsIn(k, family),
    signatureFor(k, conversationId),
    addressingOf(k, family),
    openingAfter(k),
  ]);
  const now = k.clock.real();
  const mine = rows.find((one) => one.authorId === k.actor.accountId && one.conversationId === conversationId);
  return {
    mine: mine ? draftItem(mine) : null,
    others: rows
      .filter((one) => one !== mine && !isNothing(one, one.files))
      .map((one) => ({
        ...draftItem(one),
        author: { id: one.authorId, name: one.authorName },
        conversation: one.conversationId === conversationId ? null : placeOf(one.conversationId),
        writingSeconds: now - one.touchedAt < writingSpan ? Math.max(0, Math.round((now - one.writingSince) / 1000)) : null,
      })),
    signature: signature.text,
    addressing,
    opening: opening === null ? null : iso(opening),
  };
}

export function draftItem({ version, text, html, to, cc, bcc, files, savedAt, takenBy, takenAt }: DraftRow): DraftItem {
  return {
    version,
    text,
    html,
    to: to && [...to],
    cc: [...cc],
    bcc: [...bcc],
    files: files.map(({ id, name, type, size }) => ({ id, name, type, size })),
    savedAt: iso(savedAt),
    taken: takenBy === null || takenAt === null ? null : { by: takenBy, at: iso(takenAt) },
  };
}

/**
 * Saves one's draft over the version that its window knows (null: none); nothing in it removes it. Answers what is kept.
 * Refuses `unknown-conversation`, and `draft-changed` (409) with what is there where another window has written meanwhile.
 */
export function saveDraft(k: Kernel, conversationId: string, { base, ...given }: Partial<Words> & { readonly base: string | null }) {
  return change(k, conversationId, async (k, place) => {
    const words = { ...noWords, ...given };
    const before = await holdDraft(k, place);
    if ((before?.version ?? null) !== base) throw refuse.draftChanged(before ? draftItem(before) : null);
    const clean = { ...words, text: writable(words.text), html: words.html === null ? null : writable(words.html) };
    if (isNothing(clean, before?.files ?? [])) {
      if (before) await deleteDraft(k, before.id);
    } else if (before) await rewriteDraft(k, before.id, clean, writingSince(before, k.clock.real()));
    // Two windows at once: the other one was first.
    else if (!(await insertDraft(k, place, clean))) throw refuse.draftChanged(draftItem((await holdDraft(k, place)) as DraftRow));
  });
}

/** Puts a file to one's draft, which begins with it where there is none. Refuses `unknown-conversation`, `attachments-too-large`. */
export function addDraftFile(k: Kernel, conversationId: string, file: NewAttachment): Promise<DraftItem | null> {
  return change(k, conversationId, async (k, place) => {
    const draft = await ownOrNew(k, place);
    const size = file.content.length;
    if (totalOf(draft.files) + size > mostAttached) throw refuse.attachmentsTooLarge();
    const sha256 = await k.blobs.put(file.content);
    await insertDraftFiles(k, draft.id, [{ name: writable(file.name), type: writable(file.type), size, sha256 }]);
  });
}

/** Takes a file out of one's draft; one that is not there is no error. Refuses `unknown-conversation`. */
export function removeDraftFile(k: Kernel, conversationId: string, fileId: string): Promise<DraftItem | null> {
  return change(k, conversationId, async (k, place) => {
    const draft = await holdDraft(k, place);
    if (!draft) return;
    await deleteDraftFile(k, draft.id, fileId);
    if (
      isNothing(
        draft,
        draft.files.filter((one) => one.id !== fileId),
      )
    )
      await deleteDraft(k, draft.id);
  });
}

export interface Taken {
  /** Its author. */
  readonly from: string;
  readonly version: string;
  /** Where it was begun, where that is another conversation that is shown with this one. */
  readonly conversation?: string | undefined;
}

/**
 * Copies somebody's draft into one's own, as it was read; theirs stays. What one had written stands below it. Told in the thread.
 * Refuses `unknown-conversation`, `draft-changed` (409), `attachments-too-large`.
 */
export function takeDraft(k: Kernel, conversationId: string, { from, version, conversation = conversationId }: Taken) {
  return k.transaction(async (k) => {
    const { family } = await hold(k, conversationId);
    if (conversation !== conversationId && !family.includes(conversation)) throw refuse.draftChanged(null);
    return change(k, conversationId, async (k, place) => {
      const [taken, own] = await holdBoth(k, place, { conversationId: conversation, authorId: from });
      if (!taken || taken.version !== version) throw refuse.draftChanged(taken ? draftItem(taken) : null);
      const files = missingFiles(taken.files, own.files);
      if (totalOf(own.files) + totalOf(files) > mostAttached) throw refuse.attachmentsTooLarge();
      await rewriteDraft(k, own.id, joined(taken, own), k.clock.real());
      await insertDraftFiles(k, own.id, files);
      await noteTaken(k, taken.id);
      await tellTaking(k, conversationId, taken);
    });
  });
}

async function tellTaking(k: Kernel, conversationId: string, { authorId, authorName }: DraftRow): Promise<void> {
  const text = `${k.actor.name} tomó el borrador de ${authorName}`;
  await addEvent(k, conversationId, { kind: 'draft-taken', by: k.actor.name, detail: authorName, text });
  await k.acts.write({
    verb: 'conversation.draft-taken',
    subject: { kind: 'conversation', id: conversationId },
    detail: { from: authorId },
  });
  await k.live.tell('desk', conversationId);
}

/** Both in one order, so that two who take each other's never wait in a ring. */
async function holdBoth(k: Kernel, place: Place, other: Place): Promise<[DraftRow | undefined, DraftRow]> {
  const order = (one: Place) => [BigInt(one.conversationId), BigInt(one.authorId)] as const;
  const [[here, mine], [there, theirs]] = [order(place), order(other)];
  if (here === there && mine === theirs) throw refuse.draftChanged(null);
  if (there < here || (there === here && theirs < mine)) return [await holdDraft(k, other), await ownOrNew(k, place)];
  const own = await ownOrNew(k, place);
  return [await holdDraft(k, other), own];
}

async function ownOrNew(k: Kernel, place: Place): Promise<DraftRow> {
  await insertDraft(k, place, noWords);
  return (await holdDraft(k, place)) as DraftRow;
}

/** One change of the actor's own draft: news for who looks on, and what is kept now. */
async function change(k: Kernel, conversationId: string, work: (k: Kernel, place: Place) => Promise<void>): Promise<DraftItem | null> {
  if (!/^\d{1,18}$/.test(conversationId)) throw refuse.unknownConversation();
  return k.transaction(async (k) => {
    if (!(await holdForDraft(k, conversationId))) throw refuse.unknownConversation();
    const place = { conversationId, authorId: k.actor.accountId as string };
    await work(k, place);
    const now = await holdDraft(k, place);
    if (!now) await k.live.tell('draft', conversationId);
    else if (k.clock.real() - now.toldAt >= tellingSpan) {
      await noteTold(k, now.id);
      await k.live.tell('draft', conversationId);
    }
    return now ? draftItem(now) : null;
  });
}

function totalOf(files: readonly Pick<DraftFile, 'size'>[]): number {
  return files.reduce((sum, one) => sum + Number(one.size), 0);
}

function writable(text: string): string {
  return text.replaceAll('\u0000', '').toWellFormed();
}
