import { z } from 'zod';
import type { Principal } from '../auth/principal.ts';
import { credentialOf } from './credential.ts';
import type { LiveDoor } from './live-stream.ts';
import { defineRoute, type Route } from './route.ts';

const afterShape = z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER);
const eventShape = z.object({ stream: z.string(), ref: z.string(), seq: z.number() });

/** What changed, as it happens or on asking. */
export function liveRoutes(door: LiveDoor): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/live',
      access: 'signed-in',
      summary: 'Server-sent events: what changed, by number; resumes after `Last-Event-ID` or `after`',
      query: z.strictObject({ after: afterShape.optional() }),
      raw: true,
      handle: async (_k, { query, request, reply }) => {
        if (request.method === 'HEAD') return reply.type('text/event-stream').send('');
        const last = afterShape.safeParse(request.headers['last-event-id']);
        const credential = credentialOf(request);
        if (!credential) throw new Error('who is signed in has shown a secret');
        return door.open(request, reply, credential, last.success ? last.data : (query.after ?? null));
      },
    }),
    defineRoute({
      method: 'GET',
      path: '/live/poll',
      access: 'signed-in',
      summary: 'The same on asking, for networks that hold no stream; `reset`: read everything anew',
      query: z.strictObject({ after: afterShape.optional() }),
      answer: z.object({ items: z.array(eventShape), next: z.number(), reset: z.boolean() }),
      handle: async (k, { query, request }) => {
        if (query.after === undefined) return { items: [], next: await k.live.top(), reset: false };
        const { items, next, isGap } = await k.live.after(query.after, door.streamsOf(request.principal as Principal));
        return { items: items.map(({ stream, ref, seq }) => ({ stream, ref, seq })), next, reset: isGap };
      },
    }),
  ];
}
