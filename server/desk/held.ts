import type { Kernel } from '#kernel';
import { heldIds } from './receive-store.ts';
import { insertReferences } from './write-store.ts';

/** Which of these Message-IDs (without `<>`, up to 500 characters) a message of the desk bears: whoever keeps unmatched mail offers it again for them. */
export async function heldReferences(k: Kernel, ids: readonly string[]): Promise<Set<string>> {
  const bare = new Map(ids.map((id) => [id.trim().replace(/^<|>$/g, '').slice(0, 500).toWellFormed(), id]));
  return new Set((await heldIds(k, [...bare.keys()])).flatMap((id) => bare.get(id) ?? []));
}

/** Another Message-ID under which a message of ours is known outside: what answers it finds this conversation. */
export async function noteReference(k: Kernel, conversationId: string, messageId: string): Promise<void> {
  const ref = messageId.trim().replace(/^<|>$/g, '').slice(0, 500).toWellFormed();
  if (ref !== '') await insertReferences(k, [{ ref, conversationId, isHeld: true, isReferenced: false }]);
}
