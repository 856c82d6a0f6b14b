import { timingSafeEqual } from 'node:crypto';
import type { Kernel } from '#kernel';

/** The signed part after the plus of an address that brings an answer to its conversation: `t10482.<signature>`. */
export function threadToken(k: Kernel, conversationId: string): string {
  return `t${conversationId}.${signature(k, conversationId)}`;
}

/** The conversation of a token that is ours; null for any other text. */
export function conversationOfToken(k: Kernel, token: string): string | null {
  const parts = /^t(\d{1,15})\.([0-9a-f]{32})$/i.exec(token);
  if (!parts?.[1] || !parts[2]) return null;
  const given = Buffer.from(parts[2].toLowerCase());
  return timingSafeEqual(given, Buffer.from(signature(k, parts[1]))) ? parts[1] : null;
}

/** Hexadecimal, because mail servers may lower the case of an address. */
function signature(k: Kernel, conversationId: string): string {
  return Buffer.from(k.secrets.sign('thread', conversationId), 'base64url').toString('hex').slice(0, 32);
}
