import { z } from 'zod';
import { defineRoute, type Kernel, type Route } from '#kernel';
import { refuse } from '../refusals.ts';
import { isPushService } from './endpoint.rules.ts';
import { pushKeys } from './keys.ts';
import { deleteOwnSubscription, keepSubscription } from './push-store.ts';

const endpoint = z.string().max(2000);
/** base64url of the browser's key (65 bytes) and of its secret (16). */
const key = (bytes: number) => z.string().refine((text) => /^[\w-]+={0,2}$/.test(text) && Buffer.from(text, 'base64url').length === bytes);

async function subscribe(k: Kernel, subscription: { endpoint: string; p256dh: string; auth: string }): Promise<void> {
  if (k.actor.kind !== 'person') throw refuse.onlyBrowsers();
  if (!isPushService(subscription.endpoint, await k.settings.get<string[]>('notices.push_services'))) throw refuse.unknownPushService();
  await keepSubscription(k, k.actor.accountId, subscription);
}

export const pushRoutes: readonly Route[] = [
  defineRoute({
    method: 'GET',
    path: '/notices/push-key',
    access: 'signed-in',
    summary: 'The public key with which a browser subscribes to notices',
    answer: z.object({ key: z.string() }),
    handle: async (k) => ({ key: (await pushKeys(k)).publicKey }),
  }),
  defineRoute({
    method: 'PUT',
    path: '/notices/subscription',
    access: 'signed-in',
    summary: 'This browser is told of one’s notices also while no console is open in it; again is harmless',
    body: z.strictObject({ endpoint, keys: z.strictObject({ p256dh: key(65), auth: key(16) }) }),
    handle: async (k, { body }) => {
      await subscribe(k, { endpoint: body.endpoint, ...body.keys });
      return {};
    },
  }),
  defineRoute({
    method: 'DELETE',
    path: '/notices/subscription',
    access: 'signed-in',
    summary: 'This browser is told no more',
    body: z.strictObject({ endpoint }),
    handle: async (k, { body }) => {
      await deleteOwnSubscription(k, k.actor.accountId ?? '0', body.endpoint);
      return {};
    },
  }),
];
