import type { Kernel } from '#kernel';
import { markTaken } from './duty-store.ts';
import { type Held, hold } from './hold.ts';
import { channelNamed } from './channels.ts';
import type { Outgoing } from './port.ts';
import { type Kept, leave } from './leave.ts';
import { planLeaving } from './later/plan.ts';
import { numberOf } from './present.ts';
import { refuse } from './refusals.ts';
import { insertAttachmentRows, addSearchTexts } from './write-store.ts';
import { plain } from './search.rules.ts';
import { checkReply, type Reply, requestDigest } from './check-reply.ts';
import { recipientsOf, subjectOf } from './reply.rules.ts';
import { countMessage, nextMessageNumber } from './reply-store.ts';
import { forgetSentDraft, sendDraft } from './draft-sent.ts';
import type { DraftFile } from './draft-store.ts';
import { signedText } from './signature.ts';
import { latestIn, type Question, questionOf } from './question-store.ts';
import { keepReplyKey, replyUnder } from './reply-key-store.ts';
import { previewOf } from './written.rules.ts';

/**
 * Answers the requester: to Reply-To, else From. It is queued in the same transaction and settles nothing until the outgoing server has
 * accepted it (5.3). Sent from a draft, the draft is gone with it. Refuses `unknown-conversation`, `key-reused` (409), `newer-message` (409),
 * `draft-changed` (409), `reply-empty`, `variable-missing`, `bad-copy`, `attachments-too-large`, `nobody-to-answer`, `bad-sender`, `bad-departure`, and the channel's `cannot-send`.
 */
export function reply(k: Kernel, conversationId: string, wish: Reply): Promise<{ id: string; isNew: boolean }> {
  const request = requestDigest(conversationId, wish);
  return k.transaction(async (k) => {
    const account = k.actor.accountId ?? k.actor.kind;
    // In one go, and the lock first: the others see what it waited for.
    const [held, before, own] = await Promise.all([
      hold(k, conversationId),
      replyUnder(k, account, wish.key),
      questionOf(k, [conversationId]),
    ]);
    if (before) {
      if (before.requestSha256 !== request) throw refuse.keyReused();
      if (wish.draft !== undefined) await forgetSentDraft(k, conversationId, wish.draft);
      return { id: before.messageId, isNew: false };
    }
    await stopIfNewer(k, held, wish.seen);
    const kept = wish.draft === undefined ? [] : await sendDraft(k, conversationId, wish.draft);
    checkReply(wish, kept);
    const question = held.family.length === 1 && held.id === conversationId ? own : await questionOf(k, held.family);
    const id = await send(k, wish, { held, question, files: kept });
    await markTaken(k, held.id);
    await keepReplyKey(k, { account, key: wish.key, requestSha256: request, messageId: id });
    await k.acts.write({
      verb: 'conversation.replied',
      subject: { kind: 'conversation', id: held.id },
      detail: { message: id, byApi: k.actor.kind === 'token' },
    });
    await k.live.tell('desk', held.id);
    return { id, isNew: true };
  });
}

/** Compare and set: whoever wrote this had not seen what has come meanwhile, ours or theirs. */
async function stopIfNewer(k: Kernel, { family }: Held, seen: string | null): Promise<void> {
  if (seen === null) return;
  const latest = await latestIn(k, family);
  if (latest && BigInt(latest.id) > BigInt(seen)) throw refuse.newerMessage();
}

interface About {
  readonly held: Held;
  readonly question: Question | undefined;
  readonly files: readonly DraftFile[];
}

async function send(k: Kernel, wish: Reply, { held: row, question, files }: About): Promise<string> {
  const conversationId = row.id;
  if (row.mailboxId === null || !question) throw refuse.nobodyToAnswer();
  const [ours, id] = await Promise.all([channelNamed(row.channel).senders(k, row.mailboxId), nextMessageNumber(k)]);
  if (wish.sender !== undefined && !ours.includes(wish.sender.toLowerCase())) throw refuse.badSender(wish.sender);
  const { to, cc, bcc } = recipientsOf(question, wish, new Set([row.mailbox?.toLowerCase() ?? '', ...ours]));
  if (to.length === 0) throw refuse.nobodyToAnswer();
  const hashes = await k.blobs.putMany(wish.attachments.map((one) => one.content));
  const attachments = [
    ...files.map(({ name, type, size, sha256 }) => ({ name, type, size, sha256 })),
    ...wish.attachments.map(({ name, type, content }, i) => ({ name, type, size: content.length, sha256: hashes[i] as string })),
  ];
  const outgoing: Outgoing = {
    id,
    conversationId,
    mailboxId: row.mailboxId,
    writtenTo: [...question.to, ...question.cc].map((one) => one.email.toLowerCase()),
    to,
    cc,
    bcc,
    subject: subjectOf(question.subject || row.subject, numberOf(conversationId)),
    text: wish.isSigned && wish.html === null ? await signedText(k, conversationId, wish.text ?? '') : (wish.text ?? ''),
    html: wish.html,
    answersId: question.messageId,
    references: question.references,
    attachments,
    leavesAt: k.clock.real() + wish.undoFor,
    automatic: null,
    token: null,
    isConditional: wish.seen !== null,
    ...(wish.sender === undefined ? {} : { sender: wish.sender.toLowerCase() }),
  };
  const kept: Kept = {
    channel: row.channel,
    mailbox: row.mailbox,
    nature: 'person',
    author: { id: k.actor.accountId, name: k.actor.name },
    marks: k.actor.kind === 'token' ? ['by-api'] : [],
    seen: wish.seen,
  };
  const { text } =
    wish.when === undefined
      ? await leave(k, outgoing, kept)
      : await planLeaving(k, outgoing, { ...kept, when: wish.when, family: row.family });
  const at = k.clock.now();
  await countMessage(k, conversationId, { by: 1, at, preview: previewOf(text) });
  const words = [text, ...[...cc, ...bcc].map((one) => one.email), ...attachments.map((one) => one.name)].join(' \n ');
  await addSearchTexts(k, [{ conversationId, lastAt: at, text: plain(words.slice(0, 100_000)) }]);
  await insertAttachmentRows(k, id, attachments);
  return id;
}
