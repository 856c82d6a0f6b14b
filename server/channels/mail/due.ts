import { workingTime } from '#calendar';
import { iso, type Kernel } from '#kernel';
import { deadlinesOf } from '#procedure/deadline.rules';
import { type Reading, termOf } from '#procedure/rules';

/** When an answer to mail received at an instant (ms) would be due by 5.3, under the calendar and reading in force; ISO. */
export async function dueByNow(k: Kernel): Promise<(receivedAt: number) => string | null> {
  const { time } = await workingTime(k);
  const reading = await k.settings.get<Reading>('procedure.reading');
  const { term } = termOf('5.3', 'text');
  return (receivedAt) => (term.kind === 'working-hours' ? iso(deadlinesOf(time, receivedAt, term.hours, reading).dueAt) : null);
}
