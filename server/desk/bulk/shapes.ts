import { z } from 'zod';
import { idShape } from '#kernel/shapes';
import { viewShape } from '../shapes.ts';
import { narrowingParts } from '../views/view-shapes.ts';

export const bulkActNames = ['assign', 'take', 'unassign', 'resolve', 'reopen'] as const;

const { order: _, ...narrowing } = narrowingParts;

/** A list as an address says it, its days as local dates. */
const whereShape = z.strictObject({
  view: viewShape.default('all'),
  q: z.string().max(500).default(''),
  ...narrowing,
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
});

export const newBulkShape = z
  .strictObject({
    act: z.enum(bulkActNames),
    ids: z.array(idShape).min(1).max(10_000).optional(),
    where: whereShape.optional(),
    /** What the act takes: `assign` an `assignee`. */
    detail: z.record(z.string(), z.unknown()).default({}),
    key: z.string().min(1).max(200),
  })
  .refine((body) => (body.ids === undefined) !== (body.where === undefined), 'Envíe `ids` o `where`, uno de los dos.');

const reasonShape = z.object({ code: z.string(), es: z.string(), en: z.string() });

export const bulkShape = z.object({
  id: z.string(),
  act: z.enum(bulkActNames),
  detail: z.record(z.string(), z.unknown()),
  state: z.enum(['working', 'done', 'undoing', 'undone']),
  total: z.number().int(),
  waiting: z.number().int(),
  done: z.number().int(),
  refused: z.number().int(),
  undone: z.number().int(),
  /** Changed meanwhile: undoing left them as they are. */
  left: z.number().int(),
  askedAt: z.string(),
  /** Those refused or left, up to 200, with the reason. */
  told: z.array(z.object({ id: z.string(), number: z.string(), subject: z.string(), reason: reasonShape })),
});

export type BulkActName = (typeof bulkActNames)[number];
export type NewBulk = z.infer<typeof newBulkShape>;
export type Bulk = z.infer<typeof bulkShape>;
