import type { Kernel } from '#kernel';
import type { ConversationDetail } from './shapes.ts';
import { type Asked, showConversation } from './show.ts';

/** A console that shows a conversation asks for it again and again: one reading an hour is written down. */
const span = 3_600_000;

/** Opens a conversation: reading what somebody wrote of themselves is an act (Law 172-13). Refuses `unknown-conversation`. */
export async function readConversation(k: Kernel, id: string, asked: Asked): Promise<ConversationDetail> {
  const shown = await showConversation(k, id, asked);
  await k.acts.writeOnceIn(span, { verb: 'conversation.read', subject: { kind: 'conversation', id } });
  return shown;
}
