import { z } from 'zod';
import { defineRoute, type Route } from '../http/route.ts';
import type { Kernel } from '../kernel.ts';
import { iso } from '../time.ts';
import { accountById } from './account-store.ts';
import { dropSession, keepSession, originOf, signedIn } from './browser.ts';
import { administrators } from './accounts.ts';
import { acceptInvitation, lookAtInvitation } from './invitations.ts';
import { permissionsOf } from './permissions.ts';
import type { Principal } from './principal.ts';
import { endSession } from './sessions.ts';
import { needsSetup } from './setup.ts';
import {
  codeShape,
  type Institution,
  invitationShape,
  nextShape,
  passwordShape,
  type SessionView,
  secretShape,
  sessionShape,
  signInShape,
} from './shapes.ts';
import { completeSignIn, signIn } from './sign-in.ts';

/** Signing in and out, and what the console asks first. */
export function sessionRoutes(version: string): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/session',
      access: 'public',
      summary: 'Who is signed in, what they may do, and what the console shows first',
      answer: sessionShape,
      handle: (k, { request }) => sessionView(k, request.principal, version),
    }),
    defineRoute({
      method: 'POST',
      path: '/session',
      access: 'public',
      isDoor: true,
      summary: 'Signs in with e-mail and password',
      body: signInShape,
      answer: nextShape,
      handle: async (k, { body, request, reply }) => keepSession(k, request, reply, await signIn(k, body, originOf(request))),
    }),
    defineRoute({
      method: 'POST',
      path: '/session/totp',
      access: 'public',
      isDoor: true,
      summary: 'Completes the sign-in with a code of the app or a recovery code',
      body: z.strictObject({ code: codeShape }),
      answer: nextShape,
      handle: async (k, { body, request, reply }) => {
        const opened = await completeSignIn(k, request.principal, body.code, originOf(request));
        return keepSession(k, request, reply, opened);
      },
    }),
    defineRoute({
      method: 'DELETE',
      path: '/session',
      access: 'signing-in',
      summary: 'Signs out',
      handle: async (k, { request, reply }) => {
        const { accountId, sessionId } = signedIn(request);
        await endSession(k, accountId, sessionId);
        dropSession(k, reply);
        return {};
      },
    }),
    defineRoute({
      method: 'POST',
      path: '/invitation/look',
      access: 'public',
      isDoor: true,
      summary: 'Whom an invitation invites',
      body: z.strictObject({ token: secretShape }),
      answer: invitationShape,
      handle: async (k, { body }) => {
        const { name, email, roles, invitedBy, expiresAt } = await lookAtInvitation(k, body.token);
        return { name, email, roles: [...roles], invitedBy, expiresAt: iso(expiresAt) };
      },
    }),
    defineRoute({
      method: 'POST',
      path: '/invitation/accept',
      access: 'public',
      isDoor: true,
      summary: 'Chooses the password of an invited account and signs in',
      body: z.strictObject({ token: secretShape, password: passwordShape }),
      answer: nextShape,
      handle: async (k, { body, request, reply }) => {
        const opened = await acceptInvitation(k, body.token, body.password, originOf(request));
        return keepSession(k, request, reply, opened);
      },
    }),
  ];
}

async function sessionView(k: Kernel, principal: Principal | null, version: string): Promise<SessionView> {
  const institution = await k.settings.get<Institution | null>('institution');
  return {
    person: await personView(k, principal),
    administrators: principal?.stage === 'full' ? (await administrators(k)).map(({ name }) => name) : [],
    next: principal === null ? null : principal.stage === 'full' ? 'done' : principal.stage,
    institution: institution && { name: institution.name, acronym: institution.acronym, department: institution.department },
    setup: await needsSetup(k),
    clock: { now: iso(k.clock.now()), driven: k.clock.driven, speed: k.config.clock?.speed ?? 1 },
    version,
  };
}

/** Nobody while only the password was right; without permissions while a second factor must still be set up. */
async function personView(k: Kernel, principal: Principal | null): Promise<SessionView['person']> {
  if (!principal || principal.stage === 'totp') return null;
  const account = await accountById(k, principal.accountId);
  if (!account) return null;
  return {
    id: account.id,
    name: account.name,
    email: account.email,
    roles: [...account.roles],
    permissions: principal.stage === 'full' ? permissionsOf(account.roles) : [],
    totp: account.totpConfirmedAt !== null,
    language: account.language,
  };
}
