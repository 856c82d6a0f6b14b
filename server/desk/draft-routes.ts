import { z } from 'zod';
import { defineRoute, type Kernel, type Route } from '#kernel';
import { idParams, idShape } from '#kernel/shapes';
import { attachmentOf } from './check-reply.ts';
import { sendDraftFile } from './files.ts';
import { addDraftFile, removeDraftFile, saveDraft, showDrafts, takeDraft } from './draft.ts';
import { conversationDraftsShape, draftShape, fileShape } from './shapes.ts';

/** As they were typed: also half an address. */
const typedAddresses = z.array(z.string().max(320)).max(50);
const kept = z.object({ draft: draftShape.nullable() });

/** What is being written to a requester. */
export const draftRoutes: readonly Route[] = [
  defineRoute({
    method: 'GET',
    path: '/conversations/:id/drafts',
    access: 'conversations.reply',
    summary: 'One’s own draft, what others are writing to the same requester, and how one signs',
    params: idParams,
    answer: conversationDraftsShape,
    handle: (k: Kernel, { params }) => showDrafts(k, params.id),
  }),
  defineRoute({
    method: 'PUT',
    path: '/conversations/:id/draft',
    access: 'conversations.reply',
    summary: 'Saves one’s draft over the version that was read; 409 draft-changed gives the one that is there. Nothing in it removes it',
    params: idParams,
    body: z.strictObject({
      base: idShape.nullable(),
      text: z.string().max(500_000),
      html: z.string().max(2_000_000).nullable().default(null),
      to: typedAddresses.nullable().default(null),
      cc: typedAddresses.default([]),
      bcc: typedAddresses.default([]),
    }),
    bodyLimit: 8 * 1024 * 1024,
    answer: kept,
    handle: async (k: Kernel, { params, body }) => ({ draft: await saveDraft(k, params.id, body) }),
  }),
  defineRoute({
    method: 'POST',
    path: '/conversations/:id/draft/files',
    access: 'conversations.reply',
    summary: 'Puts a file to one’s draft; 25 MB together',
    params: idParams,
    body: fileShape,
    bodyLimit: 36 * 1024 * 1024,
    answer: kept,
    status: 201,
    handle: async (k: Kernel, { params, body }) => ({
      draft: await addDraftFile(k, params.id, attachmentOf(body)),
    }),
  }),
  defineRoute({
    method: 'GET',
    path: '/conversations/:id/draft/files/:file',
    access: 'conversations.reply',
    summary: 'A file of one’s own draft, as it was attached',
    params: idParams.extend({ file: idShape }),
    raw: true,
    handle: (k: Kernel, { params, reply }) => sendDraftFile(k, params.id, params.file, reply),
  }),
  defineRoute({
    method: 'DELETE',
    path: '/conversations/:id/draft/files/:file',
    access: 'conversations.reply',
    summary: 'Takes a file out of one’s draft',
    params: idParams.extend({ file: idShape }),
    answer: kept,
    handle: async (k: Kernel, { params }) => ({ draft: await removeDraftFile(k, params.id, params.file) }),
  }),
  defineRoute({
    method: 'POST',
    path: '/conversations/:id/draft/taking',
    access: 'conversations.reply',
    summary: 'Copies somebody’s draft, as it was read, before one’s own; theirs stays, and the thread tells it',
    params: idParams,
    body: z.strictObject({ from: idShape, version: idShape, conversation: idShape.optional() }),
    answer: kept,
    handle: async (k: Kernel, { params, body }) => ({ draft: await takeDraft(k, params.id, body) }),
  }),
];
