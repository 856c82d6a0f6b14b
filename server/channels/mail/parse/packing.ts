/** Mails between threads and processes: the contents of all attachments in one block, which moves without being copied. */
import type { ParseContext } from './limits.ts';
import type { HeaderSketch, ParsedMail } from './mail.ts';

/** A raw mail in memory, or a file with it. */
export type RawMail = Uint8Array | { readonly path: string; readonly size: number };

export interface Task {
  readonly raws: readonly RawMail[];
  readonly context: ParseContext;
}

export type Reply =
  | { readonly ok: true; readonly mail: ParsedMail }
  | { readonly ok: false; readonly reason: Reason; readonly detail: string };
export type Reason = 'time' | 'memory' | 'error';
export type Outcome =
  | { readonly ok: true; readonly mail: ParsedMail }
  | { readonly ok: false; readonly reason: Reason; readonly mail: HeaderSketch };

export interface Packed {
  readonly replies: readonly Reply[];
  readonly contents: Uint8Array;
}

export function pack(replies: readonly Reply[]): Packed {
  const all = replies.flatMap((reply) => (reply.ok ? reply.mail.attachments : []));
  const contents = new Uint8Array(all.reduce((sum, one) => sum + one.content.length, 0));
  let at = 0;
  for (const { content } of all) {
    contents.set(content, at);
    at += content.length;
  }
  // Only now: files out of a winmail.dat share its memory.
  for (const { content } of all) release(content);
  const nothing = new Uint8Array(0);
  const light = replies.map((reply): Reply => {
    if (!reply.ok) return reply;
    return { ok: true, mail: { ...reply.mail, attachments: reply.mail.attachments.map((one) => ({ ...one, content: nothing })) } };
  });
  return { replies: light, contents };
}

/** Frees the bytes at once: the collector waits for some 60 MB of them, in every thread. Only what stands for itself, at its end of use. */
export function release(bytes: Uint8Array): void {
  const { buffer } = bytes;
  if (buffer instanceof ArrayBuffer && bytes.byteOffset === 0 && buffer.byteLength > 65_536 && !buffer.detached) buffer.transfer(0);
}

export function unpack({ replies, contents }: Packed): Reply[] {
  let at = 0;
  return replies.map((reply) => {
    if (!reply.ok) return reply;
    const attachments = reply.mail.attachments.map((one) => ({ ...one, content: contents.subarray(at, (at += one.size)) }));
    return { ok: true, mail: { ...reply.mail, attachments } };
  });
}

/** Killed, and why: the lane is gone, its task failed. */
export class LaneDied extends Error {
  readonly reason: Reason;
  constructor(reason: Reason, detail: string) {
    super(detail);
    this.reason = reason;
  }
}

/** Something that parses one task at a time and can be killed. */
export interface Lane {
  ask(task: Task): Promise<Reply[]>;
  end(): Promise<void>;
}
