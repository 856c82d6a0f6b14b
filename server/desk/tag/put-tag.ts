import type { Kernel } from '#kernel';
import { hold } from '../hold.ts';
import { refuse } from '../refusals.ts';
import { deleteUse, insertUse, tagById, type TagRow } from './tag-store.ts';

/** Puts a tag on a conversation; a merged one puts the tag that stands for it. Again is harmless. Refuses `unknown-conversation`, `unknown-tag`. */
export function putTag(k: Kernel, conversationId: string, tagId: string): Promise<void> {
  return k.transaction(async (k) => {
    const { id, family } = await hold(k, conversationId);
    const tag = await standingTag(k, tagId);
    if (await insertUse(k, family, tag.id)) await note(k, id, 'conversation.tagged', tag);
  });
}

/** Takes a tag off a conversation, with what was merged into it. Again is harmless. Refuses `unknown-conversation`, `unknown-tag`. */
export function takeTagOff(k: Kernel, conversationId: string, tagId: string): Promise<void> {
  return k.transaction(async (k) => {
    const { id, family } = await hold(k, conversationId);
    const tag = await standingTag(k, tagId);
    if (await deleteUse(k, family, tag.id)) await note(k, id, 'conversation.untagged', tag);
  });
}

async function standingTag(k: Kernel, id: string): Promise<TagRow> {
  const tag = await tagById(k, id);
  const standing = tag && tag.standsAs !== tag.id ? await tagById(k, tag.standsAs) : tag;
  if (!standing || standing.isRemoved) throw refuse.unknownTag();
  return standing;
}

async function note(k: Kernel, id: string, verb: string, tag: TagRow): Promise<void> {
  await k.acts.write({ verb, subject: { kind: 'conversation', id }, detail: { tag: tag.id, name: tag.name } });
  await k.live.tell('desk', id);
}
