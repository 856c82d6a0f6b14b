import type { Kernel } from '#kernel';
import type { MailboxRow } from '../mailbox-store.ts';
import { parseMail } from '../parse.ts';
import type { SendResult, SmtpLine } from '../smtp-line.ts';
import { withBlindCopies } from './blind.rules.ts';
import { type Graph, GraphError, openGraph } from './client.ts';
import { fitsAtOnce, pieceOfUpload, verdictOfGraph } from './graph.rules.ts';
import { splitMail } from './split.rules.ts';

/** A way out through Graph. 202 is «accepted for processing», and counts as accepted: a bounce takes it back. */
export function openGraphLine(k: Kernel, mailbox: MailboxRow): SmtpLine {
  const graph = openGraph(k, mailbox);
  let isOpen = true;
  const drop = () => {
    isOpen = false;
    graph.close();
  };
  return {
    get isOpen() {
      return isOpen;
    },
    close: drop,
    abort: drop,
    // To whom stands in the mail itself: Graph takes no envelope.
    send: async ({ to }, bytes) => {
      const raw = withBlindCopies(bytes, to);
      return fitsAtOnce(raw.length) ? sendWhole(graph, raw, to) : sendInPieces(graph, raw, to);
    },
  };
}

const text = 'text/plain';

async function sendWhole(graph: Graph, raw: Buffer, to: readonly string[]): Promise<SendResult> {
  try {
    await graph.post(`${graph.root}/sendMail`, text, base64(raw));
    return accepted(to);
  } catch (error) {
    return verdictOfGraph(failureOf(error));
  }
}

function accepted(to: readonly string[]): SendResult {
  return { kind: 'accepted', response: '202 Accepted (Microsoft Graph)', accepted: to, refused: [] };
}

/** A draft without its files, the files one by one, then its sending: until that last word nothing can have left. */
async function sendInPieces(graph: Graph, raw: Buffer, to: readonly string[]): Promise<SendResult> {
  const split = splitMail(raw);
  if (!split || !fitsAtOnce(split.light.length))
    return { kind: 'rejected', response: 'El texto del correo pasa de los 3 MB que Microsoft Graph acepta. Póngalo en un adjunto.' };
  let draft: string | null = null;
  try {
    const made = await graph.post<{ id: string }>(`${graph.root}/messages`, text, base64(split.light));
    draft = `${graph.root}/messages/${encodeURIComponent(made?.id ?? '')}`;
    for (const part of split.parts) await attach(graph, draft, part);
  } catch (error) {
    if (draft !== null) await graph.remove(draft).catch(() => {});
    const verdict = verdictOfGraph({ ...failureOf(error), wasHandedOver: false });
    return verdict.kind === 'uncertain' ? { ...verdict, kind: 'retry', isMailbox: false, pause: null } : verdict;
  }
  try {
    await graph.post(`${draft}/send`, text, Buffer.alloc(0));
    return accepted(to);
  } catch (error) {
    return verdictOfGraph(failureOf(error));
  }
}

async function attach(graph: Graph, draft: string, part: Buffer): Promise<void> {
  const [file] = parseMail(part).attachments;
  if (!file) return;
  const content = Buffer.from(file.content);
  const { name, type } = file;
  if (fitsAtOnce(content.length + 1024)) {
    const body = { '@odata.type': '#microsoft.graph.fileAttachment', name, contentType: type, contentBytes: content.toString('base64') };
    await graph.post(`${draft}/attachments`, 'application/json', Buffer.from(JSON.stringify(body)));
    return;
  }
  const item = { AttachmentItem: { attachmentType: 'file', name, size: content.length, contentType: type } };
  const session = await graph.post<{ uploadUrl: string }>(
    `${draft}/attachments/createUploadSession`,
    'application/json',
    Buffer.from(JSON.stringify(item)),
  );
  for (let from = 0; from < content.length; from += pieceOfUpload)
    await graph.upload(session?.uploadUrl ?? '', content.subarray(from, from + pieceOfUpload), { from, of: content.length });
}

function base64(raw: Buffer): Buffer {
  return Buffer.from(raw.toString('base64'), 'latin1');
}

function failureOf(error: unknown) {
  if (error instanceof GraphError) return error.failure;
  // No token: nothing was asked of Graph yet.
  const { code = 'unexpected', message = '' } = error as { code?: string; message?: string };
  return { status: null, code, message, pause: null, wasHandedOver: false };
}
