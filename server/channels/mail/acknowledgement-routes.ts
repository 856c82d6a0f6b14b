import { defineRoute, iso, type Kernel } from '#kernel';
import { z } from 'zod';
import { wordsOf } from './acknowledge.ts';
import { acknowledgementText } from './acknowledge.rules.ts';
import { stopsNow } from './acknowledge-store.ts';
import { dueByNow } from './due.ts';

const show = defineRoute({
  method: 'GET',
  path: '/acknowledgement',
  access: 'settings.read',
  summary: 'What the automatic acknowledgement says, as it would go out now, and what keeps it from going out',
  answer: z.object({
    text: z.string(),
    stops: z.array(z.object({ mailbox: z.string().nullable(), cause: z.enum(['minute', 'day']), until: z.string() })),
  }),
  handle: async (k: Kernel) => {
    const now = k.clock.now();
    const dueAt = Date.parse((await dueByNow(k))(now) ?? iso(now));
    const link = `${k.config.url.replace(/\/+$/, '')}/estado/…`;
    const stops = (await stopsNow(k)).map(({ mailboxId, cause, until }) => ({ mailbox: mailboxId, cause, until: iso(until) }));
    return { text: acknowledgementText({ ...(await wordsOf(k)), number: 'VT-10482', receivedAt: now, dueAt, link }), stops };
  },
});

export const acknowledgementRoutes = [show];
