import { z } from 'zod';
import { defineRoute, iso, type Kernel, type Route } from '#kernel';
import { idParams, idShape } from '#kernel/shapes';
import { signatureShape, templateShape, templateWordsShape } from './shapes.ts';
import { changeSignature, showSignature } from './signature.ts';
import { addTemplate, changeTemplate, removeTemplate, useTemplate } from './template.ts';
import { openTemplates } from './template-store.ts';

/** Texts that are written again and again, and how one signs. */
export const templateRoutes: readonly Route[] = [
  defineRoute({
    method: 'GET',
    path: '/templates',
    access: 'conversations.read',
    summary: 'Templates in use, everybody’s and one’s own, by title',
    answer: z.object({ items: z.array(templateShape), next: z.null() }),
    handle: async (k: Kernel) => ({
      items: (await openTemplates(k, k.actor.accountId)).map(({ ownerId, ...one }) => ({
        ...one,
        isOwn: ownerId !== null,
        changedAt: iso(one.changedAt),
      })),
      next: null,
    }),
  }),
  defineRoute({
    method: 'POST',
    path: '/templates',
    access: 'conversations.reply',
    summary:
      'A new template, for everybody (templates.change) or for oneself; an unknown name between double braces is refused, `{{?…}}` is a blank to be filled each time',
    body: templateWordsShape.extend({ isOwn: z.boolean().default(false) }),
    answer: z.object({ id: z.string() }),
    status: 201,
    handle: async (k: Kernel, { body }) => ({ id: await addTemplate(k, body) }),
  }),
  defineRoute({
    method: 'PATCH',
    path: '/templates/:id',
    access: 'conversations.reply',
    summary: 'Changes a template over the version that was read',
    params: idParams,
    body: templateWordsShape.extend({ version: z.number().int() }),
    handle: (k: Kernel, { params, body }) => changeTemplate(k, params.id, body).then(() => ({})),
  }),
  defineRoute({
    method: 'DELETE',
    path: '/templates/:id',
    access: 'conversations.reply',
    summary: 'Takes a template out of use',
    params: idParams,
    handle: (k: Kernel, { params }) => removeTemplate(k, params.id).then(() => ({})),
  }),
  defineRoute({
    method: 'POST',
    path: '/templates/:id/text',
    access: 'conversations.reply',
    summary: 'Its text for a conversation, with the names that have no value there',
    params: idParams,
    body: z.strictObject({ conversation: idShape }),
    answer: z.object({ text: z.string(), missing: z.array(z.string()) }),
    handle: (k: Kernel, { params, body }) => useTemplate(k, params.id, body.conversation),
  }),
  defineRoute({
    method: 'GET',
    path: '/signature',
    access: 'conversations.reply',
    summary: 'How one signs: one’s own, the institution’s, and how it reads',
    query: z.strictObject({ mailbox: z.string().max(320).default('') }),
    answer: signatureShape,
    handle: (k: Kernel, { query }) => showSignature(k, query.mailbox),
  }),
  defineRoute({
    method: 'PUT',
    path: '/signature',
    access: 'conversations.reply',
    summary: 'Changes one’s own signature, in one mailbox or in all; null: as before one had it',
    body: z.strictObject({ text: z.string().max(2000).nullable(), mailbox: z.string().max(320).default('') }),
    handle: (k: Kernel, { body }) => changeSignature(k, body).then(() => ({})),
  }),
];
