import type { Kernel } from '#kernel';
import { type HeldConversation, holdConversation } from './change-store.ts';
import { refuse } from './refusals.ts';

/** The conversation of an id, locked for the operation. Refuses `unknown-conversation`. */
export async function hold(k: Kernel, id: string): Promise<HeldConversation> {
  const conversation = /^\d{1,18}$/.test(id) ? await holdConversation(k, id) : undefined;
  if (!conversation) throw refuse.unknownConversation();
  return conversation;
}
