import { NoWorkingTime, workingTime } from '#calendar';
import { type Kernel, localDate } from '#kernel';
import type { Kept } from '../leave.ts';
import type { Outgoing } from '../port.ts';
import { latestIn } from '../question-store.ts';
import { refuse } from '../refusals.ts';
import { previewOf } from '../written.rules.ts';
import { isFuture, nextOpening } from './later.rules.ts';
import { insertPlanned } from './later-store.ts';

export const departureTopic = 'desk.departure';

/** When an answer leaves: at the next opening, or at an instant (product ms). */
export type When = 'opening' | number;

/** The next opening of the service, product ms; null where its schedule never opens. */
export async function openingAfter(k: Kernel): Promise<number | null> {
  const { time } = await workingTime(k);
  const now = k.clock.now();
  try {
    return nextOpening(time, now, localDate(now));
  } catch (error) {
    if (error instanceof NoWorkingTime) return null;
    throw error;
  }
}

/**
 * Keeps an answer until its hour, in the caller's transaction: shown, able to be called off, and no answer to anybody before it has left. What comes or
 * goes meanwhile stops it then. Refuses `bad-departure`.
 */
export async function planLeaving(
  k: Kernel,
  outgoing: Outgoing,
  { when, family, ...kept }: Kept & { readonly when: When; readonly family: readonly string[] },
): Promise<{ text: string }> {
  const leavesAt = when === 'opening' ? await openingAfter(k) : when;
  if (leavesAt === null || !isFuture(leavesAt, k.clock.now())) throw refuse.badDeparture();
  const text = outgoing.text.trim() === '' ? (outgoing.html ?? '').replace(/<[^>]*>/g, ' ') : outgoing.text;
  // Whoever says nothing of what they have seen has seen what is there.
  const seen = kept.seen ?? (await latestIn(k, family))?.id ?? outgoing.id;
  const { channel, mailbox, author, marks } = kept;
  await insertPlanned(k, {
    outgoing: { ...outgoing, text, isConditional: true },
    channel,
    mailbox,
    author,
    marks,
    preview: previewOf(text),
    seen,
    leavesAt,
    isAtOpening: when === 'opening',
  });
  await k.due.set(departureTopic, outgoing.id, leavesAt);
  return { text };
}
