import { z } from 'zod';
import { idShape, nameShape } from '#kernel/shapes';
import { segmentShape } from '../contact/contact-shapes.ts';
import { conversationStateShape, orderShape, viewShape, waitsForShape } from '../shapes.ts';

/** What narrows a list, but for its days. */
export const narrowingParts = {
  mailbox: z.string().max(320).optional(),
  assignee: z.union([z.enum(['me', 'none']), idShape]).optional(),
  waitsFor: waitsForShape.optional(),
  area: idShape.optional(),
  tag: idShape.optional(),
  segment: segmentShape.optional(),
  state: conversationStateShape.optional(),
  order: orderShape.optional(),
};

/** A filter as it is kept: its days are local dates. */
const filterShape = z.strictObject({ ...narrowingParts, from: z.iso.date().optional(), to: z.iso.date().optional() });
const nameOfView = nameShape.min(1).max(60);

export const newViewShape = z.strictObject({
  name: nameOfView,
  /** For everybody who reads conversations; needs `views.share`. */
  shared: z.boolean().default(false),
  view: viewShape.default('all'),
  filter: filterShape.default({}),
});

export const viewChangeShape = z.strictObject({
  name: nameOfView.optional(),
  shared: z.boolean().optional(),
  view: viewShape.optional(),
  filter: filterShape.optional(),
});

export const savedViewShape = z.object({
  id: z.string(),
  name: z.string(),
  shared: z.boolean(),
  /** Whether whoever asks may change it. */
  mayChange: z.boolean(),
  madeBy: z.string(),
  view: viewShape,
  filter: filterShape,
});

export type NewView = z.infer<typeof newViewShape>;
export type ViewChange = z.infer<typeof viewChangeShape>;
export type SavedView = z.infer<typeof savedViewShape>;
