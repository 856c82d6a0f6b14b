import type { Kernel } from '#kernel';
import { markRead, type Which } from './notice-store.ts';
import { writePreferences } from './preference-store.ts';
import type { Preferences } from './shapes.ts';

/** Marks own notices as read; one's other windows hear of it. */
export function read(k: Kernel, accountId: string, which: Which): Promise<void> {
  return k.transaction(async (k) => {
    if ((await markRead(k, accountId, which)) > 0) await k.live.tell('notices', accountId);
  });
}

/** What gathered before stays to be told when it was to be told. */
export function changePreferences(k: Kernel, accountId: string, preferences: Preferences): Promise<void> {
  return k.transaction(async (k) => {
    await writePreferences(k, accountId, preferences);
    await k.live.tell('notices', accountId);
  });
}
