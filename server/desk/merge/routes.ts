import { z } from 'zod';
import { defineRoute, type Kernel } from '#kernel';
import { idParams, idShape } from '#kernel/shapes';
import { relatedShape } from '../shapes.ts';
import { merge, unmerge } from './merge.ts';
import { relatedTo } from './related.ts';
import { split, undoSplit } from './split.ts';

export const mergeRoutes = [
  defineRoute({
    method: 'GET',
    path: '/conversations/:id/related',
    access: 'conversations.read',
    summary: 'Conversations that may be about the same matter, each with why, the surest first',
    params: idParams,
    answer: z.object({ items: z.array(relatedShape) }),
    handle: async (k: Kernel, { params }) => ({ items: await relatedTo(k, params.id) }),
  }),
  defineRoute({
    method: 'POST',
    path: '/conversations/:id/merges',
    access: 'conversations.merge',
    summary:
      'Shows another conversation in this one: a pointer, which can be taken back; 409 different-requesters until it is said that they may differ',
    params: idParams,
    body: z.strictObject({ conversation: idShape, evenIfOthers: z.boolean().default(false) }),
    answer: z.object({ id: z.string() }),
    status: 201,
    handle: (k: Kernel, { params, body }) => merge(k, params.id, body),
  }),
  defineRoute({
    method: 'POST',
    path: '/conversations/:id/splits',
    access: 'conversations.merge',
    summary: 'Begins a conversation with messages of this one; what waits among them is owed there as it was',
    params: idParams,
    body: z.strictObject({ messages: z.array(idShape).min(1).max(500) }),
    answer: z.object({ id: z.string(), conversation: z.string() }),
    status: 201,
    handle: (k: Kernel, { params, body }) => split(k, params.id, body.messages),
  }),
  defineRoute({
    method: 'DELETE',
    path: '/splits/:id',
    access: 'conversations.merge',
    summary:
      'Takes a split back: the messages lie where they lay, or, where something came of it, the new conversation is shown in the old one',
    params: idParams,
    answer: z.object({}),
    handle: (k: Kernel, { params }) => undoSplit(k, params.id).then(() => ({})),
  }),
  defineRoute({
    method: 'DELETE',
    path: '/merges/:id',
    access: 'conversations.merge',
    summary: 'Takes a merge back: each conversation stands for itself again, with what came into it since',
    params: idParams,
    answer: z.object({}),
    handle: (k: Kernel, { params }) => unmerge(k, params.id).then(() => ({})),
  }),
];
