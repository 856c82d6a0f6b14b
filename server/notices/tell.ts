import { workingTime } from '#calendar';
import { mailStaff } from '#channels/mail';
import { accountsByIds, type Kernel } from '#kernel';
import { letterOf } from './letter.rules.ts';
import { holdIfUntold, holdUntold, markTold, type NoticeRow } from './notice-store.ts';
import { preferencesOf } from './preference-store.ts';
import { presented } from './present.ts';
import { tellableAt, topicOf } from './rules.ts';
import type { Preferences } from './shapes.ts';

const mostInALetter = 50;
const mostHeld = 1000;

/**
 * Some minutes after it was made: whoever has not read it gets it by mail, with all else that was to be told at once, so that an act on a hundred
 * conversations is one mail; outside their hours it waits for what is gathered.
 */
export function tellUnread(k: Kernel, id: string): Promise<void> {
  return k.transaction(async (k) => {
    const row = await holdIfUntold(k, id);
    if (!row) return;
    const preferences = await ownOf(k, row.accountId);
    if (await waits(k, row.accountId, preferences)) return;
    const rows = (await holdUntold(k, row.accountId, mostHeld)).filter((one) => preferences.topics[topicOf[one.kind]] === 'now');
    await tell(k, row.accountId, { rows, preferences });
  });
}

/** What was gathered while nobody was to be told: in one mail. */
export function tellGathered(k: Kernel, accountId: string): Promise<void> {
  return k.transaction(async (k) => {
    const preferences = await ownOf(k, accountId);
    if (await waits(k, accountId, preferences)) return;
    const all = await holdUntold(k, accountId, mostHeld);
    const rows = all.filter((row) => preferences.topics[topicOf[row.kind]] !== 'off');
    await markTold(
      k,
      all.map((row) => row.id),
    );
    if (rows.length > 0) await tell(k, accountId, { rows, preferences });
  });
}

/** The schedule or the quiet hours changed meanwhile: then it waits for the next instant that is right. */
async function waits(k: Kernel, accountId: string, { quiet }: Preferences): Promise<boolean> {
  const { time } = await workingTime(k);
  const now = k.clock.now();
  const open = tellableAt(now, time, quiet);
  if (open === now) return false;
  if (open !== null) await k.due.set('notices.gathered', accountId, open);
  return true;
}

interface Parcel {
  readonly rows: readonly NoticeRow[];
  readonly preferences: Preferences;
}

async function tell(k: Kernel, accountId: string, { rows, preferences }: Parcel): Promise<void> {
  await markTold(
    k,
    rows.map((row) => row.id),
  );
  const account = (await accountsByIds(k, [accountId])).get(accountId);
  if (!preferences.byMail || !account?.isEnabled || account.kind !== 'person' || account.email === null) return;
  const to = { name: account.name, email: account.email };
  const url = k.config.url.replace(/\/+$/, '');
  const items = await presented(k, rows.slice(-mostInALetter));
  const isMore = rows.length > mostInALetter;
  await mailStaff(k, { to, ...letterOf({ to, language: account.language, items, isMore, url, now: k.clock.now() }) });
}

async function ownOf(k: Kernel, accountId: string): Promise<Preferences> {
  return (await preferencesOf(k, [accountId])).get(accountId) as Preferences;
}
