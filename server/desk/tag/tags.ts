import { type Kernel, may } from '#kernel';
import { refuse } from '../refusals.ts';
import { type TagColour, tagName } from './tag.rules.ts';
import { insertTag, lockTags, markRemoved, pointTag, tagById, tagNamed, type TagRow, updateTag } from './tag-store.ts';

/** Whether only whoever changes tags makes new ones. */
export const closedKey = 'desk.tags_closed';

/** Whether the actor may make a new tag: whoever sorts conversations, unless the list is closed. */
export async function mayMakeTags(k: Kernel): Promise<boolean> {
  return may(k.actor.roles, 'tags.change') || (may(k.actor.roles, 'conversations.sort') && !(await k.settings.get<boolean>(closedKey)));
}

/** A new tag; answers its id. Refuses `tags-closed`, `tag-name-missing`, `tag-taken` (409). */
export function makeTag(k: Kernel, { name, colour }: { readonly name: string; readonly colour: TagColour }): Promise<string> {
  return k.transaction(async (k) => {
    await lockTags(k);
    if (!(await mayMakeTags(k))) throw refuse.tagsClosed();
    const said = await freeName(k, name, null);
    const id = await insertTag(k, said, colour);
    await note(k, id, 'tag.made', { name: said });
    return id;
  });
}

/** Another name or colour over the version that was read. Refuses `unknown-tag`, `tag-changed` (409), `tag-name-missing`, `tag-taken` (409). */
export function changeTag(
  k: Kernel,
  id: string,
  { name, colour, version }: { readonly name: string; readonly colour: TagColour; readonly version: number },
): Promise<void> {
  return k.transaction(async (k) => {
    const before = await held(k, id);
    if (before.version !== version) throw refuse.tagChanged();
    const said = await freeName(k, name, id);
    await updateTag(k, id, said, colour);
    await note(k, id, 'tag.changed', { before: before.name, after: said, colour });
  });
}

/**
 * From now on another tag stands for this one, on every conversation that bears it; a pointer, so that it can be taken back. Refuses
 * `unknown-tag`, `tag-merged` where either has been merged already, `same-tag`.
 */
export function mergeTag(k: Kernel, id: string, intoId: string): Promise<void> {
  return k.transaction(async (k) => {
    const from = await held(k, id);
    const into = await held(k, intoId);
    if (from.id === into.id) throw refuse.sameTag();
    for (const one of [from, into]) if (one.mergedInto !== null) throw refuse.tagMerged(one.name);
    await pointTag(k, from.id, into.id);
    await note(k, from.id, 'tag.merged', { name: from.name, into: into.id, intoName: into.name });
  });
}

/** Takes the merge of a tag back: what bore it bears it again. Again is harmless. Refuses `unknown-tag`. */
export function separateTag(k: Kernel, id: string): Promise<void> {
  return k.transaction(async (k) => {
    const tag = await held(k, id);
    if (tag.mergedInto === null) return;
    await pointTag(k, id, null);
    await note(k, id, 'tag.separated', { name: tag.name, from: tag.mergedInto });
  });
}

/** Takes a tag out of use; the conversations remember it. Again is harmless. Refuses `unknown-tag`. */
export function removeTag(k: Kernel, id: string): Promise<void> {
  return k.transaction(async (k) => {
    const tag = await held(k, id, true);
    if (tag.isRemoved) return;
    await markRemoved(k, id, true);
    await note(k, id, 'tag.removed', { name: tag.name });
  });
}

/** Puts a removed tag into use again, where it stood. Again is harmless. Refuses `unknown-tag`, `tag-taken` (409). */
export function restoreTag(k: Kernel, id: string): Promise<void> {
  return k.transaction(async (k) => {
    const tag = await held(k, id, true);
    if (!tag.isRemoved) return;
    await freeName(k, tag.name, id);
    await markRemoved(k, id, false);
    await note(k, id, 'tag.restored', { name: tag.name });
  });
}

async function held(k: Kernel, id: string, isAlsoRemoved = false): Promise<TagRow> {
  await lockTags(k);
  const tag = await tagById(k, id);
  if (!tag || (tag.isRemoved && !isAlsoRemoved)) throw refuse.unknownTag();
  return tag;
}

async function freeName(k: Kernel, name: string, own: string | null): Promise<string> {
  const said = tagName(name);
  if (said === '') throw refuse.tagNameMissing();
  const same = await tagNamed(k, said);
  if (same && same.id !== own) throw refuse.tagTaken(same.name);
  return said;
}

async function note(k: Kernel, id: string, verb: string, detail: Record<string, unknown>): Promise<void> {
  await k.acts.write({ verb, subject: { kind: 'tag', id }, detail });
  await k.live.tell('tag', id);
}
