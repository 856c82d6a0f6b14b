import { timingSafeEqual } from 'node:crypto';
import type { Kernel } from '#kernel';

/** The signed part after the plus of an address that brings an answer to its conversation: `t10482.<signature>`. */
export function threadToken(k: Kernel, conversationId: string): string {
  return `t${conversationId}.${signature(k, conversationId)}`;
}

/** The same for an area's answer to an escalation: `e93.<signature>`. */
export function escalationToken(k: Kernel, escalationId: string): string {
  return `e${escalationId}.${signature(k, escalationId, 'escalation')}`;
}

/** The same for an answer in a side thread: `s12.<signature>`. */
export function sideToken(k: Kernel, sideId: string): string {
  return `s${sideId}.${signature(k, sideId, 'side')}`;
}

/** The conversation of a token that is ours; null for any other text. */
export function conversationOfToken(k: Kernel, token: string): string | null {
  return idOfToken(k, token, /^t(\d{1,15})\.([0-9a-f]{32})$/i, 'thread');
}

/** The escalation of a token that is ours; null for any other text. */
export function escalationOfToken(k: Kernel, token: string): string | null {
  return idOfToken(k, token, /^e(\d{1,15})\.([0-9a-f]{32})$/i, 'escalation');
}

/** The side thread of a token that is ours; null for any other text. */
export function sideOfToken(k: Kernel, token: string): string | null {
  return idOfToken(k, token, /^s(\d{1,15})\.([0-9a-f]{32})$/i, 'side');
}

function idOfToken(k: Kernel, token: string, form: RegExp, purpose: string): string | null {
  const parts = form.exec(token);
  if (!parts?.[1] || !parts[2]) return null;
  const given = Buffer.from(parts[2].toLowerCase());
  return timingSafeEqual(given, Buffer.from(signature(k, parts[1], purpose))) ? parts[1] : null;
}

/** Hexadecimal, because mail servers may lower the case of an address. */
function signature(k: Kernel, id: string, purpose = 'thread'): string {
  return Buffer.from(k.secrets.sign(purpose, id), 'base64url').toString('hex').slice(0, 32);
}
