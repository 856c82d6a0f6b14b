import { workingTime } from '#calendar';
import { type Kernel, localDate } from '#kernel';
import { hand } from './hand-all.ts';
import { holdIdle } from './handing-store.ts';

const every = 10 * 60_000;
const batch = 100;
/** Working hours in which whoever holds a conversation that waits does something in it; 0: nothing returns by itself (decision 0027). */
export const returnKey = 'desk.return_hours';

/** The setting has changed: looks at once, or never again. */
export function watchIdle(k: Kernel, hours: number): Promise<void> {
  return hours > 0 ? k.due.set('desk.idle', 'all', k.clock.now()) : k.due.clear('desk.idle', 'all');
}

/** What nobody acts on returns to the queue, each ten minutes of the schedule; again is harmless. */
export async function returnIdle(k: Kernel): Promise<void> {
  const hours = await k.settings.get<number>(returnKey);
  if (hours === 0) return;
  const { time } = await workingTime(k);
  const now = k.clock.now();
  const day = time.workingDay(localDate(now));
  const isOpen = day !== null && now >= day.opensAt && now < day.closesAt;
  await k.due.set(
    'desk.idle',
    'all',
    isOpen ? now + every : time.clockStarts(day && now < day.opensAt ? now : Math.max(now, day?.closesAt ?? now)),
  );
  if (!isOpen) return;
  const reason = `no la atendió en ${hours} ${hours === 1 ? 'hora laborable' : 'horas laborables'}`;
  for (let passed = batch; passed === batch; )
    passed = await k.transaction(async (k) => {
      const rows = await holdIdle(k, time.back(now, hours), batch);
      await hand(k, rows, { to: null, reason });
      return rows.length;
    });
}
