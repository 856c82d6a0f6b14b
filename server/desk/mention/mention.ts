import { type AccountName, type Kernel, personsWith, rolesWith } from '#kernel';
import { insertMentions } from './mention-store.ts';
import { mentionsIn } from './mention.rules.ts';

/** Whom a note can name: the enabled persons who may read it, by name. */
export function mentionable(k: Kernel): Promise<AccountName[]> {
  return personsWith(k, rolesWith('conversations.read'));
}

/** Keeps whom a note names and tells it upwards, in the caller's transaction. Nobody is told of naming oneself. */
export async function keepMentions(
  k: Kernel,
  { conversation, message, text, chosen }: { conversation: string; message: string; text: string; chosen: readonly string[] },
): Promise<void> {
  if (!text.includes('@')) return;
  const mentions = mentionsIn(text, await mentionable(k), chosen);
  await insertMentions(k, message, mentions);
  const accounts = [...new Set(mentions.map((one) => one.id))].filter((id) => id !== k.actor.accountId);
  if (accounts.length > 0) await k.topics.publish('desk.mentioned', { conversation, message, accounts, by: k.actor.name });
}
