import { z } from 'zod';
import { tagColours } from './tag.rules.ts';

export const tagColourShape = z.enum(tagColours);
export const tagNameShape = z.string().trim().min(1).max(40);

/** As a conversation bears it. */
export const bornTagShape = z.object({ id: z.string(), name: z.string(), colour: tagColourShape });

export const tagShape = bornTagShape.extend({
  version: z.number().int(),
  /** Conversations that bear it, counted up to 1,000. */
  uses: z.number().int(),
  /** What was merged into it, by name: each can be separated again. */
  merged: z.array(z.object({ id: z.string(), name: z.string() })),
});

export const tagsShape = z.object({
  items: z.array(tagShape),
  next: z.null(),
  /** Whether the asker may make new ones. */
  mayMake: z.boolean(),
  /** Only whoever changes tags makes new ones. */
  isClosed: z.boolean(),
});

export type { TagColour } from './tag.rules.ts';
export type BornTag = z.infer<typeof bornTagShape>;
export type TagItem = z.infer<typeof tagShape>;
export type Tags = z.infer<typeof tagsShape>;
