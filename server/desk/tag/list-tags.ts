import type { Kernel } from '#kernel';
import type { Tags } from './shapes.ts';
import { openTags } from './tag-store.ts';
import { closedKey, mayMakeTags } from './tags.ts';

/** The tags that may be put, each with those that it stands for. */
export async function listTags(k: Kernel): Promise<Tags> {
  const tags = await openTags(k);
  return {
    items: tags
      .filter((one) => one.mergedInto === null)
      .map(({ id, name, colour, version, uses }) => ({
        id,
        name,
        colour,
        version,
        uses,
        merged: tags.filter((other) => other.id !== id && other.standsAs === id).map((other) => ({ id: other.id, name: other.name })),
      })),
    next: null,
    mayMake: await mayMakeTags(k),
    isClosed: await k.settings.get<boolean>(closedKey),
  };
}
