import type { Kernel } from '#kernel';
import { messageById, type MessageRow } from '../message-store.ts';
import { refuse } from '../refusals.ts';
import { headOf } from './head.rules.ts';

/** Longer header sections are no mail that anybody wrote. */
const longest = 256 * 1024;

async function message(k: Kernel, id: string): Promise<MessageRow> {
  const row = /^\d{1,18}$/.test(id) ? await messageById(k, id) : undefined;
  if (!row) throw refuse.unknownMessage();
  return row;
}

/** The words of a message to their end, however long. Refuses `unknown-message`. */
export async function wholeText(k: Kernel, id: string): Promise<string> {
  return (await message(k, id)).text;
}

/** The header section of a mail as it came; reading it is an act, once an hour and person. Refuses `unknown-message`, `no-raw`. */
export async function mailHead(k: Kernel, id: string): Promise<string> {
  const row = await message(k, id);
  if (row.rawSha256 === null) throw refuse.noRaw();
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of await k.blobs.open(row.rawSha256)) {
    parts.push(part as Buffer);
    length += (part as Buffer).length;
    if (length >= longest) break;
  }
  await k.acts.writeOnceIn(3_600_000, {
    verb: 'message.headers-read',
    subject: { kind: 'message', id },
    detail: { conversation: row.conversationId },
  });
  return headOf(Buffer.concat(parts).subarray(0, longest));
}
