import { z } from 'zod';
import { defineRoute, type Kernel, pageQuery, readInstant } from '#kernel';
import { idParams } from '#kernel/shapes';
import { wholeSecond } from './mailbox.rules.ts';
import { createMailbox, patchMailbox, pauseMailbox, removeMailbox, settingsOf, startMailbox, theMailbox } from './mailbox.ts';
import type { MailboxRow } from './mailbox-store.ts';
import { askPermission, takePermission } from './permission.ts';
import { listMailboxes } from './present.ts';
import { listQuarantine, retryQuarantined } from './quarantine.ts';
import { reconcile } from './reconcile.ts';
import { rehearse } from './rehearse.ts';
import {
  mailboxBody,
  mailboxPatch,
  mailboxShape,
  quarantineItemShape,
  reconciliationShape,
  rehearsalShape,
  startBody,
  stepShape,
} from './shapes.ts';
import { testMailbox } from './test-connection.ts';

const nothing = z.strictObject({});
const steps = z.object({ ok: z.boolean(), steps: z.array(stepShape) });

const list = defineRoute({
  method: 'GET',
  path: '/mailboxes',
  access: 'mailboxes.read',
  summary: 'Every mailbox with its health; passwords and tokens never come out',
  answer: z.object({ items: z.array(mailboxShape), next: z.null() }),
  handle: async (k: Kernel) => ({ items: await listMailboxes(k), next: null }),
});

const create = defineRoute({
  method: 'POST',
  path: '/mailboxes',
  access: 'mailboxes.change',
  summary: 'Adds a mailbox in rehearsal: nothing is read until its start',
  body: mailboxBody,
  answer: z.object({ id: z.string() }),
  status: 201,
  handle: (k: Kernel, { body }) => createMailbox(k, body),
});

const test = defineRoute({
  method: 'POST',
  path: '/mailboxes/test',
  access: 'mailboxes.change',
  summary: 'Tries settings that are not stored, step by step',
  body: mailboxBody,
  answer: steps,
  handle: async (k: Kernel, { body }) => inSteps(await testMailbox(k, unstored(settingsOf(k, body, null)))),
});

const testOne = defineRoute({
  method: 'POST',
  path: '/mailboxes/:id/test',
  access: 'mailboxes.change',
  summary: 'Tries a mailbox as it is stored, with the changes of the body, step by step',
  params: idParams,
  body: mailboxPatch,
  answer: steps,
  handle: async (k: Kernel, { params, body }) => {
    const mailbox = await theMailbox(k, params.id);
    return inSteps(await testMailbox(k, { ...mailbox, ...settingsOf(k, body, mailbox) }));
  },
});

const change = defineRoute({
  method: 'PATCH',
  path: '/mailboxes/:id',
  access: 'mailboxes.change',
  summary: 'Changes what the body names; the mailbox is connected again within 5 s',
  params: idParams,
  body: mailboxPatch,
  answer: nothing,
  handle: async (k: Kernel, { params, body }) => {
    await patchMailbox(k, params.id, body);
    return {};
  },
});

const remove = defineRoute({
  method: 'DELETE',
  path: '/mailboxes/:id',
  access: 'mailboxes.change',
  summary: 'Stops reading and forgets the settings; the mail that was read stays',
  params: idParams,
  answer: nothing,
  handle: async (k: Kernel, { params }) => {
    await removeMailbox(k, params.id);
    return {};
  },
});

const rehearsal = defineRoute({
  method: 'POST',
  path: '/mailboxes/:id/rehearsal',
  access: 'mailboxes.change',
  summary: 'What reading it would do, from headers alone: stores nothing, sends nothing, marks nothing',
  params: idParams,
  body: startBody,
  answer: rehearsalShape,
  handle: async (k: Kernel, { params, body }) => {
    const mailbox = await theMailbox(k, params.id);
    const since = body.since === undefined ? null : readInstant(body.since);
    return rehearse(k, mailbox, since === null ? mailbox.since : wholeSecond(since));
  },
});

const start = defineRoute({
  method: 'POST',
  path: '/mailboxes/:id/start',
  access: 'mailboxes.change',
  summary: 'Begins to read, or goes on after a pause; `since` counts the first time only',
  params: idParams,
  body: startBody,
  answer: nothing,
  handle: async (k: Kernel, { params, body }) => {
    await startMailbox(k, params.id, body.since);
    return {};
  },
});

const pause = defineRoute({
  method: 'POST',
  path: '/mailboxes/:id/pause',
  access: 'mailboxes.change',
  summary: 'Stops reading until it is started again; mail waits on its server and its clocks run',
  params: idParams,
  body: nothing,
  answer: nothing,
  handle: async (k: Kernel, { params }) => {
    await pauseMailbox(k, params.id);
    return {};
  },
});

const reconciliation = defineRoute({
  method: 'POST',
  path: '/mailboxes/:id/reconciliation',
  access: 'mailboxes.change',
  summary: 'Compares mailbox and table now and brings in what is missing',
  params: idParams,
  body: nothing,
  answer: reconciliationShape,
  handle: (k: Kernel, { params }) => reconcile(k, params.id),
});

const permission = defineRoute({
  method: 'POST',
  path: '/mailboxes/:id/permission',
  access: 'mailboxes.change',
  summary: 'Where to sign in so that Microsoft 365 or Google lets the mailbox be read',
  params: idParams,
  body: nothing,
  answer: z.object({ url: z.string() }),
  handle: (k: Kernel, { params }) => askPermission(k, params.id),
});

const callback = defineRoute({
  method: 'GET',
  path: '/oauth/callback',
  access: 'mailboxes.change',
  summary: 'Where the provider sends the person back; goes on to Configuración',
  // Providers add what they like: session_state, scope, authuser.
  query: z.object({ code: z.string().max(5000).optional(), state: z.string().max(1000), error: z.string().max(300).optional() }),
  raw: true,
  handle: async (k: Kernel, { query, reply }) => {
    await takePermission(k, query);
    await reply.redirect('/configuracion/buzones', 303);
  },
});

const quarantine = defineRoute({
  method: 'GET',
  path: '/quarantine',
  access: 'mailboxes.read',
  summary: 'Mail that could not be understood, newest first; its clocks run in the desk',
  query: z.strictObject(pageQuery),
  answer: z.object({ items: z.array(quarantineItemShape), next: z.string().nullable() }),
  handle: (k: Kernel, { query }) => listQuarantine(k, query),
});

const retry = defineRoute({
  method: 'POST',
  path: '/quarantine/:id/retry',
  access: 'mailboxes.change',
  summary: 'Tries to understand one of them again',
  params: idParams,
  body: nothing,
  answer: nothing,
  handle: async (k: Kernel, { params }) => {
    await retryQuarantined(k, params.id);
    return {};
  },
});

export const routes = [
  list,
  create,
  test,
  testOne,
  change,
  remove,
  rehearsal,
  start,
  pause,
  reconciliation,
  permission,
  callback,
  quarantine,
  retry,
];

function inSteps(found: Awaited<ReturnType<typeof testMailbox>>) {
  // How others take what it sends is advice: it keeps nobody from reading.
  return { ok: found.every((step) => step.ok || ['spf', 'dkim', 'dmarc'].includes(step.name)), steps: found };
}

/** Settings that are not stored, as a mailbox without an id: its token is not kept either. */
function unstored(settings: ReturnType<typeof settingsOf>): MailboxRow {
  return {
    ...settings,
    id: '',
    startedAt: null,
    pausedAt: null,
    version: 0,
    createdAt: 0,
    lastReadAt: null,
    isIdle: false,
    certificateUntil: null,
    tokenExpiresAt: null,
    troubleCode: null,
    troubleEs: null,
    troubleEn: null,
    troubleSince: null,
    stoppedVersion: null,
    reconciliation: null,
  };
}
