import { createHash } from 'node:crypto';
import { refuse } from './refusals.ts';
import { looksLikeEmail } from './reply.rules.ts';

export interface NewAttachment {
  readonly name: string;
  readonly type: string;
  readonly content: Buffer;
}

export interface Reply {
  readonly text: string | null;
  readonly html: string | null;
  readonly cc: readonly string[];
  readonly attachments: readonly NewAttachment[];
  /** The same key and request again answers the same message and sends nothing. */
  readonly key: string;
  /** Real ms in which it can be undone. */
  readonly undoFor: number;
  /** The latest message that its author had seen; a newer one stops it. Null: sent whatever has come. */
  readonly seen: string | null;
  /** The address of ours to write from; where it is not said, the one that was written to, else the mailbox's own. */
  readonly sender?: string;
}

/** Together, as they come; a mail carries them a third larger. */
const mostAttached = 25 * 1024 * 1024;

/** Refuses `reply-empty`, `bad-copy` and `attachments-too-large`. */
export function checkReply({ text, html, cc, attachments }: Reply): void {
  if ((text ?? '').trim() === '' && (html ?? '').replace(/<[^>]*>|&nbsp;/g, '').trim() === '' && attachments.length === 0)
    throw refuse.replyEmpty();
  const wrong = cc.find((one) => !looksLikeEmail(one.trim()));
  if (wrong !== undefined) throw refuse.badCopy(wrong);
  checkAttachments(attachments);
}

/** Refuses `attachments-too-large`. */
export function checkAttachments(attachments: readonly NewAttachment[]): void {
  if (attachments.reduce((sum, one) => sum + one.content.length, 0) > mostAttached) throw refuse.attachmentsTooLarge();
}

/** What was asked, so that a key used again for something else is noticed (sha-256, hex). */
export function requestDigest(conversationId: string, { text, html, cc, attachments, sender }: Reply): string {
  const files = attachments.map(({ name, type, content }) => [name, type, createHash('sha256').update(content).digest('hex')]);
  return createHash('sha256')
    .update(JSON.stringify([conversationId, text, html, cc, files, ...(sender === undefined ? [] : [sender])]))
    .digest('hex');
}
