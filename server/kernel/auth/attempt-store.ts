import { sql } from 'kysely';
import type { Kernel } from '../kernel.ts';
import { instant } from '../time.ts';

/** Notes a try before it is judged, so that a hundred at once count as a hundred. Answers how many the window holds and when it ends (real ms). */
export async function noteTry(k: Kernel, lane: Buffer, windowMs: number): Promise<{ tries: number; endsAt: number }> {
  const now = k.clock.real();
  const { rows } = await sql<{ tries: number; endsAt: number }>`
    insert into kernel.sign_in_attempt as t (lane, tries, window_ends_at) values (${lane}, 1, ${instant(now + windowMs)})
    on conflict (lane) do update set
      tries = case when t.window_ends_at <= ${instant(now)} then 1 else t.tries + 1 end,
      window_ends_at = case when t.window_ends_at <= ${instant(now)} then excluded.window_ends_at else t.window_ends_at end
    returning tries, window_ends_at as "endsAt"`.execute(k.db);
  return rows[0] as { tries: number; endsAt: number };
}

export async function forgetTries(k: Kernel, lane: Buffer): Promise<void> {
  await sql`delete from kernel.sign_in_attempt where lane = ${lane}`.execute(k.db);
}

export async function giveBackTry(k: Kernel, lane: Buffer): Promise<void> {
  await sql`update kernel.sign_in_attempt set tries = tries - 1 where lane = ${lane} and tries > 0`.execute(k.db);
}
