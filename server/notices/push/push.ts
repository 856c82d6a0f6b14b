import { accountsByIds, type Kernel } from '#kernel';
import { momentWords } from '#desk/moment.rules';
import { pathOf } from '../letter.rules.ts';
import { countToldSince, markTold, unreadNotice } from '../notice-store.ts';
import { presented } from '../present.ts';
import { sentenceOf } from '../words.rules.ts';
import { type Keys, pushKeys } from './keys.ts';
import { deleteSubscription, type Subscription, subscriptionsOf } from './push-store.ts';

/** What a browser shows; `web/public/sw.js` reads it. */
interface Message {
  readonly title: string;
  readonly body: string;
  readonly path: string;
  readonly tag: string;
}

/** A working day: what nobody saw by then the opening's mail tells. */
const livesFor = 8 * 3600;
const answersWithin = 10_000;
/** An act on a hundred conversations is no hundred knocks: what is above goes by mail, together. */
const mostAMinute = 5;

/**
 * Hands a notice to the push services of its person's browsers; told by one, no mail says the same. A browser that is gone is forgotten. Fails, to be
 * tried again, where a service is busy: the same tag makes a second one replace the first.
 */
export async function push(k: Kernel, id: string): Promise<void> {
  const row = await unreadNotice(k, id);
  const browsers = row ? await subscriptionsOf(k, row.accountId) : [];
  if (!row || browsers.length === 0 || (await countToldSince(k, row.accountId, k.clock.now() - 60_000)) >= mostAMinute) return;
  const account = (await accountsByIds(k, [row.accountId])).get(row.accountId);
  const [item] = await presented(k, [row]);
  if (!item || !account?.isEnabled) return;
  const due = item.dueAt === null ? null : momentWords(Date.parse(item.dueAt), k.clock.now());
  const body = sentenceOf({ ...item, due }, account.language);
  const title = item.conversation ? `Ventanilla · ${item.conversation.number}` : 'Ventanilla';
  const message: Message = { title, body, path: pathOf(item), tag: `notice-${id}` };
  const keys = await pushKeys(k);
  const answers = await Promise.all(browsers.map((browser) => hand(k, browser, { message, keys })));
  if (answers.includes('taken')) await markTold(k, [id]);
  if (answers.includes('busy')) throw new Error('a push service is busy');
}

interface Parcel {
  readonly message: Message;
  readonly keys: Keys;
}

async function hand(
  k: Kernel,
  { endpoint, p256dh, auth }: Subscription,
  { message, keys }: Parcel,
): Promise<'taken' | 'gone' | 'refused' | 'busy'> {
  const { default: webPush } = await import('web-push');
  const { method, headers, body } = webPush.generateRequestDetails({ endpoint, keys: { p256dh, auth } }, JSON.stringify(message), {
    vapidDetails: { subject: `https://${new URL(k.config.url).host}`, ...keys },
    TTL: livesFor,
    urgency: 'high',
    topic: message.tag,
  });
  // A service that sends us elsewhere is none: redirects are not followed.
  const request = { method, headers: headers as Record<string, string>, body: new Uint8Array(body), redirect: 'manual' } as const;
  const status = await fetch(endpoint, { ...request, signal: AbortSignal.timeout(answersWithin) }).then(
    (answer) => answer.status,
    () => 503,
  );
  if (status >= 200 && status < 300) return 'taken';
  if (status === 404 || status === 410) await deleteSubscription(k, endpoint);
  else k.log.warn('notices.push-refused', { host: new URL(endpoint).host, status });
  return status === 404 || status === 410 ? 'gone' : status === 429 || status >= 500 ? 'busy' : 'refused';
}
