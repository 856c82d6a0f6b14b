import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { explainDeadline } from '#calendar';
import { explanationShape } from '#calendar/shapes';
import { cursorId, cursorInstant, cursorOf, defineRoute, type Kernel, pageQuery, readCursor } from '#kernel';
import { areaFigures, conformity, conformityHistory, firstMonth } from './conformity.ts';
import type { Term } from './editions/edition.ts';
import { edition0 } from './editions/pr-me-04.v0.ts';
import { obligation, obligationList } from './list.ts';
import { present } from './present.ts';
import { refuse } from './refusals.ts';
import { openable, type Reading, termOf } from './rules.ts';
import { areaFigureShape, basisShape, conformityRowShape, monthShape, obligationShape, procedureShape, stateShape } from './shapes.ts';

const officialText = readFileSync(new URL('./editions/pr-me-04.v0.txt', import.meta.url), 'utf8');
const flag = z.enum(['true', 'false', '1', '0', '']).transform((value) => value !== 'false' && value !== '0');

const showProcedure = defineRoute({
  method: 'GET',
  path: '/procedure',
  access: 'procedure.read',
  summary: 'The edition in force: clauses as data and the official text, verbatim',
  answer: procedureShape,
  handle: async (k: Kernel) => ({
    code: edition0.code,
    edition: edition0.number,
    title: edition0.title,
    since: edition0.since,
    reading: await k.settings.get<Reading>('procedure.reading'),
    firstMonth: await firstMonth(k),
    sections: edition0.sections.map((section) => ({ ...section })),
    clauses: edition0.clauses.map((clause) => ({
      ...clause,
      aliases: [...clause.aliases],
      terms: clause.terms.map((term) => ({ ...term, term: { ...term.term } })),
      measured: openable.some((one) => one.clause === clause.id && one.basis === 'text'),
    })),
    text: officialText,
  }),
});

const showConformity = defineRoute({
  method: 'GET',
  path: '/conformity',
  access: 'conformity.read',
  summary: 'The figures of a month, a row per clause and basis',
  query: z.strictObject({ month: monthShape.optional(), targets: flag.optional() }),
  answer: z.object({ items: z.array(conformityRowShape), next: z.null() }),
  handle: async (k: Kernel, { query }) => ({
    items: await conformity(k, { ...(query.month && { month: query.month }), targets: query.targets ?? false }),
    next: null,
  }),
});

const showAreas = defineRoute({
  method: 'GET',
  path: '/conformity/areas',
  access: 'conformity.read',
  summary: 'The figure of each area that matters were escalated to, in a month (5.3-area, a target)',
  query: z.strictObject({ month: monthShape.optional() }),
  answer: z.object({ items: z.array(areaFigureShape), next: z.null() }),
  handle: async (k: Kernel, { query }) => ({ items: await areaFigures(k, query.month), next: null }),
});

const showHistory = defineRoute({
  method: 'GET',
  path: '/conformity/history',
  access: 'conformity.read',
  summary: 'The figure of a clause over the months that end with one',
  query: z.strictObject({ clause: z.string(), months: z.coerce.number().int().min(1).max(36).default(12), month: monthShape.optional() }),
  answer: z.object({ items: z.array(z.object({ month: z.string(), row: conformityRowShape })), next: z.null() }),
  handle: async (k: Kernel, { query }) => {
    const measured = openable.some((one) => one.clause === query.clause && one.basis === 'text');
    return { items: measured ? await conformityHistory(k, query.clause, query.months, query.month) : [], next: null };
  },
});

const listRoute = defineRoute({
  method: 'GET',
  path: '/obligations',
  access: 'obligations.read',
  summary: 'Obligations by due instant: the rows behind each figure',
  query: z.strictObject({
    clause: z.string().optional(),
    basis: basisShape.optional(),
    state: stateShape.optional(),
    month: monthShape.optional(),
    ...pageQuery,
  }),
  answer: z.object({ items: z.array(obligationShape), next: z.string().nullable() }),
  handle: async (k: Kernel, { query }) => {
    const { cursor, ...rest } = query;
    const after = cursor === undefined ? undefined : readCursor(cursor, z.strictObject({ dueAt: cursorInstant, id: cursorId }));
    const { items, last } = await obligationList(k, {
      limit: rest.limit,
      ...(rest.clause !== undefined && { clause: rest.clause }),
      ...(rest.basis && { basis: rest.basis }),
      ...(rest.state && { state: rest.state }),
      ...(rest.month && { month: rest.month }),
      ...(after && { after }),
    });
    return { items, next: last ? cursorOf(last) : null };
  },
});

const showDeadline = defineRoute({
  method: 'GET',
  path: '/obligations/:id/deadline',
  access: 'obligations.read',
  summary: 'How a deadline was calculated, day by day, under both readings',
  params: z.strictObject({ id: z.string() }),
  answer: z.object({ obligation: obligationShape, explanation: explanationShape }),
  handle: async (k: Kernel, { params }) => {
    const row = await obligation(k, params.id);
    const { term } = termOf(row.clause, row.basis);
    const counted = countedTerm(term, row.inputs);
    if (!counted) throw refuse.notCounted();
    const [item] = await present(k, [row]);
    if (!item) throw new Error('an obligation that is there is presented');
    return {
      obligation: item,
      explanation: await explainDeadline(k, row.openedAt, counted, {
        reading: row.reading as Reading,
        version: row.calendarVersion,
        isSettled: row.settledAt !== null,
      }),
    };
  },
});

/** The working hours or days that gave a deadline; null where it is a day's own instant or one that was agreed on. */
function countedTerm(term: Term, inputs: Record<string, unknown>): { hours: number } | { days: number } | null {
  if (inputs.agreedDueAt !== undefined) return null;
  const own = (name: 'hours' | 'days', otherwise: number) => (typeof inputs[name] === 'number' ? inputs[name] : otherwise);
  if (term.kind === 'working-hours') return { hours: own('hours', term.hours) };
  return term.kind === 'working-days' ? { days: own('days', term.days) } : null;
}

export const routes = [showProcedure, showConformity, showAreas, showHistory, listRoute, showDeadline];
