import { iso, type Kernel } from '#kernel';
import { senderRule } from './sender-store.ts';
import type { SpamWhy } from './shapes.ts';
import { ruleNamed } from './spam.rules.ts';
import { markOf, spamReason } from './spam-store.ts';

/** Why a conversation stands under «No deseados»: a person marked it, what was said of its sender, or its mailbox's own filter. */
export async function whySpam(k: Kernel, conversationId: string): Promise<SpamWhy> {
  const mark = await markOf(k, conversationId);
  if (mark) return { how: 'marked', by: mark.markedBy, at: iso(mark.markedAt), reason: mark.reason, sender: null };
  const id = ruleNamed(await spamReason(k, conversationId));
  const rule = id === null ? undefined : await senderRule(k, id);
  if (!rule) return { how: 'folder', by: null, at: null, reason: null, sender: null };
  return {
    how: rule.how === 'blocked' ? 'blocked' : 'learnt',
    by: rule.saidBy,
    at: iso(rule.saidAt),
    reason: rule.reason,
    sender: rule.value,
  };
}
