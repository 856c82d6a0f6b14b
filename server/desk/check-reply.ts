import { createHash } from 'node:crypto';
import type { When } from './later/plan.ts';
import { refuse } from './refusals.ts';
import { looksLikeEmail } from './reply.rules.ts';
import { missingVariables } from './template.rules.ts';

export interface NewAttachment {
  readonly name: string;
  readonly type: string;
  readonly content: Buffer;
}

export interface Reply {
  readonly text: string | null;
  readonly html: string | null;
  /** Left out: whoever asked. */
  readonly to?: readonly string[];
  readonly cc: readonly string[];
  /** In no header; kept in our record. */
  readonly bcc?: readonly string[];
  readonly attachments: readonly NewAttachment[];
  /** The same key and request again answers the same message and sends nothing. */
  readonly key: string;
  /** Real ms in which it can be undone. */
  readonly undoFor: number;
  /** The latest message that its author had seen; a newer one stops it. Null: sent whatever has come. */
  readonly seen: string | null;
  /** The address of ours to write from; where it is not said, the one that was written to, else the mailbox's own. */
  readonly sender?: string;
  /** The version of the author's draft that this is (null: none was kept): its files go along and it is gone. Left out: drafts stay as they are. */
  readonly draft?: string | null;
  /** When it leaves, by the product's clock; left out: once it can no longer be undone. */
  readonly when?: When;
  /** Whether the author's signature goes below it, once. */
  readonly isSigned?: boolean;
}

/** As it comes over the wire. */
export function attachmentOf({ name, type, base64 }: { name: string; type: string; base64: string }): NewAttachment {
  return { name, type, content: Buffer.from(base64, 'base64') };
}

/** Together, as they come; a mail carries them a third larger. */
export const mostAttached = 25 * 1024 * 1024;

/** `kept`: the files of the draft. Refuses `reply-empty`, `bad-copy`, `attachments-too-large`, and of a draft `variable-missing`. */
export function checkReply(
  { text, html, to = [], cc, bcc = [], attachments, draft }: Reply,
  kept: readonly { readonly size: number }[] = [],
): void {
  if ((text ?? '').trim() === '' && (html ?? '').replace(/<[^>]*>|&nbsp;/g, '').trim() === '' && attachments.length + kept.length === 0)
    throw refuse.replyEmpty();
  const missing = draft === undefined ? [] : missingVariables(text ?? '');
  if (missing.length > 0) throw refuse.variableMissing(missing);
  const wrong = [...to, ...cc, ...bcc].find((one) => !looksLikeEmail(one.trim()));
  if (wrong !== undefined) throw refuse.badCopy(wrong);
  checkAttachments(attachments, kept);
}

/** Refuses `attachments-too-large`. */
export function checkAttachments(attachments: readonly NewAttachment[], kept: readonly { readonly size: number }[] = []): void {
  const sizes = [...attachments.map((one) => one.content.length), ...kept.map((one) => Number(one.size))];
  if (sizes.reduce((sum, one) => sum + one, 0) > mostAttached) throw refuse.attachmentsTooLarge();
}

/** What was asked, so that a key used again for something else is noticed (sha-256, hex). */
export function requestDigest(
  conversationId: string,
  { text, html, to, cc, bcc, attachments, sender, draft, when, isSigned = false }: Reply,
): string {
  const files = attachments.map(({ name, type, content }) => [name, type, createHash('sha256').update(content).digest('hex')]);
  // Of a draft the version stands for its files.
  const more: unknown[] = [
    ...(sender === undefined ? [] : [sender]),
    ...(draft === undefined && !isSigned ? [] : [draft ?? null, isSigned]),
  ];
  if (to !== undefined || bcc !== undefined) more.push([to ?? null, bcc ?? []]);
  if (when !== undefined) more.push({ when });
  return createHash('sha256')
    .update(JSON.stringify([conversationId, text, html, cc, files, ...more]))
    .digest('hex');
}
