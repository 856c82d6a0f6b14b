import { z } from 'zod';
import { defineRoute, type Kernel, type Route } from '#kernel';
import { idParams, idShape } from '#kernel/shapes';
import { putTag, takeTagOff } from './put-tag.ts';
import { tagColourShape, tagNameShape, tagsShape } from './shapes.ts';
import { listTags } from './list-tags.ts';
import { changeTag, makeTag, mergeTag, removeTag, restoreTag, separateTag } from './tags.ts';

const useParams = z.strictObject({ id: idShape, tag: idShape });
const nothing = z.strictObject({});

/** What conversations are about. */
export const tagRoutes: readonly Route[] = [
  defineRoute({
    method: 'GET',
    path: '/tags',
    access: 'conversations.read',
    summary: 'Tags in use, by name, with what was merged into each',
    answer: tagsShape,
    handle: (k: Kernel) => listTags(k),
  }),
  defineRoute({
    method: 'POST',
    path: '/tags',
    access: 'conversations.sort',
    summary: 'A new tag; a closed list refuses it to whoever may not change tags',
    body: z.strictObject({ name: tagNameShape, colour: tagColourShape.default('grey') }),
    answer: z.object({ id: z.string() }),
    status: 201,
    handle: async (k: Kernel, { body }) => ({ id: await makeTag(k, body) }),
  }),
  defineRoute({
    method: 'PATCH',
    path: '/tags/:id',
    access: 'tags.change',
    summary: 'Another name or colour, over the version that was read',
    params: idParams,
    body: z.strictObject({ name: tagNameShape, colour: tagColourShape, version: z.number().int() }),
    answer: z.object({}),
    handle: (k: Kernel, { params, body }) => changeTag(k, params.id, body).then(() => ({})),
  }),
  defineRoute({
    method: 'DELETE',
    path: '/tags/:id',
    access: 'tags.change',
    summary: 'Takes a tag out of use; it can be restored',
    params: idParams,
    answer: z.object({}),
    handle: (k: Kernel, { params }) => removeTag(k, params.id).then(() => ({})),
  }),
  defineRoute({
    method: 'POST',
    path: '/tags/:id/restoration',
    access: 'tags.change',
    summary: 'Puts a removed tag into use again, where it stood',
    params: idParams,
    body: nothing,
    answer: z.object({}),
    handle: (k: Kernel, { params }) => restoreTag(k, params.id).then(() => ({})),
  }),
  defineRoute({
    method: 'POST',
    path: '/tags/:id/merge',
    access: 'tags.change',
    summary: 'Another tag stands for this one from now on; it can be taken back',
    params: idParams,
    body: z.strictObject({ into: idShape }),
    answer: z.object({}),
    handle: (k: Kernel, { params, body }) => mergeTag(k, params.id, body.into).then(() => ({})),
  }),
  defineRoute({
    method: 'DELETE',
    path: '/tags/:id/merge',
    access: 'tags.change',
    summary: 'Takes a merge back: what bore the tag bears it again',
    params: idParams,
    answer: z.object({}),
    handle: (k: Kernel, { params }) => separateTag(k, params.id).then(() => ({})),
  }),
  defineRoute({
    method: 'PUT',
    path: '/conversations/:id/tags/:tag',
    access: 'conversations.sort',
    summary: 'Puts a tag on a conversation',
    params: useParams,
    body: nothing,
    answer: z.object({}),
    handle: (k: Kernel, { params }) => putTag(k, params.id, params.tag).then(() => ({})),
  }),
  defineRoute({
    method: 'DELETE',
    path: '/conversations/:id/tags/:tag',
    access: 'conversations.sort',
    summary: 'Takes a tag off a conversation',
    params: useParams,
    answer: z.object({}),
    handle: (k: Kernel, { params }) => takeTagOff(k, params.id, params.tag).then(() => ({})),
  }),
];
