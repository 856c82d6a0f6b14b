import { explainDeadline } from '#calendar';
import type { Explanation } from '#calendar/shapes';
import type { Kernel } from '#kernel';
import { listAreas } from '#people';
import { type Reading, termOf } from '#procedure/rules';
import { refuse } from './refusals.ts';

/** The arithmetic of an area's term if the matter left now, day by day; the clock itself runs from the acceptance. Refuses `unknown-area`. */
export async function explainAreaTerm(k: Kernel, areaId: string): Promise<Explanation> {
  const area = (await listAreas(k)).find((one) => one.id === areaId);
  if (!area) throw refuse.unknownArea();
  const { term } = termOf('5.3-area', 'target');
  const hours = area.hours ?? (term.kind === 'working-hours' ? term.hours : 24);
  return explainDeadline(k, k.clock.now(), { hours }, { reading: await k.settings.get<Reading>('procedure.reading') });
}
