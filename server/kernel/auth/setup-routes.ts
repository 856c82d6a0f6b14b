import { z } from 'zod';
import { defineRoute, type Route } from '../http/route.ts';
import { keepSession, originOf } from './browser.ts';
import { beginSetup, checkSetupLink } from './setup.ts';
import { emailShape, institutionShape, nameShape, nextShape, passwordShape, secretShape } from './shapes.ts';

/** The guided set-up: its first step needs the link, the others the permissions of whoever began it. */
export const setupRoutes: readonly Route[] = [
  defineRoute({
    method: 'POST',
    path: '/setup/look',
    access: 'setup',
    isDoor: true,
    summary: 'Whether a set-up link still serves',
    body: z.strictObject({ token: secretShape }),
    answer: z.object({ ok: z.boolean() }),
    handle: async (k, { body }) => {
      await checkSetupLink(k, body.token);
      return { ok: true };
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/setup/begin',
    access: 'setup',
    isDoor: true,
    summary: 'The institution and its first person, who administers and coordinates; signs in and the link dies',
    body: z.strictObject({
      token: secretShape,
      institution: institutionShape,
      person: z.strictObject({ name: nameShape, email: emailShape, password: passwordShape }),
    }),
    answer: nextShape,
    handle: async (k, { body, request, reply }) =>
      keepSession(k, request, reply, await beginSetup(k, { ...body, browser: originOf(request) })),
  }),
  defineRoute({
    method: 'POST',
    path: '/setup/done',
    access: 'settings.change',
    summary: 'Marks the guided set-up as finished',
    handle: async (k) => {
      await k.transaction(async (k) => {
        await k.settings.set('setup.step', 'done');
        await k.acts.write({ verb: 'setup.done', subject: { kind: 'setup', id: '1' } });
      });
      return {};
    },
  }),
];
