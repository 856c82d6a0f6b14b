import { z } from 'zod';
import { cursorId, cursorInstant, cursorOf, defineRoute, type Kernel, pageQuery, readCursor } from '#kernel';
import { idParams, idShape } from '#kernel/shapes';
import { addressRoutes } from './recipients/address-routes.ts';
import { sideRoutes } from './side/side-routes.ts';
import { laterRoutes } from './later/later-routes.ts';
import { draftRoutes } from './draft-routes.ts';
import { mergeRoutes } from './merge/routes.ts';
import { templateRoutes } from './template-routes.ts';
import { ownTermRoutes } from './own-term-routes.ts';
import { phoneRoutes } from './phone-routes.ts';
import { areaRoutes } from './area-routes.ts';
import { contactRoutes } from './contact/routes.ts';
import { dataRoutes } from './personal-data/routes.ts';
import { todayRoutes } from './today-routes.ts';
import { assign, take } from './assign.ts';
import { attachmentOf } from './check-reply.ts';
import { sendAttachment, sendBody, sendRaw } from './files.ts';
import { type Highlight, highlightsOf } from './highlight.ts';
import { filterOf, filterParts, whenShape } from './filter.ts';
import type { Filter } from './filter-store.ts';
import { type After, conditionWith, countViews, type ListedRow, listPage, orderOf } from './list-store.ts';
import { mentionable } from './mention/mention.ts';
import { needsNoAnswer } from './no-answer.ts';
import { note } from './note.ts';
import { handingRoutes } from './handing/handing-routes.ts';
import { presenceRoutes } from './presence/presence-routes.ts';
import { asker, presenter } from './present.ts';
import { readConversation } from './read.ts';
import { refuse } from './refusals.ts';
import { reply } from './reply.ts';
import { reopen, resolve } from './resolve.ts';
import { find } from './search.ts';
import {
  attachmentsShape,
  conversationDetailShape,
  conversationShape,
  conversationStateShape,
  countsShape,
  foundShape,
  namedShape,
  type Order,
  type View,
  views,
  viewShape,
} from './shapes.ts';
import { paperRoutes } from './paper/routes.ts';
import { sendingRoutes } from './sending/routes.ts';
import { uncertainRoutes } from './uncertain-routes.ts';
import { attachmentPath, bodyPath, checkMayOpen } from './signed.ts';
import { snoozeRoutes } from './snooze/routes.ts';
import { spamRoutes } from './spam/routes.ts';
import { followRoutes } from './follow/routes.ts';
import { tagRoutes } from './tag/routes.ts';
import { undoReply } from './undo-reply.ts';
import { bulkRoutes } from './bulk/routes.ts';
import { listRoutes } from './views/list-routes.ts';
import { viewRoutes } from './views/view-routes.ts';

const afterShape = z.strictObject({ at: cursorInstant.nullable(), id: cursorId });
const typed = z.string().max(500);
const nothing = z.strictObject({});
const addresses = z.array(z.string().max(320)).max(50);
/** The seconds in which whoever pressed «Enviar» can take it back, real ms (ui README 3.13). */
const undoFor = 10_000;
const dark = { matched: 'text', highlight: [], subjectMarks: null } as const satisfies Highlight;

const list = defineRoute({
  method: 'GET',
  path: '/conversations',
  access: 'conversations.read',
  summary:
    'Conversations of a view, a page at a time; `q` looks for words, a phrase in quotes, a beginning* or a number in it. The rest narrows it: assignee is an id, `me` or `none`; waitsFor `us` or `them`; area the one that owes an answer; order `due` or `last`',
  query: z.strictObject({ view: viewShape.default('all'), q: typed.optional(), ...filterParts, ...pageQuery }),
  answer: z.object({ items: z.array(conversationShape), next: z.string().nullable() }),
  handle: async (k: Kernel, { query }) => {
    const { view, q = '', cursor, limit, order } = query;
    const wish = { view, q, order, filter: filterOf(query), after: afterOf(cursor), limit: limit + 1 };
    const [rows, show] = await Promise.all([rowsOf(k, wish), presenter(k)]);
    return { items: rows.slice(0, limit).map(show), next: nextOf(rows, limit, orderOf(view, order)) };
  },
});

const counts = defineRoute({
  method: 'GET',
  path: '/conversations/counts',
  access: 'conversations.read',
  summary: 'How many conversations each view holds; 1000 means 1,000 or more',
  answer: countsShape,
  handle: (k: Kernel) => countViews(k, views, asker(k)),
});

const search = defineRoute({
  method: 'GET',
  path: '/search',
  access: 'conversations.read',
  summary:
    'Conversations that hold what was typed, newest movement first, with the places where it stands; from and to are local dates or instants',
  query: z.strictObject({
    q: typed,
    mailbox: z.string().max(320).optional(),
    from: whenShape.optional(),
    to: whenShape.optional(),
    state: conversationStateShape.optional(),
    ...pageQuery,
  }),
  answer: z.object({ items: z.array(foundShape), next: z.string().nullable() }),
  handle: async (k: Kernel, { query }) => {
    const { q, cursor, limit } = query;
    const wanted = { typed: q, view: 'all', filter: filterOf(query), after: afterOf(cursor), limit: limit + 1 } as const;
    const [{ rows, match }, show] = await Promise.all([find(k, wanted), presenter(k)]);
    const page = rows.slice(0, limit);
    const lights = await highlightsOf(k, page, match);
    const items = page.map((row) => ({ ...show(row), ...(lights.get(row.id) ?? dark) }));
    return { items, next: nextOf(rows, limit, 'last') };
  },
});

const show = defineRoute({
  method: 'GET',
  path: '/conversations/:id',
  access: 'conversations.read',
  summary: 'A conversation with its last messages (oldest first), obligations and what belongs to it; opening it is an act, once an hour',
  params: idParams,
  query: z.strictObject({
    messages: z.coerce.number().int().min(1).max(1000).default(1000),
    before: idShape.optional(),
    brief: z.enum(['true', 'false']).optional(),
  }),
  answer: conversationDetailShape,
  handle: (k: Kernel, { params, query }) =>
    readConversation(k, params.id, { messages: query.messages, before: query.before ?? null, isBrief: query.brief === 'true' }),
});

const addReply = defineRoute({
  method: 'POST',
  path: '/conversations/:id/replies',
  access: 'conversations.reply',
  summary: 'Answers the requester; Idempotency-Key makes a repetition harmless. From the console it leaves after ten seconds',
  params: idParams,
  body: z
    .strictObject({
      text: z.string().max(500_000).optional(),
      html: z.string().max(2_000_000).optional(),
      to: addresses.min(1).optional(),
      cc: addresses.default([]),
      bcc: addresses.optional(),
      attachments: attachmentsShape,
      seen: idShape.optional(),
      from: z.string().max(320).optional(),
      draft: z.strictObject({ version: idShape.nullable() }).optional(),
      signature: z.boolean().optional(),
      leaves: z.union([z.literal('opening'), z.iso.datetime({ offset: true })]).optional(),
    })
    .refine((body) => (body.text === undefined) !== (body.html === undefined), 'Envíe `text` o `html`, uno de los dos.'),
  bodyLimit: 36 * 1024 * 1024,
  answer: z.object({ id: z.string(), delivery: z.literal('queued') }),
  status: 201,
  handle: async (k: Kernel, { params, body, request }) => {
    const key = request.headers['idempotency-key'];
    if (typeof key !== 'string' || key.trim() === '' || key.length > 200) throw refuse.keyMissing();
    const { id } = await reply(k, params.id, {
      text: body.text ?? null,
      html: body.html ?? null,
      ...(body.to && { to: body.to }),
      cc: body.cc,
      ...(body.bcc && { bcc: body.bcc }),
      attachments: body.attachments.map(attachmentOf),
      key,
      undoFor: k.actor.kind === 'person' ? undoFor : 0,
      seen: body.seen ?? null,
      ...(body.from === undefined ? {} : { sender: body.from }),
      ...(body.draft && { draft: body.draft.version }),
      isSigned: body.signature === true,
      ...(body.leaves !== undefined && { when: body.leaves === 'opening' ? body.leaves : Date.parse(body.leaves) }),
    });
    return { id, delivery: 'queued' as const };
  },
});

const undo = defineRoute({
  method: 'DELETE',
  path: '/messages/:id',
  access: 'conversations.reply',
  summary: 'Takes back a reply of one’s own that has not left yet',
  params: idParams,
  answer: z.object({}),
  handle: (k: Kernel, { params }) => undoReply(k, params.id).then(() => ({})),
});

const addNote = defineRoute({
  method: 'POST',
  path: '/conversations/:id/notes',
  access: 'conversations.note',
  summary: 'An internal note; «@name» names a person, of several with one name the one in `mentions`',
  params: idParams,
  body: z.strictObject({ text: z.string().max(100_000), mentions: z.array(idShape).max(50).default([]) }),
  answer: z.object({ id: z.string() }),
  status: 201,
  handle: async (k: Kernel, { params, body }) => ({ id: await note(k, params.id, body.text, body.mentions) }),
});

const listMentionable = defineRoute({
  method: 'GET',
  path: '/mentionable',
  access: 'conversations.note',
  summary: 'Whom a note can name with «@», by name',
  answer: z.object({ items: z.array(namedShape), next: z.null() }),
  handle: async (k: Kernel) => ({ items: (await mentionable(k)).map(({ id, name }) => ({ id, name })), next: null }),
});

const addResolution = defineRoute({
  method: 'POST',
  path: '/conversations/:id/resolution',
  access: 'conversations.resolve',
  summary: 'Resolves; 409 waits-for-answer while a 5.3 is open',
  params: idParams,
  body: nothing,
  answer: z.object({}),
  handle: (k: Kernel, { params }) => resolve(k, params.id).then(() => ({})),
});

const addReopening = defineRoute({
  method: 'POST',
  path: '/conversations/:id/reopening',
  access: 'conversations.resolve',
  summary: 'Opens a resolved conversation again',
  params: idParams,
  body: nothing,
  answer: z.object({}),
  handle: (k: Kernel, { params }) => reopen(k, params.id).then(() => ({})),
});

const addNoAnswer = defineRoute({
  method: 'POST',
  path: '/conversations/:id/no-answer',
  access: 'conversations.setAside',
  summary: '«No requiere respuesta», with its reason: what waits is set aside, counted apart',
  params: idParams,
  body: z.strictObject({ reason: z.string().max(2000) }),
  answer: z.object({}),
  handle: (k: Kernel, { params, body }) => needsNoAnswer(k, params.id, body.reason).then(() => ({})),
});

const addTaking = defineRoute({
  method: 'POST',
  path: '/conversations/:id/take',
  access: 'conversations.take',
  summary: 'Takes the conversation for oneself',
  params: idParams,
  body: nothing,
  answer: z.object({}),
  handle: (k: Kernel, { params }) => take(k, params.id).then(() => ({})),
});

const addAssignment = defineRoute({
  method: 'POST',
  path: '/conversations/:id/assignment',
  access: 'conversations.take',
  summary: 'Assigns to an account, or to nobody; to others only with conversations.assign',
  params: idParams,
  body: z.strictObject({ assignee: idShape.nullable() }),
  answer: z.object({}),
  handle: (k: Kernel, { params, body }) => assign(k, params.id, body.assignee).then(() => ({})),
});

const raw = defineRoute({
  method: 'GET',
  path: '/messages/:id/raw',
  access: 'conversations.raw',
  summary: 'The bytes as they came; reading them is an act',
  params: idParams,
  raw: true,
  handle: (k: Kernel, { params, reply }) => sendRaw(k, params.id, reply),
});

/** Without it, whoever is signed in and may read conversations. */
const signature = z.strictObject({ until: z.coerce.number().int().optional(), sig: z.string().max(200).optional() });

const body = defineRoute({
  method: 'GET',
  path: '/messages/:id/body',
  access: 'public',
  summary: 'The page of a message for a sandboxed frame, by the signed address that the conversation gives',
  params: idParams,
  query: signature,
  raw: true,
  handle: (k: Kernel, { params, query, reply }) => {
    checkMayOpen(k, bodyPath(params.id), query);
    return sendBody(k, params.id, reply);
  },
});

const attachment = defineRoute({
  method: 'GET',
  path: '/attachments/:id',
  access: 'public',
  summary: 'An attachment, by the signed address that the conversation gives',
  params: idParams,
  query: signature,
  raw: true,
  handle: (k: Kernel, { params, query, reply }) => {
    checkMayOpen(k, attachmentPath(params.id), query);
    return sendAttachment(k, params.id, reply);
  },
});

interface Wish {
  readonly view: View;
  readonly q: string;
  readonly filter: Filter;
  readonly order: Order | undefined;
  readonly after: After | undefined;
  readonly limit: number;
}

async function rowsOf(k: Kernel, { view, q, filter, order, after, limit }: Wish): Promise<readonly ListedRow[]> {
  if (q.trim() !== '') return (await find(k, { typed: q, view, filter, order, after, limit })).rows;
  return listPage(k, { condition: conditionWith(view, asker(k), filter).condition, order: orderOf(view, order), after, limit });
}

function afterOf(cursor: string | undefined): After | undefined {
  return cursor === undefined ? undefined : readCursor(cursor, afterShape);
}

function nextOf(rows: readonly ListedRow[], limit: number, order: Order): string | null {
  const last = rows[limit - 1];
  if (rows.length <= limit || !last) return null;
  return cursorOf({ at: order === 'due' ? last.dueAt : last.lastAt, id: last.id });
}

export const routes = [
  list,
  counts,
  ...listRoutes,
  ...viewRoutes,
  ...bulkRoutes,
  search,
  show,
  addReply,
  undo,
  ...uncertainRoutes,
  ...sendingRoutes,
  ...paperRoutes,
  addNote,
  listMentionable,
  addResolution,
  addReopening,
  addNoAnswer,
  addTaking,
  addAssignment,
  raw,
  body,
  attachment,
  ...tagRoutes,
  ...followRoutes,
  ...spamRoutes,
  ...snoozeRoutes,
  ...areaRoutes,
  ...phoneRoutes,
  ...ownTermRoutes,
  ...todayRoutes,
  ...draftRoutes,
  ...presenceRoutes,
  ...handingRoutes,
  ...addressRoutes,
  ...laterRoutes,
  ...sideRoutes,
  ...templateRoutes,
  ...mergeRoutes,
  ...contactRoutes,
  ...dataRoutes,
];
