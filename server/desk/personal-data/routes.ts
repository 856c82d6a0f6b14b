import { z } from 'zod';
import { defineRoute, type Kernel, type Route } from '#kernel';
import { idParams } from '#kernel/shapes';
import { cardById } from '../contact/card-store.ts';
import { refuse as refuseContact } from '../contact/refusals.ts';
import { dataEndShape, dataRequestShape, erasurePlanShape, newDataRequestShape } from './data-shapes.ts';
import { openRequests, requestsOf } from './data-request-store.ts';
import { erase, planErasure } from './erase.ts';
import { sendData, sendMail } from './export.ts';
import { closeRequest, noteRequest, presentRequests } from './requests.ts';

const listShape = z.object({ items: z.array(dataRequestShape), next: z.null() });

/** Requests about personal data (Law 172-13). */
export const dataRoutes: readonly Route[] = [
  defineRoute({
    method: 'GET',
    path: '/data-requests',
    access: 'contacts.read',
    summary: 'Requests about personal data that nobody has ended, the oldest first',
    answer: listShape,
    handle: async (k: Kernel) => ({ items: await presentRequests(k, await openRequests(k)), next: null }),
  }),
  defineRoute({
    method: 'GET',
    path: '/contacts/:id/data-requests',
    access: 'contacts.read',
    summary: 'What a person asked about their own data, and what was done',
    params: idParams,
    answer: listShape,
    handle: async (k: Kernel, { params }) => {
      const card = await cardById(k, params.id);
      if (!card) throw refuseContact.unknownContact();
      return { items: await presentRequests(k, await requestsOf(k, card.id)), next: null };
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/contacts/:id/data-requests',
    access: 'contacts.change',
    summary: 'Notes a request about personal data; its clock is a target',
    params: idParams,
    body: newDataRequestShape,
    answer: z.object({ id: z.string() }),
    status: 201,
    handle: async (k: Kernel, { params, body }) => ({ id: await noteRequest(k, params.id, body) }),
  }),
  defineRoute({
    method: 'GET',
    path: '/data-requests/:id/data',
    access: 'personalData.handle',
    summary: 'All that is held of the person, as JSON; each download is an act',
    params: idParams,
    raw: true,
    handle: (k: Kernel, { params, reply }) => sendData(k, params.id, reply),
  }),
  defineRoute({
    method: 'GET',
    path: '/data-requests/:id/mail',
    access: 'personalData.handle',
    summary: 'Their mails as they came and as they left, as an mbox; each download is an act',
    params: idParams,
    raw: true,
    handle: (k: Kernel, { params, reply }) => sendMail(k, params.id, reply),
  }),
  defineRoute({
    method: 'GET',
    path: '/data-requests/:id/erasure',
    access: 'personalData.handle',
    summary: 'What an erasure would take away, and what stays, until when and why',
    params: idParams,
    answer: erasurePlanShape,
    handle: (k: Kernel, { params }) => planErasure(k, params.id),
  }),
  defineRoute({
    method: 'POST',
    path: '/data-requests/:id/erasure',
    access: 'personalData.handle',
    summary: 'Erases what the law lets go; what the procedure keeps a year stays',
    params: idParams,
    body: z.strictObject({}),
    answer: erasurePlanShape.pick({ kept: true }),
    handle: (k: Kernel, { params }) => erase(k, params.id),
  }),
  defineRoute({
    method: 'POST',
    path: '/data-requests/:id/end',
    access: 'personalData.handle',
    summary: 'Closes it, done or refused, with what was answered',
    params: idParams,
    body: dataEndShape,
    answer: z.object({}),
    handle: (k: Kernel, { params, body }) => closeRequest(k, params.id, body).then(() => ({})),
  }),
];
