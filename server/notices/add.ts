import { workingTime } from '#calendar';
import type { Kernel } from '#kernel';
import { insertNotices, type NewNotice, type NoticeRow } from './notice-store.ts';
import { preferencesOf } from './preference-store.ts';
import { nextOpening, tellableAt, topicOf } from './rules.ts';

/** Product ms in which whoever is at the console reads it there before a mail says the same. */
export const mailAfter = 5 * 60_000;

/** What persons should know of: in the console at once, beyond it as they chose and inside the schedule. Of a cause once, however often it is added. */
export function addNotices(k: Kernel, notices: readonly NewNotice[]): Promise<void> {
  if (notices.length === 0) return Promise.resolve();
  return k.transaction(async (k) => {
    const rows = await insertNotices(k, notices);
    const accounts = [...new Set(rows.map((row) => row.accountId))];
    const [{ time }, preferences] = await Promise.all([workingTime(k), preferencesOf(k, accounts)]);
    const now = k.clock.now();
    for (const row of rows) {
      const chosen = preferences.get(row.accountId);
      const manner = chosen?.topics[topicOf[row.kind]] ?? 'off';
      if (manner === 'off') continue;
      const open = tellableAt(now, time, chosen?.quiet ?? null);
      if (manner === 'now' && open === now) await tellNow(k, row);
      else if (manner === 'now' && open !== null) await k.due.set('notices.gathered', row.accountId, open);
      else if (manner === 'digest') await tellLater(k, row, tellableAt(nextOpening(now, time), time, chosen?.quiet ?? null));
    }
    for (const account of accounts) await k.live.tell('notices', account);
  });
}

async function tellNow(k: Kernel, { id }: NoticeRow): Promise<void> {
  await k.jobs.send('notices.push', { notice: id });
  await k.due.set('notices.unread', id, k.clock.now() + mailAfter);
}

async function tellLater(k: Kernel, { accountId }: NoticeRow, at: number | null): Promise<void> {
  if (at !== null) await k.due.set('notices.digest', accountId, at);
}
