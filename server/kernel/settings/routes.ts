import { z } from 'zod';
import { may, rolesWith } from '../auth/permissions.ts';
import { refuse } from '../auth/refusals.ts';
import { defineRoute, type Route } from '../http/route.ts';

export const settingRoutes: readonly Route[] = [
  defineRoute({
    method: 'GET',
    path: '/settings',
    access: 'settings.read',
    summary: 'Every setting in force by key',
    answer: z.object({ settings: z.record(z.string(), z.unknown()) }),
    handle: async (k) => ({ settings: await k.settings.all() }),
  }),
  defineRoute({
    method: 'PUT',
    path: '/settings/:key',
    // Some settings belong to other roles than the administrator's, such as the reading of hours: each says who.
    access: 'settings.read',
    summary: 'Changes a setting; each says who may, `settings.change` where it says nothing',
    params: z.strictObject({ key: z.string().min(1).max(100) }),
    body: z.strictObject({ value: z.unknown() }),
    handle: async (k, { params, body }) => {
      const permission = k.settings.definition(params.key).change ?? 'settings.change';
      if (!may(k.actor.roles, permission)) throw refuse.notAllowed(rolesWith(permission));
      await k.settings.set(params.key, body.value);
      return {};
    },
  }),
];
