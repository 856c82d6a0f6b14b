import { conversationNames } from '#desk';
import { cursorId, cursorOf, defineRoute, iso, type Kernel, pageQuery, readCursor, type Route } from '#kernel';
import { idParams, idShape } from '#kernel/shapes';
import { z } from 'zod';
import { addRule, changeRule, orderRules, removeRule, stopAll, switchRule } from './change.ts';
import { rehearse } from './rehearse.ts';
import { listRules } from './rule-store.ts';
import { runsOf } from './run-store.ts';
import { conditionsShape, rehearsalShape, ruleShape, ruleWordsShape, runShape } from './shapes.ts';

const days = 30;

/** What is done by itself with what comes in. */
export const routes: readonly Route[] = [
  defineRoute({
    method: 'GET',
    path: '/rules',
    access: 'rules.read',
    summary: 'The rules in their order, with what they did in thirty days',
    answer: z.object({ items: z.array(ruleShape), next: z.null() }),
    handle: async (k: Kernel) => {
      const rules = await listRules(k, k.clock.now() - days * 86_400_000);
      const items = rules.map(({ changedAt, lastAt, ...rest }) => ({
        ...rest,
        conditions: [...rest.conditions],
        actions: [...rest.actions],
        changedAt: iso(changedAt),
        lastAt: lastAt === null ? null : iso(lastAt),
      }));
      return { items, next: null };
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/rules',
    access: 'rules.change',
    summary: 'A new rule, at the end of the order and off',
    body: ruleWordsShape,
    answer: z.object({ id: z.string() }),
    status: 201,
    handle: async (k: Kernel, { body }) => ({ id: await addRule(k, body) }),
  }),
  defineRoute({
    method: 'PATCH',
    path: '/rules/:id',
    access: 'rules.change',
    summary: 'Changes a rule over the version that was read',
    params: idParams,
    body: ruleWordsShape.extend({ version: z.number().int() }),
    handle: (k: Kernel, { params, body }) => changeRule(k, params.id, body).then(() => ({})),
  }),
  defineRoute({
    method: 'DELETE',
    path: '/rules/:id',
    access: 'rules.change',
    summary: 'Takes a rule away; its log stays',
    params: idParams,
    handle: (k: Kernel, { params }) => removeRule(k, params.id).then(() => ({})),
  }),
  defineRoute({
    method: 'PUT',
    path: '/rules/:id/switch',
    access: 'rules.change',
    summary: 'Turns a rule on or off',
    params: idParams,
    body: z.strictObject({ isOn: z.boolean() }),
    handle: (k: Kernel, { params, body }) => switchRule(k, params.id, body.isOn).then(() => ({})),
  }),
  defineRoute({
    method: 'POST',
    path: '/rules/stop',
    access: 'rules.change',
    summary: 'Stops all rules at once',
    body: z.strictObject({}),
    handle: (k: Kernel) => stopAll(k).then(() => ({})),
  }),
  defineRoute({
    method: 'PUT',
    path: '/rules/order',
    access: 'rules.change',
    summary: 'The order in which the rules look at a message; names each once',
    body: z.strictObject({ ids: z.array(idShape).max(500) }),
    handle: (k: Kernel, { body }) => orderRules(k, body.ids).then(() => ({})),
  }),
  defineRoute({
    method: 'POST',
    path: '/rules/rehearsal',
    access: 'rules.change',
    summary: 'On which messages of the last thirty days a rule would have acted; nothing is done',
    body: z.strictObject({ conditions: conditionsShape }),
    answer: rehearsalShape,
    handle: (k: Kernel, { body }) => rehearse(k, body.conditions),
  }),
  defineRoute({
    method: 'GET',
    path: '/rules/:id/runs',
    access: 'rules.read',
    summary: 'What a rule did, the newest first',
    params: idParams,
    query: z.strictObject(pageQuery),
    answer: z.object({ items: z.array(runShape), next: z.string().nullable() }),
    handle: async (k: Kernel, { params, query: { cursor, limit } }) => {
      const before = cursor === undefined ? null : readCursor(cursor, cursorId);
      const rows = await runsOf(k, params.id, { before, limit: limit + 1 });
      const page = rows.slice(0, limit);
      const named = await conversationNames(
        k,
        page.map((one) => one.conversationId),
      );
      const items = page.map(({ conversationId, at, said, ...rest }) => ({
        ...rest,
        conversation: named(conversationId),
        at: iso(at),
        said: [...said],
      }));
      return { items, next: rows.length > limit ? cursorOf(page.at(-1)?.id) : null };
    },
  }),
];
