import { z } from 'zod';
import { snoozeChoices } from './snooze.rules.ts';

export const snoozeChoiceShape = z.enum(snoozeChoices);

export const snoozeChoicesShape = z.object({
  /** Those that exist now, by the schedule. */
  items: z.array(
    z.object({
      choice: snoozeChoiceShape,
      until: z.string(),
      /** The deadline comes before it: it is refused. */
      isAfterDue: z.boolean(),
    }),
  ),
  next: z.null(),
  /** The earliest deadline that is owed: nothing is put off beyond it. */
  dueAt: z.string().nullable(),
  isOverdue: z.boolean(),
});

export type SnoozeChoices = z.infer<typeof snoozeChoicesShape>;
