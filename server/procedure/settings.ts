import { z } from 'zod';
import type { SettingDefinition } from '#kernel';
import { edition0 } from './editions/pr-me-04.v0.ts';
import { moveDeadlines } from './move.ts';
import { readingShape } from './shapes.ts';

/** A share, 0.95; also read as a percentage, 95. */
const toleranceShape = z
  .number('La tolerancia es un número: 0.95, o 95 para 95 %.')
  .gt(0, 'La tolerancia es mayor que 0.')
  .lte(100, 'La tolerancia no pasa de 100 %.')
  .transform((value) => (value > 1 ? value / 100 : value));

const reading: SettingDefinition = {
  key: 'procedure.reading',
  shape: readingShape,
  initial: 'schedule-hours',
  // The reading is set by whoever sets the schedule: both decide when a term ends.
  change: 'calendar.change',
  async changed(k, _, value) {
    await moveDeadlines(k, { cause: `reading: ${String(value)}`, span: null, closure: null });
  },
};

const tolerances = edition0.clauses.map(
  (clause): SettingDefinition => ({
    key: `procedure.tolerance.${clause.id}`,
    shape: toleranceShape,
    initial: 0.95,
    change: 'calendar.change',
    changed: (k) => k.live.tell('procedure', clause.id),
  }),
);

export const settings: readonly SettingDefinition[] = [reading, ...tolerances];
