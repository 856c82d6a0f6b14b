import type { Kernel } from '#kernel';
import type { Subjects } from '#procedure';
import { describeConversations, holdFree, setDue } from './change-store.ts';
import { setReminders } from './area-reminder.ts';
import { waitingIn } from './clocks.ts';
import { standTogether } from './judge.ts';
import { kinIdsOf } from './merge/merge-store.ts';
import { numberOf } from './present.ts';
import { resetAlarms } from './snooze/snooze.ts';

/** What the procedure shows of a conversation, and its news for the lists. */
export const conversations: Subjects = {
  async describe(k, ids) {
    const rows = await describeConversations(k, ids);
    return new Map(rows.map((row) => [row.id, { number: numberOf(row.id), title: row.subject, who: row.name || row.email }]));
  },

  /**
   * The deadlines of these conversations moved. The caller holds their obligations, and whoever holds one of the conversations waits
   * for those: to wait for it here would close the ring. It is brought up to date by a job, after both.
   */
  async moved(k, ids) {
    const asked = [...new Set(ids)];
    const free = await holdFree(k, asked);
    await refresh(k, free);
    const held = new Set(free);
    const busy = asked.filter((id) => !held.has(id));
    if (busy.length > 0) await k.jobs.send('desk.refresh-due', { conversations: busy });
  },
};

/** Writes the deadlines of conversations as their obligations have them. */
export async function refreshDue(k: Kernel, ids: readonly string[]): Promise<void> {
  await k.transaction(async (k) => {
    const all = await kinIdsOf(k, ids);
    await standTogether(k, all);
    await setAlarms(
      k,
      all.filter((one) => one.kinId !== null).map((one) => one.id),
    );
    const alone = all.filter((one) => one.kinId === null).map((one) => one.id);
    const free = await holdFree(k, alone);
    await refresh(k, free);
    if (free.length < alone.length) throw new Error('a conversation is still held: the job tries again');
  });
}

async function refresh(k: Kernel, ids: readonly string[]): Promise<void> {
  const waiting = await waitingIn(k, ids);
  await setDue(
    k,
    [...waiting].map(([id, one]) => ({ id, ...one })),
  );
  await setAlarms(k, ids);
  for (const id of ids) await k.live.tell('desk', id);
}

async function setAlarms(k: Kernel, ids: readonly string[]): Promise<void> {
  await setReminders(k, ids);
  await resetAlarms(k, ids);
}
