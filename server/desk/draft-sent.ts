import type { Kernel } from '#kernel';
import { draftItem } from './draft.ts';
import { joined, missingFiles, noWords } from './draft.rules.ts';
import {
  deleteDraft,
  type DraftFile,
  type DraftRow,
  holdDraft,
  insertDraft,
  insertDraftFiles,
  rewriteDraft,
  wordsOfMessage,
} from './draft-store.ts';
import { refuse } from './refusals.ts';
import { withoutSignature } from './signature.ts';

/**
 * The draft that a reply is sent from, in the caller's transaction: its files go with the reply and it is gone. Refuses `draft-changed`
 * (409) where another window has written meanwhile. `version` null: the sender knows of none.
 */
export async function sendDraft(k: Kernel, conversationId: string, version: string | null): Promise<readonly DraftFile[]> {
  const draft = await holdDraft(k, { conversationId, authorId: k.actor.accountId as string });
  if ((draft?.version ?? null) !== version) throw refuse.draftChanged(draft ? draftItem(draft) : null);
  await forget(k, conversationId, draft);
  return draft?.files ?? [];
}

/** The same reply again, after the line was lost: its draft goes if it is still the one that was sent. */
export async function forgetSentDraft(k: Kernel, conversationId: string, version: string | null): Promise<void> {
  const draft = await holdDraft(k, { conversationId, authorId: k.actor.accountId as string });
  if (draft?.version === version) await forget(k, conversationId, draft);
}

async function forget(k: Kernel, conversationId: string, draft: DraftRow | undefined): Promise<void> {
  if (!draft) return;
  await deleteDraft(k, draft.id);
  await k.live.tell('draft', conversationId);
}

/** What was taken back is a draft again, before the words that were begun since. */
export async function restoreDraft(k: Kernel, conversationId: string, messageId: string): Promise<void> {
  const sent = await wordsOfMessage(k, messageId);
  if (!sent || k.actor.accountId === null) return;
  const words = { ...sent, text: await withoutSignature(k, conversationId, sent.text) };
  const place = { conversationId, authorId: k.actor.accountId };
  await insertDraft(k, place, noWords);
  const own = (await holdDraft(k, place)) as DraftRow;
  await rewriteDraft(k, own.id, joined(words, own), k.clock.real());
  await insertDraftFiles(k, own.id, missingFiles(sent.files, own.files));
  await k.live.tell('draft', conversationId);
}
