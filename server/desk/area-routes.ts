import { z } from 'zod';
import { explanationShape } from '#calendar/shapes';
import { defineRoute, type Kernel, readInstant, type Route } from '#kernel';
import { idParams, idShape } from '#kernel/shapes';
import { acceptClaim } from './area-answer.ts';
import { insist } from './area-reminder.ts';
import { answerAsArea, lookAsArea, returnAsArea } from './area-page.ts';
import { attachmentOf } from './check-reply.ts';
import { escalate, undoEscalation } from './escalate.ts';
import { explainAreaTerm } from './escalation-term.ts';
import { areaProposal } from './proposal/propose.ts';
import { sendNewLink } from './new-link.ts';
import { attachmentsShape, nameShape, proposedAreaShape } from './shapes.ts';
import { areaEndShape, areaPageShape, linkTokenShape, pageKeyShape, statusPageShape } from './visitor-shapes.ts';
import { addAsRequester, lookAsRequester } from './status-page.ts';

// The token is in the body: an address is written in logs and handed on by browsers, a body is not. A GET of the page is only the page.
const name = nameShape.min(1).max(120);

/** As with a reply: the seconds in which whoever pressed «Escalar» can take it back, real ms. */
const undoFor = 10_000;

const addEscalation = defineRoute({
  method: 'POST',
  path: '/conversations/:id/escalations',
  access: 'conversations.escalate',
  summary:
    'Hands the matter to an area (id or exact name), with a note and, where it has one, a deadline of its own. From the console it leaves after ten seconds',
  params: idParams,
  body: z.strictObject({
    area: z.string().trim().min(1).max(200),
    note: z.string().max(20_000),
    dueAt: z
      .string()
      .max(40)
      .refine((text) => readInstant(text) !== null, 'Escriba un instante con su diferencia: 2026-11-27T10:24:00-04:00.')
      .optional(),
    tellRequester: z.boolean().default(false),
  }),
  answer: z.object({ id: z.string() }),
  status: 201,
  handle: (k: Kernel, { params, body }) =>
    escalate(k, params.id, {
      area: body.area,
      note: body.note,
      dueAt: body.dueAt === undefined ? null : readInstant(body.dueAt),
      tellsRequester: body.tellRequester,
      undoFor: k.actor.kind === 'person' ? undoFor : 0,
    }),
});

const proposal = defineRoute({
  method: 'GET',
  path: '/conversations/:id/area-proposal',
  access: 'conversations.escalate',
  summary:
    'The area to which matters like this one went, with how many of how many and how sure that is (0–1); null where there is no habit',
  params: idParams,
  answer: z.object({ proposal: proposedAreaShape.nullable() }),
  handle: async (k: Kernel, { params }) => ({ proposal: await areaProposal(k, params.id) }),
});

const escalationTerm = defineRoute({
  method: 'GET',
  path: '/escalations/term',
  access: 'conversations.escalate',
  summary: 'How the deadline of an area would be calculated if the matter left now, day by day, under both readings',
  query: z.strictObject({ area: idShape }),
  answer: explanationShape,
  handle: (k: Kernel, { query }) => explainAreaTerm(k, query.area),
});

const undoneEscalation = defineRoute({
  method: 'DELETE',
  path: '/escalations/:id',
  access: 'conversations.escalate',
  summary: 'Takes back an escalation of one’s own that has not left yet',
  params: idParams,
  answer: z.object({}),
  handle: (k: Kernel, { params }) => undoEscalation(k, params.id).then(() => ({})),
});

const insistence = defineRoute({
  method: 'POST',
  path: '/escalations/:id/reminders',
  access: 'conversations.escalate',
  summary: 'Reminds the area of what it owes, by mail and at most once an hour',
  params: idParams,
  answer: z.object({}),
  handle: (k: Kernel, { params }) => insist(k, params.id).then(() => ({})),
});

export const areaRoutes: readonly Route[] = [
  addEscalation,
  proposal,
  insistence,
  escalationTerm,
  undoneEscalation,
  defineRoute({
    method: 'POST',
    path: '/area/look',
    access: 'public',
    summary: 'An escalation as its area sees it, by the signed link of its mail; changes nothing',
    body: z.strictObject({ token: linkTokenShape }),
    answer: areaPageShape,
    handle: (k: Kernel, { body }) => lookAsArea(k, body.token),
  }),
  defineRoute({
    method: 'POST',
    path: '/area/answer',
    access: 'public',
    summary: 'The area’s answer, to the requester or to the operator as the area is set; the same key again is the same answer',
    body: z.strictObject({
      token: linkTokenShape,
      name,
      text: z.string().max(100_000),
      attachments: attachmentsShape,
      to: z.enum(['requester', 'operator']).optional(),
      key: pageKeyShape,
    }),
    // Nobody is signed in here: less than a person of ours may send.
    bodyLimit: 20 * 1024 * 1024,
    answer: areaEndShape,
    handle: (k: Kernel, { body }) =>
      answerAsArea(k, body.token, {
        name: body.name,
        text: body.text,
        attachments: body.attachments.map(attachmentOf),
        to: body.to ?? null,
        key: body.key,
      }),
  }),
  defineRoute({
    method: 'POST',
    path: '/area/return',
    access: 'public',
    summary: 'The area hands the matter back, with its reason',
    body: z.strictObject({ token: linkTokenShape, name, reason: z.string().max(5000), key: pageKeyShape }),
    answer: areaEndShape,
    handle: (k: Kernel, { body }) => returnAsArea(k, body.token, body),
  }),
  defineRoute({
    method: 'POST',
    path: '/area/link',
    access: 'public',
    isDoor: true,
    summary: 'Sends another link to the area’s own address, and shows none',
    body: z.strictObject({ token: linkTokenShape }),
    answer: z.object({ state: z.enum(['sent', 'sent-before']) }),
    handle: (k: Kernel, { body }) => sendNewLink(k, body.token),
  }),
  defineRoute({
    method: 'POST',
    path: '/status/look',
    access: 'public',
    summary: 'How a matter stands, for its requester, by a signed link; changes nothing',
    body: z.strictObject({ token: linkTokenShape }),
    answer: statusPageShape,
    handle: (k: Kernel, { body }) => lookAsRequester(k, body.token),
  }),
  defineRoute({
    method: 'POST',
    path: '/status/add',
    access: 'public',
    isDoor: true,
    summary: 'The requester adds to the matter, as if by mail',
    body: z.strictObject({ token: linkTokenShape, text: z.string().max(20_000), key: pageKeyShape }),
    answer: z.object({}),
    handle: (k: Kernel, { body }) => addAsRequester(k, body.token, body).then(() => ({})),
  }),
  defineRoute({
    method: 'POST',
    path: '/messages/:id/acceptance',
    access: 'conversations.escalate',
    summary: 'Takes a mail from another address, under an escalation’s token, for the area’s answer',
    params: idParams,
    body: z.strictObject({}),
    answer: z.object({}),
    handle: (k: Kernel, { params }) => acceptClaim(k, params.id).then(() => ({})),
  }),
];
