import { decodeUnlabelled } from './charset.ts';
import type { Bounce, BouncedRecipient } from './mail.ts';
import { readText } from './plain-text.ts';
import { tidyEmail } from './words.ts';

interface Piece {
  readonly type: string;
  readonly content: Uint8Array;
}

const anyId = /^[ \t>]*message-id:\s*<([^<>\s]{1,900})>/im;

/** What a delivery report says (RFC 3464), or what can be made out of one that keeps to no standard. `text` is its readable part. */
export function readBounce(pieces: readonly Piece[], text: string): Bounce {
  const recipients: BouncedRecipient[] = [];
  let originalMessageId: string | null = null;
  for (const { type, content } of pieces.slice(0, 50)) {
    if (type === 'message/delivery-status') recipients.push(...recipientsOf(read(content)));
    else if (type === 'message/rfc822' || type === 'text/rfc822-headers' || type === 'message/global' || type === 'message/global-headers')
      originalMessageId ??= anyId.exec(read(content))?.[1] ?? null;
  }
  const shown = text.slice(0, 64_000);
  originalMessageId ??= anyId.exec(shown)?.[1] ?? null;
  return { originalMessageId, recipients: recipients.length > 0 ? recipients : fromText(shown) };
}

function recipientsOf(report: string): BouncedRecipient[] {
  const found: BouncedRecipient[] = [];
  for (const group of report.split(/\n[ \t]*\n/).slice(0, 200)) {
    const fields = new Map<string, string>();
    for (const line of group.replace(/\n[ \t]+/g, ' ').split('\n')) {
      const colon = line.indexOf(':');
      const name = line.slice(0, Math.max(0, colon)).trim().toLowerCase();
      if (name !== '' && !fields.has(name)) fields.set(name, line.slice(colon + 1).trim());
    }
    const address = fields.get('final-recipient') ?? fields.get('original-recipient');
    if (address === undefined) continue;
    found.push({
      address: tidyEmail(address.replace(/^[^;]*;/, '')),
      action: (fields.get('action') ?? '').toLowerCase().slice(0, 40),
      status: /\d\.\d{1,3}\.\d{1,3}/.exec(fields.get('status') ?? '')?.[0] ?? '',
      diagnostic: (fields.get('diagnostic-code') ?? '').replace(/^[a-z-]+;\s*/i, '').slice(0, 1000),
    });
  }
  return found;
}

/** qmail, old Exchange and others: an address, and the sentence with the code near it. */
function fromText(text: string): BouncedRecipient[] {
  const address = /(?:^|[\s<"'])([^\s<>"',;:@]{1,64}@[a-z0-9.-]{1,200}\.[a-z]{2,20})\b/i.exec(text)?.[1];
  const code = /\b([45]\d\d)[ -]+(?:#?([45]\.\d{1,3}\.\d{1,3}))?[^\n]{0,300}/.exec(text);
  if (address === undefined) return [];
  const enhanced = code?.[2] ?? /\b([45]\.\d{1,3}\.\d{1,3})\b/.exec(text)?.[1] ?? '';
  return [{ address: tidyEmail(address), action: 'failed', status: enhanced, diagnostic: (code?.[0] ?? '').trim() }];
}

function read(content: Uint8Array): string {
  return readText(decodeUnlabelled(content.subarray(0, 256 * 1024)));
}
