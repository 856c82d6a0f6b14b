import type { MessageItem } from './api.ts';

/** How long a sent reply can be taken back (ui README 3.13). */
export const undoSeconds = 10;

/** The last message that came or went: what whoever writes has seen. */
export function latestOf(messages: readonly Pick<MessageItem, 'id' | 'direction'>[]): string | undefined {
  const ids = messages.filter(({ direction }) => direction === 'in' || direction === 'out').map(({ id }) => BigInt(id));
  return ids.length === 0 ? undefined : String(ids.reduce((a, b) => (a > b ? a : b)));
}

const keys = new Map<string, string>();

/** The same reply pressed twice, or tried again after the line was lost, is one reply: it keeps its key until its words change. */
export function keyOf(conversation: string, text: string, files: readonly { name: string; size: number }[]): string {
  const what = nameOf(conversation, text, files);
  const known = keys.get(what);
  if (known !== undefined) return known;
  const key = [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  keys.set(what, key);
  return key;
}

/** It was sent: the same words again are another reply. */
export function forgetKey(conversation: string, text: string, files: readonly { name: string; size: number }[]): void {
  keys.delete(nameOf(conversation, text, files));
}

function nameOf(conversation: string, text: string, files: readonly { name: string; size: number }[]): string {
  return JSON.stringify([conversation, text, files.map(({ name, size }) => [name, size])]);
}
