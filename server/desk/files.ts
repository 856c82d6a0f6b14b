import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import type { Kernel } from '#kernel';
import { draftFile } from './draft-store.ts';
import { attachmentById, type AttachmentRow, attachmentsOf, messageById, type MessageRow } from './message-store.ts';
import { contentIdOf, disposition, isPicture, pageOf, pagePolicy } from './page.rules.ts';
import { refuse } from './refusals.ts';
import { attachmentPath, signed } from './signed.ts';

async function message(k: Kernel, id: string): Promise<MessageRow> {
  const row = await messageById(k, id);
  if (!row) throw refuse.unknownMessage();
  return row;
}

/** The bytes of a mail as they came; each reading is an act. Refuses `unknown-message`, `no-raw`. */
export async function sendRaw(k: Kernel, id: string, reply: FastifyReply): Promise<void> {
  const row = await message(k, id);
  if (row.rawSha256 === null) throw refuse.noRaw();
  const bytes = await k.blobs.open(row.rawSha256);
  await k.acts.write({ verb: 'message.raw-read', subject: { kind: 'message', id }, detail: { conversation: row.conversationId } });
  reply
    .header('content-type', 'message/rfc822')
    .header('content-disposition', disposition('attachment', `mensaje-${id}.eml`))
    .header('x-content-type-options', 'nosniff')
    .header('content-security-policy', "default-src 'none'; sandbox")
    .header('cache-control', 'no-store');
  await reply.send(bytes);
}

/** The page of a message, for a sandboxed frame. Refuses `unknown-message`. */
export async function sendBody(k: Kernel, id: string, reply: FastifyReply): Promise<void> {
  const row = await message(k, id);
  const pictures = new Map(
    (await attachmentsOf(k, [id])).flatMap((one) =>
      one.contentId !== null && isPicture(one.type) ? [[contentIdOf(one.contentId), signed(k, attachmentPath(one.id))]] : [],
    ),
  );
  reply
    .header('content-type', 'text/html; charset=utf-8')
    .header('content-security-policy', pagePolicy)
    .header('x-content-type-options', 'nosniff')
    .header('referrer-policy', 'no-referrer')
    .header('x-frame-options', 'SAMEORIGIN')
    .header('cache-control', 'private, max-age=600');
  await reply.send(pageOf(row.html, row.text, pictures));
}

/** The bytes of an attachment: raster pictures to be shown, all else to be saved. Refuses `unknown-attachment`. */
export async function sendAttachment(k: Kernel, id: string, reply: FastifyReply): Promise<void> {
  const row = await attachmentById(k, id);
  if (!row) throw refuse.unknownAttachment();
  // The frame of a mail is in a sandbox and so of no origin: it must be let in; the signature is the key.
  reply.header('cross-origin-resource-policy', 'cross-origin');
  await sendFile(k, row, reply);
}

/** The bytes of a file of one's own draft, in the same way. Refuses `unknown-attachment`. */
export async function sendDraftFile(k: Kernel, conversationId: string, id: string, reply: FastifyReply): Promise<void> {
  const own = await draftFile(k, { conversationId, authorId: k.actor.accountId as string }, id);
  if (!own) throw refuse.unknownAttachment();
  await sendFile(k, own, reply);
}

async function sendFile(
  k: Kernel,
  { name, type, sha256 }: Pick<AttachmentRow, 'name' | 'type' | 'sha256'>,
  reply: FastifyReply,
): Promise<void> {
  const isShown = isPicture(type);
  const bytes: Readable = await k.blobs.open(sha256);
  reply
    .header('content-type', isShown ? type.trim().toLowerCase() : 'application/octet-stream')
    .header('content-disposition', disposition(isShown ? 'inline' : 'attachment', name))
    .header('x-content-type-options', 'nosniff')
    .header('content-security-policy', "default-src 'none'; sandbox")
    .header('cache-control', 'private, max-age=3600');
  await reply.send(bytes);
}
