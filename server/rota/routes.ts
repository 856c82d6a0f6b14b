import { z } from 'zod';
import { dateShape } from '#calendar/shapes';
import { defineRoute, type Route } from '#kernel';
import { idParams } from '#kernel/shapes';
import { addAbsence, removeAbsence } from './absences.ts';
import { designate, removeDesignation } from './designations.ts';
import { setOperators } from './plan.ts';
import { refuse } from './refusals.ts';
import { absenceKindShape, dutyShape, dutyTodayShape, rotaShape } from './shapes.ts';
import { dutyToday, rotaView } from './view.ts';

const reason = z.string().trim().min(1).max(500).nullish();
const made = z.object({ id: z.string() });

export const routes: readonly Route[] = [
  defineRoute({
    method: 'GET',
    path: '/rota',
    access: 'rota.read',
    summary: 'Who is on duty between two dates, what lacks, and a fair proposal for it',
    query: z.strictObject({ from: dateShape, to: dateShape }),
    answer: rotaShape,
    handle: (k, { query }) => rotaView(k, query.from, query.to),
  }),
  defineRoute({
    method: 'GET',
    path: '/rota/today',
    access: 'rota.read',
    summary: 'The operators of today and of the next working day',
    answer: dutyTodayShape,
    handle: (k) => dutyToday(k),
  }),
  defineRoute({
    method: 'POST',
    path: '/rota/entries',
    access: 'rota.change',
    summary: 'Puts people on duty; whoever takes somebody else’s place needs a reason',
    body: z.strictObject({
      entries: z
        .array(z.strictObject({ date: dateShape, duty: dutyShape, person: z.string() }))
        .min(1)
        .max(100),
      reason,
    }),
    handle: async (k, { body }) => {
      await setOperators(
        k,
        body.entries.map(({ date, duty, person }) => ({ date, duty, accountId: person })),
        { reason: body.reason ?? null, mustExplain: true },
      );
      return {};
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/rota/absences',
    access: 'rota.read',
    summary: 'Notes an absence: one’s own, or anybody’s for the coordinator; a substitute takes what they hold meanwhile',
    body: z.strictObject({
      person: z.string().optional(),
      from: dateShape,
      to: dateShape,
      kind: absenceKindShape,
      reason,
      substitute: z.string().nullish(),
    }),
    answer: made,
    status: 201,
    handle: (k, { body }) => {
      const accountId = body.person ?? k.actor.accountId;
      if (accountId === null) throw refuse.unknownPerson();
      return addAbsence(k, {
        accountId,
        from: body.from,
        to: body.to,
        kind: body.kind,
        reason: body.reason ?? null,
        substitute: body.substitute ?? null,
      });
    },
  }),
  defineRoute({
    method: 'DELETE',
    path: '/rota/absences/:id',
    access: 'rota.read',
    summary: 'Takes an absence back',
    params: idParams,
    handle: async (k, { params }) => {
      await removeAbsence(k, params.id);
      return {};
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/rota/designations',
    access: 'rota.change',
    summary: 'Designates somebody to answer chat and calls (5.4)',
    body: z.strictObject({ person: z.string(), since: dateShape, until: dateShape.nullish(), reason }),
    answer: made,
    status: 201,
    handle: (k, { body }) =>
      designate(k, { accountId: body.person, since: body.since, until: body.until ?? null, reason: body.reason ?? null }),
  }),
  defineRoute({
    method: 'DELETE',
    path: '/rota/designations/:id',
    access: 'rota.change',
    summary: 'Ends a designation',
    params: idParams,
    handle: async (k, { params }) => {
      await removeDesignation(k, params.id);
      return {};
    },
  }),
];
