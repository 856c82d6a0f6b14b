import type { Kernel } from '#kernel';
import { listAreas } from '#people';
import type { Held } from '../hold.ts';
import { mailboxesOf } from '../list-store.ts';
import type { Prepared } from '../prepare.rules.ts';
import { refuse } from '../refusals.ts';
import { countHits, endSenderRule, haveAnswered, rulesFor, sayOfSender } from './sender-store.ts';
import { isShared, judged, ruleNamed, senderOf } from './spam.rules.ts';

/** What people said of the senders of what comes in decides where it goes, with the rule as its reason. */
export async function judgeSenders(k: Kernel, mails: readonly Prepared[]): Promise<Prepared[]> {
  const asked = mails.filter((mail) => mail.direction === 'in' && mail.from?.email);
  const rules = await rulesFor(k, [...new Set(asked.map((mail) => mail.from?.email as string))]);
  if (rules.length === 0) return [...mails];
  const after = mails.map((mail) => ({ ...mail, ...judged({ ...mail, from: mail.from?.email ?? '' }, rules) }));
  const hits = after.flatMap((mail, i) => (mail.nature === mails[i]?.nature ? [] : (ruleNamed(mail.natureReason) ?? [])));
  if (hits.length > 0) await countHits(k, hits);
  return after;
}

/**
 * Remembers what a person said of a conversation's sender, for the next time; answers whether it does. Of whom we have ever answered, and of
 * ourselves, nothing bad is learnt: an address can be forged, and a requester's next question must not be lost for it.
 */
export async function learn(
  k: Kernel,
  { id, requesterEmail }: Held,
  { verdict, reason }: { readonly verdict: 'spam' | 'wanted'; readonly reason: string | null },
): Promise<boolean> {
  const value = requesterEmail.toLowerCase();
  if (senderOf(value)?.kind !== 'address') return false;
  if (verdict === 'spam' && ((await isOwn(k, value)) || (await haveAnswered(k, 'address', value)))) return false;
  const how = verdict === 'spam' ? 'marked' : 'released';
  await sayOfSender(k, { kind: 'address', value, verdict, how, reason, conversationId: id });
  return true;
}

/**
 * What comes from an address, or from a domain and those below it, goes to «No deseados» from now on. Answers the rule's id. Refuses `bad-sender`,
 * `own-sender`, `domain-in-use`.
 */
export function blockSender(k: Kernel, sender: string, reason: string | null): Promise<string> {
  return k.transaction(async (k) => {
    const said = senderOf(sender);
    if (!said) throw refuse.unreadableSender();
    if (await isOwn(k, said.value)) throw refuse.ownSender(said.value);
    if (said.kind === 'domain' && (isShared(said.value) || (await haveAnswered(k, 'domain', said.value))))
      throw refuse.domainInUse(said.value);
    const id = await sayOfSender(k, { ...said, verdict: 'spam', how: 'blocked', reason, conversationId: null });
    await k.acts.write({ verb: 'sender.blocked', subject: { kind: 'sender', id }, reason, detail: said });
    await k.live.tell('sender', id);
    return id;
  });
}

/** Takes back what was said of a sender; what lies under «No deseados» stays there until it is released. Refuses `unknown-sender-rule`. */
export function forgetSender(k: Kernel, id: string): Promise<void> {
  return k.transaction(async (k) => {
    const rule = await endSenderRule(k, id);
    if (!rule) throw refuse.unknownSenderRule();
    const { kind, value, verdict, how } = rule;
    await k.acts.write({ verb: 'sender.forgotten', subject: { kind: 'sender', id }, detail: { kind, value, verdict, how } });
    await k.live.tell('sender', id);
  });
}

/** Of the institution: at a domain of its mailboxes, or an area's. */
async function isOwn(k: Kernel, value: string): Promise<boolean> {
  const domain = value.slice(value.lastIndexOf('@') + 1);
  const [mailboxes, areas] = await Promise.all([mailboxesOf(k), listAreas(k)]);
  const own = mailboxes.map((address) => address.slice(address.lastIndexOf('@') + 1));
  if (own.some((one) => one === domain || (!value.includes('@') && one.endsWith(`.${value}`)))) return true;
  return areas.some(({ mail }) => mail === value || (!value.includes('@') && mail.endsWith(`@${value}`)));
}
