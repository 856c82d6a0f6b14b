import { z } from 'zod';
import { defineRoute, type Route } from '../http/route.ts';
import { iso } from '../time.ts';
import { accountById } from './account-store.ts';
import { changeProfile } from './accounts.ts';
import { keepSession, originOf, signedIn } from './browser.ts';
import { changePassword } from './change-password.ts';
import { refuse } from './refusals.ts';
import { beginTotp, confirmSecondFactor, removeTotp } from './second-factor.ts';
import { completeSession, endSession, listSessions } from './sessions.ts';
import { codeShape, idParams, languageShape, nameShape, openSessionShape, passwordShape } from './shapes.ts';

/** One's own account: sessions, second factor, password, name and language. */
export const accountRoutes: readonly Route[] = [
  defineRoute({
    method: 'GET',
    path: '/account/sessions',
    access: 'signed-in',
    summary: 'Where the account is signed in',
    answer: z.object({ items: z.array(openSessionShape), next: z.null() }),
    handle: async (k, { request }) => {
      const { accountId, sessionId } = signedIn(request);
      const rows = await listSessions(k, accountId);
      const items = rows.map(({ id, device, ip, createdAt, seenAt, expiresAt }) => ({
        id,
        device,
        ip,
        createdAt: iso(createdAt),
        seenAt: iso(seenAt),
        expiresAt: iso(expiresAt),
        isCurrent: id === sessionId,
      }));
      return { items, next: null };
    },
  }),
  defineRoute({
    method: 'DELETE',
    path: '/account/sessions/:id',
    access: 'signed-in',
    summary: 'Ends one of the account’s sessions',
    params: idParams,
    handle: async (k, { params, request }) => {
      await endSession(k, signedIn(request).accountId, params.id);
      return {};
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/account/totp',
    access: 'signing-in',
    summary: 'Begins a second factor: the key for the app',
    answer: z.object({ secret: z.string(), uri: z.string() }),
    handle: async (k, { request }) => {
      const person = signedIn(request);
      if (person.stage === 'totp') throw refuse.secondFactorMissing();
      return beginTotp(k, person.accountId);
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/account/totp/confirm',
    access: 'signing-in',
    isDoor: true,
    summary: 'Turns the second factor on with its first code; the recovery codes are shown once',
    body: z.strictObject({ code: codeShape }),
    answer: z.object({ recoveryCodes: z.array(z.string()) }),
    handle: async (k, { body, request, reply }) => {
      const person = signedIn(request);
      if (person.stage === 'totp') throw refuse.secondFactorMissing();
      const recoveryCodes = await confirmSecondFactor(k, person.accountId, body.code, request.ip);
      const account = await accountById(k, person.accountId);
      if (person.stage === 'enrol' && account) keepSession(k, request, reply, await completeSession(k, person.sessionId, account));
      return { recoveryCodes };
    },
  }),
  defineRoute({
    method: 'DELETE',
    path: '/account/totp',
    access: 'signed-in',
    isDoor: true,
    summary: 'Turns one’s second factor off',
    body: z.strictObject({ password: passwordShape }),
    handle: async (k, { body, request }) => {
      await removeTotp(k, signedIn(request).accountId, body.password, request.ip);
      return {};
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/account/password',
    access: 'signed-in',
    isDoor: true,
    summary: 'Changes one’s password and ends one’s other sessions',
    body: z.strictObject({ current: passwordShape, next: passwordShape }),
    handle: async (k, { body, request }) => {
      const { accountId, sessionId } = signedIn(request);
      await changePassword(k, { accountId, sessionId, ...body, ip: originOf(request).ip });
      return {};
    },
  }),
  defineRoute({
    method: 'PATCH',
    path: '/account',
    access: 'signed-in',
    summary: 'Changes one’s name or language',
    body: z.strictObject({ name: nameShape.optional(), language: languageShape.optional() }),
    handle: async (k, { body, request }) => {
      await changeProfile(k, signedIn(request).accountId, body);
      return {};
    },
  }),
];
