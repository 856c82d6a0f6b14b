import { z } from 'zod';

export const dataKindShape = z.enum(['access', 'correction', 'erasure', 'objection']);
export const identificationShape = z.enum(['own-address', 'document', 'signed-letter', 'representative']);

export const newDataRequestShape = z.strictObject({
  kind: dataKindShape,
  askedOn: z.iso.date('Escriba el día en que lo pidió, por ejemplo 2026-11-24.'),
  askedBy: z.string().trim().max(200),
  identifiedBy: identificationShape,
  detail: z.string().trim().max(2000).nullish(),
});

export const dataEndShape = z.strictObject({ outcome: z.enum(['done', 'refused']), answer: z.string().trim().max(5000) });

const countsShape = z.record(z.string(), z.number().int());

export const dataRequestShape = z.object({
  id: z.string(),
  /** «DP-12» */
  number: z.string(),
  contact: z.object({ id: z.string(), name: z.string() }),
  kind: dataKindShape,
  askedOn: z.string(),
  askedBy: z.string(),
  identifiedBy: identificationShape,
  detail: z.string().nullable(),
  /** Of its target clock. */
  dueAt: z.string(),
  isOverdue: z.boolean(),
  obligation: z.string(),
  noted: z.object({ by: z.string(), at: z.string() }),
  ended: z.object({ by: z.string(), at: z.string(), outcome: z.enum(['done', 'refused']), answer: z.string() }).nullable(),
  steps: z.array(z.object({ kind: z.enum(['data', 'mail', 'erasure']), counts: countsShape, by: z.string(), at: z.string() })),
});

/** What an erasure takes away, and what stays, until when and why. */
export const erasurePlanShape = z.object({
  notes: z.number().int(),
  phones: z.number().int(),
  addresses: z.number().int(),
  consents: z.number().int(),
  conversations: z.number().int(),
  kept: z.array(
    z.object({
      id: z.string(),
      number: z.string(),
      /** `open`: it is still under way; `year`: the procedure keeps its record a year from its close (clause 7). */
      why: z.enum(['open', 'year']),
      until: z.string().nullable(),
    }),
  ),
});

export type DataKind = z.infer<typeof dataKindShape>;
export type Identification = z.infer<typeof identificationShape>;
export type NewDataRequest = z.infer<typeof newDataRequestShape>;
export type DataEnd = z.infer<typeof dataEndShape>;
export type DataRequest = z.infer<typeof dataRequestShape>;
export type ErasurePlan = z.infer<typeof erasurePlanShape>;
