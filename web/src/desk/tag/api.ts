import type { Tags } from '#desk/shapes';
import { get, post, put, remove } from '../../api.ts';

export type { BornTag, TagColour, TagItem, Tags } from '#desk/shapes';

export const tagsKey = ['desk', 'tags'] as const;
export const fetchTags = () => get<Tags>('/tags');
export const makeTag = (name: string, colour: string) => post<{ id: string }>('/tags', { name, colour });
export const putTag = (conversation: string, tag: string) => put(`/conversations/${conversation}/tags/${tag}`, {});
export const takeTagOff = (conversation: string, tag: string) => remove(`/conversations/${conversation}/tags/${tag}`);
