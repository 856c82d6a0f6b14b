import { z } from 'zod';

export const monthShape = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'El mes se escribe AAAA-MM, por ejemplo 2026-11.');
export const basisShape = z.enum(['text', 'target']);
export const readingShape = z.enum(['schedule-hours', 'working-days']);
export const stateShape = z.enum(['open', 'met', 'late', 'setAside']);
export const markShape = z.enum(['tick', 'diamond', 'triangle']);

export const sideFigureShape = z.object({
  met: z.number().int(),
  late: z.number().int(),
  open: z.number().int(),
  rate: z.number().nullable(),
});

export const conformityRowShape = z.object({
  clause: z.string(),
  basis: basisShape,
  due: z.number().int(),
  met: z.number().int(),
  late: z.number().int(),
  open: z.number().int(),
  setAside: z.number().int(),
  rate: z.number().nullable(),
  p50: z.number().nullable(),
  p90: z.number().nullable(),
  mark: markShape.nullable(),
  tolerance: z.number(),
  /** Of the late ones, those that still wait for an answer. */
  lateOpen: z.number().int(),
  answered: sideFigureShape.optional(),
  otherReading: sideFigureShape.optional(),
  /** Of the settled ones, those that were answered by telephone; only of 5.3. */
  byPhone: z.number().int().optional(),
});

export const areaFigureShape = z.object({
  area: z.string(),
  due: z.number().int(),
  met: z.number().int(),
  late: z.number().int(),
  open: z.number().int(),
  setAside: z.number().int(),
  rate: z.number().nullable(),
  /** Working seconds. */
  p50: z.number().nullable(),
});

export const obligationShape = z.object({
  id: z.string(),
  clause: z.string(),
  basis: basisShape,
  edition: z.number().int(),
  conversation: z.string().optional(),
  /** What the person sees of the subject: number, title, requester. */
  label: z.object({ number: z.string(), title: z.string(), who: z.string() }).optional(),
  owedBy: z.string(),
  openedAt: z.string(),
  dueAt: z.string(),
  otherDueAt: z.string(),
  settledAt: z.string().nullable(),
  settledBy: z.string().nullable(),
  answeredAt: z.string().nullable(),
  state: stateShape,
  outcome: z.string().nullable(),
  workedSeconds: z.number().int().nullable(),
  setAside: z.object({ at: z.string(), by: z.string(), reason: z.string() }).nullable(),
  inputs: z.record(z.string(), z.unknown()),
  judgements: z.array(
    z.object({
      at: z.string(),
      kind: z.string(),
      dueBefore: z.string().nullable(),
      dueAfter: z.string().nullable(),
      outcomeBefore: z.string().nullable(),
      outcomeAfter: z.string().nullable(),
      cause: z.string(),
    }),
  ),
});

export const clauseShape = z.object({
  id: z.string(),
  aliases: z.array(z.string()),
  section: z.string(),
  text: z.string().nullable(),
  owedBy: z.object({ es: z.string(), en: z.string() }),
  terms: z.array(z.object({ basis: basisShape, term: z.looseObject({ kind: z.string() }), words: z.string().nullable() })),
  settledBy: z.object({ es: z.string(), en: z.string() }),
  record: z.string().nullable(),
  /** Whether this build measures it; the others show their text and no figure. */
  measured: z.boolean(),
});

export const procedureShape = z.object({
  code: z.string(),
  edition: z.number().int(),
  title: z.string(),
  since: z.string(),
  reading: readingShape,
  /** The local month of the first due instant that the reader may see, 'YYYY-MM'; before it there is nothing to count. */
  firstMonth: monthShape.nullable(),
  sections: z.array(z.object({ id: z.string(), title: z.string() })),
  clauses: z.array(clauseShape),
  /** The official text, verbatim. */
  text: z.string(),
});

export type AreaFigure = z.infer<typeof areaFigureShape>;
export type ConformityRow = z.infer<typeof conformityRowShape>;
export type ObligationItem = z.infer<typeof obligationShape>;
export type ProcedureDocument = z.infer<typeof procedureShape>;
