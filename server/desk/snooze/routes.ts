import { z } from 'zod';
import { defineRoute, iso, type Kernel, readInstant, type Route } from '#kernel';
import { idParams } from '#kernel/shapes';
import { snoozeChoiceShape, snoozeChoicesShape } from './shapes.ts';
import { type SnoozeChoice, snoozeChoices } from './snooze.rules.ts';
import { offeredFor, snooze, wakeByHand } from './snooze.ts';

const instantShape = z
  .string()
  .max(40)
  .refine((text) => readInstant(text) !== null, 'Escriba un instante, como 2026-11-25T08:00:00-04:00.');

/** Putting a conversation off, and waking it. */
export const snoozeRoutes: readonly Route[] = [
  defineRoute({
    method: 'GET',
    path: '/conversations/:id/snooze',
    access: 'conversations.sort',
    summary: 'The moments that are offered for putting it off, and the deadline that none may pass',
    params: idParams,
    answer: snoozeChoicesShape,
    handle: async (k: Kernel, { params }) => {
      const { choices, dueAt } = await offeredFor(k, params.id);
      const items = snoozeChoices.flatMap((choice: SnoozeChoice) => {
        const until = choices[choice];
        return until === undefined ? [] : [{ choice, until: iso(until), isAfterDue: dueAt !== null && until > dueAt }];
      });
      return { items, next: null, dueAt: dueAt === null ? null : iso(dueAt), isOverdue: dueAt !== null && dueAt <= k.clock.now() };
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/conversations/:id/snooze',
    access: 'conversations.sort',
    summary: 'Puts it off until an instant or one of the moments offered; woken by whoever writes; never beyond a deadline',
    params: idParams,
    body: z
      .strictObject({ until: instantShape.optional(), choice: snoozeChoiceShape.optional() })
      .refine((body) => (body.until === undefined) !== (body.choice === undefined), 'Envíe `until` o `choice`, uno de los dos.'),
    answer: z.object({ until: z.string() }),
    handle: async (k: Kernel, { params, body }) => {
      const wanted = body.choice === undefined ? { at: readInstant(body.until as string) as number } : { choice: body.choice };
      return { until: iso(await snooze(k, params.id, wanted)) };
    },
  }),
  defineRoute({
    method: 'DELETE',
    path: '/conversations/:id/snooze',
    access: 'conversations.sort',
    summary: 'Wakes it',
    params: idParams,
    answer: z.object({}),
    handle: (k: Kernel, { params }) => wakeByHand(k, params.id).then(() => ({})),
  }),
];
