import { z } from 'zod';
import { defineRoute, type Route } from '../http/route.ts';
import { iso } from '../time.ts';
import { changeAccount, createAccount, listAccounts, person } from './accounts.ts';
import { invite } from './invitations.ts';
import { resetTotp } from './second-factor.ts';
import { endSessions } from './sessions.ts';
import { daysShape, emailShape, idParams, nameShape, rolesShape, tokenShape, userShape } from './shapes.ts';
import { createToken, listTokens, revokeToken } from './tokens.ts';

/** Other people's accounts and the tokens of scripts. */
export const userRoutes: readonly Route[] = [
  defineRoute({
    method: 'GET',
    path: '/users',
    access: 'users.read',
    summary: 'Every person’s account with its roles',
    answer: z.object({ items: z.array(userShape), next: z.null() }),
    handle: async (k) => {
      const rows = await listAccounts(k);
      const items = rows.map((row) => ({
        id: row.id,
        name: row.name,
        email: row.email ?? '',
        roles: [...row.roles],
        totp: row.totpConfirmedAt !== null,
        disabled: row.disabledAt !== null,
        active: row.passwordHash !== null,
        invitedUntil: row.invitedUntil === null ? null : iso(row.invitedUntil),
        seenAt: row.seenAt === null ? null : iso(row.seenAt),
      }));
      return { items, next: null };
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/users',
    access: 'users.change',
    summary: 'Makes an account; the link to choose a password is shown this once',
    body: z.strictObject({ name: nameShape, email: emailShape, roles: rolesShape }),
    answer: z.object({ id: z.string(), link: z.string() }),
    status: 201,
    handle: async (k, { body }) => {
      const { id, link } = await createAccount(k, body);
      return { id, link: link as string };
    },
  }),
  defineRoute({
    method: 'PATCH',
    path: '/users/:id',
    access: 'users.change',
    summary: 'Changes somebody’s name or roles, or takes or gives back their access',
    params: idParams,
    body: z.strictObject({ name: nameShape.optional(), roles: rolesShape.optional(), disabled: z.boolean().optional() }),
    handle: async (k, { params, body }) => {
      await changeAccount(k, params.id, body);
      return {};
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/users/:id/invitation',
    access: 'users.change',
    summary: 'A new link to choose a password; the last one dies',
    params: idParams,
    answer: z.object({ link: z.string() }),
    handle: async (k, { params }) => ({ link: await invite(k, params.id) }),
  }),
  defineRoute({
    method: 'DELETE',
    path: '/users/:id/sessions',
    access: 'users.change',
    summary: 'Ends all of somebody’s sessions',
    params: idParams,
    answer: z.object({ ended: z.number() }),
    handle: async (k, { params }) =>
      k.transaction(async (k) => {
        await person(k, params.id);
        const ended = await endSessions(k, params.id);
        await k.acts.write({ verb: 'user.sessions-ended', subject: { kind: 'account', id: params.id } });
        return { ended };
      }),
  }),
  defineRoute({
    method: 'DELETE',
    path: '/users/:id/totp',
    access: 'users.change',
    summary: 'Takes somebody’s second factor away, for a lost phone',
    params: idParams,
    handle: async (k, { params }) => {
      await person(k, params.id);
      await resetTotp(k, params.id);
      return {};
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/tokens',
    access: 'users.read',
    summary: 'The tokens of scripts, never their secrets',
    answer: z.object({ items: z.array(tokenShape), next: z.null() }),
    handle: async (k) => {
      const rows = await listTokens(k);
      const items = rows.map((row) => ({
        id: row.id,
        name: row.name,
        roles: [...row.roles],
        madeBy: row.madeBy,
        createdAt: iso(row.createdAt),
        expiresAt: row.expiresAt === null ? null : iso(row.expiresAt),
        seenAt: row.seenAt === null ? null : iso(row.seenAt),
      }));
      return { items, next: null };
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/tokens',
    access: 'tokens.change',
    summary: 'Makes a token; its secret is shown this once',
    body: z.strictObject({ name: nameShape, roles: rolesShape, days: daysShape }),
    answer: z.object({ id: z.string(), token: z.string() }),
    status: 201,
    handle: (k, { body }) => createToken(k, body),
  }),
  defineRoute({
    method: 'DELETE',
    path: '/tokens/:id',
    access: 'tokens.change',
    summary: 'Revokes a token at once',
    params: idParams,
    handle: async (k, { params }) => {
      await revokeToken(k, params.id);
      return {};
    },
  }),
];
