import { put, remove } from '../../api.ts';

export const follow = (id: string) => put(`/conversations/${id}/following`, {});
export const unfollow = (id: string) => remove(`/conversations/${id}/following`);
