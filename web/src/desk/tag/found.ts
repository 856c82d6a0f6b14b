import { plain } from '../../i18n/text.ts';
import type { TagItem } from './api.ts';

/** The tags that hold what is typed in their name, or in that of one merged into them; those that begin with it first. */
export function foundTags(tags: readonly TagItem[], typed: string): TagItem[] {
  const wanted = plain(typed.trim());
  const names = ({ name, merged }: TagItem) => [name, ...merged.map((one) => one.name)].map(plain);
  const found = tags.filter((one) => names(one).some((name) => name.includes(wanted)));
  const begins = (one: TagItem) => Number(names(one).some((name) => name.startsWith(wanted)));
  return found.toSorted((a, b) => begins(b) - begins(a));
}

/** Whether what is typed names a tag that is there, by whatever accents and capitals. */
export function isNamed(tags: readonly TagItem[], typed: string): boolean {
  const wanted = plain(typed.trim().replace(/\s+/g, ' '));
  return tags.some(({ name, merged }) => plain(name) === wanted || merged.some((one) => plain(one.name) === wanted));
}
