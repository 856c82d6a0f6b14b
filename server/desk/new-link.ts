import type { Kernel } from '#kernel';
import { escalationOfLink } from './area-page.ts';
import { sendOfItself } from './area-reminder.ts';
import { askSubject } from './ask.rules.ts';
import { holdOwn } from './hold.ts';
import { areaLink } from './links.ts';
import { numberOf } from './present.ts';
import { lockConversation } from './receive-store.ts';
import { refuse } from './refusals.ts';
import { noteAgain } from './reminder-store.ts';
import { linkText } from './reminder.rules.ts';
import { escalationToken } from './token.ts';

/** Whoever asks again within this gets no second mail. */
const pause = 10 * 60_000;

/**
 * Sends the area another link, to its own address: whoever asks sees none. Answers whether a mail left; one left a moment ago otherwise.
 * Refuses `link-altered`, `already-answered` (409).
 */
export async function sendNewLink(k: Kernel, token: string): Promise<{ state: 'sent' | 'sent-before' }> {
  const { row: one } = await escalationOfLink(k, token, { evenExpired: true });
  return k.transaction(async (k) => {
    await holdOwn(k, one.conversationId);
    if (one.end) throw refuse.alreadyAnswered(one.end.by, one.end.at, k.clock.now());
    if (!(await noteAgain(k, one.id, 'link', k.clock.now() - pause))) return { state: 'sent-before' as const };
    const row = await lockConversation(k, one.conversationId);
    if (!row) throw refuse.linkAltered();
    const number = numberOf(row.id);
    const link = await areaLink(k, one.id);
    await sendOfItself(k, row, one, {
      part: 'reminder',
      to: [{ name: one.areaName, email: one.areaMail }],
      subject: askSubject(row.subject, number),
      text: linkText({ area: one.areaName, number, link }),
      link,
      answersId: one.askMessageId,
      token: escalationToken(k, one.id),
    });
    return { state: 'sent' as const };
  });
}
