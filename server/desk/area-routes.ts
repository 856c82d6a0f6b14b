import { z } from 'zod';
import { defineRoute, type Kernel, type Route } from '#kernel';
import { acceptClaim } from './area-answer.ts';
import { answerAsArea, lookAsArea, returnAsArea } from './area-page.ts';
import { sendNewLink } from './new-link.ts';
import { areaEndShape, areaPageShape, attachmentsShape, idShape, linkTokenShape, pageKeyShape, statusPageShape } from './shapes.ts';
import { addAsRequester, lookAsRequester } from './status-page.ts';

// The token is in the body: an address is written in logs and handed on by browsers, a body is not. A GET of the page is only the page.
const name = z.string().trim().min(1).max(120);

export const areaRoutes: readonly Route[] = [
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
        attachments: body.attachments.map(({ base64, ...one }) => ({
          name: one.name,
          type: one.type,
          content: Buffer.from(base64, 'base64'),
        })),
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
    params: z.strictObject({ id: idShape }),
    body: z.strictObject({}),
    answer: z.object({}),
    handle: (k: Kernel, { params }) => acceptClaim(k, params.id).then(() => ({})),
  }),
];
