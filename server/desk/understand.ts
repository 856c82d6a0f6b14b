import type { Kernel } from '#kernel';
import type { Prepared } from './prepare.rules.ts';
import { insertMessages, type KnownMessage, lockConversations, requestersFor, withIllegible } from './receive-store.ts';
import { searchableOf, understoodRow } from './summary.rules.ts';
import { plain } from './search.rules.ts';
import { addSearchTexts, insertAttachments, insertReferences, writeConversations } from './write-store.ts';
import { referencesOf } from './place.ts';

/**
 * A mail that was shown as illegible has been understood at last (a retry out of quarantine): the same message gets its people, words and
 * attachments. Its receipt and its bytes stay, so the clock goes on as it ran. Answers the conversations whose threads change.
 */
export async function understand(k: Kernel, mails: readonly Prepared[], known: ReadonlyMap<string, KnownMessage>): Promise<string[]> {
  const understood = mails.flatMap((mail) => {
    const one = known.get(mail.key);
    return one?.isIllegible && !mail.isIllegible
      ? [{ id: one.id, conversationId: one.conversationId, mail: { ...mail, receivedAt: one.receivedAt } }]
      : [];
  });
  if (understood.length === 0) return [];
  await insertMessages(k, understood);
  await insertAttachments(k, understood);
  await insertReferences(
    k,
    understood.flatMap(({ conversationId, mail }) => referencesOf(conversationId, mail)),
  );
  const people = new Map(understood.map(({ mail }) => [mail.requester.email, mail.requester.name] as const));
  const requesterIds = await requestersFor(k, people);
  const rows = await lockConversations(
    k,
    understood.map((one) => one.conversationId),
  );
  const illegible = await withIllegible(
    k,
    understood.map((one) => one.conversationId),
  );
  const mailOf = new Map(understood.map((one) => [one.conversationId, one.mail]));
  await writeConversations(
    k,
    rows.map((row) => understoodRow(row, mailOf.get(row.id) as Prepared, { requesterIds, isQuarantined: illegible.has(row.id) })),
    false,
  );
  await addSearchTexts(
    k,
    understood.map(({ conversationId, mail }) => ({ conversationId, lastAt: mail.receivedAt, text: plain(searchableOf(mail, true)) })),
  );
  return understood.map((one) => one.conversationId);
}
