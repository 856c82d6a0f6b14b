import { createHash } from 'node:crypto';
import type { Kernel } from '#kernel';
import { channelNamed } from '../channels.ts';
import { mostAttached } from '../check-reply.ts';
import { type Held, hold } from '../hold.ts';
import { leave } from '../leave.ts';
import { attachmentsOf, type MessageRow, messagesOf } from '../message-store.ts';
import { momentWords } from '../moment.rules.ts';
import type { Address, Outgoing } from '../port.ts';
import { numberOf } from '../present.ts';
import { refuse } from '../refusals.ts';
import { keepReplyKey, replyUnder } from '../reply-key-store.ts';
import { looksLikeEmail, recipientsOf, subjectOf } from '../reply.rules.ts';
import { countMessage, nextMessageNumber } from '../reply-store.ts';
import { plain } from '../search.rules.ts';
import { signedText } from '../signature.ts';
import { sideToken } from '../token.ts';
import { addSearchTexts, insertAttachmentRows } from '../write-store.ts';
import { previewOf, written } from '../written.rules.ts';
import { addSideRecipients, conversationsOfSides, insertSide, lastOfSide } from './side-store.ts';
import { forwardSubject, forwardText } from './side.rules.ts';

interface Wish {
  readonly to: readonly string[];
  readonly cc: readonly string[];
  readonly text: string;
  readonly key: string;
  /** Real ms in which it can be undone. */
  readonly undoFor: number;
}

export interface ForwardWish extends Wish {
  /** One message; null: the whole conversation, as far as it is between the requester and us. */
  readonly message: string | null;
  /** Of the messages that are handed on. */
  readonly attachments: readonly string[];
}

export interface InSide {
  readonly id: string;
  readonly side: string;
}

/** So many messages, the last ones, and so much of each are handed on at most. */
const most = { limit: 100, text: 50_000, html: 0, together: 2_000_000 };

/**
 * Hands a conversation, or one message of it, to somebody outside, and begins a side thread: what they answer is shown in the conversation, apart; it is no
 * word of the requester's, no answer of ours, and neither goes to the requester. Refuses `unknown-conversation`, `unknown-message`, `bad-copy`,
 * `forward-to-requester`, `nobody-to-answer`, `attachments-too-large`, `unknown-attachment`, `key-reused` (409), and the channel's `cannot-send`.
 */
export function forward(k: Kernel, conversationId: string, wish: ForwardWish): Promise<InSide> {
  return once(k, conversationId, wish, async (k, held) => {
    const messages = await handedOn(k, held, wish.message);
    const files = await filesOf(k, messages, wish.attachments);
    const people = peopleOf(held, wish, []);
    const side = await insertSide(k, held.id, emailsOf(people));
    const subject = forwardSubject(messages.at(-1)?.subject || held.subject, numberOf(held.id));
    const own = wish.text.trim() === '' ? '' : await signedText(k, held.id, written(wish.text));
    const text = forwardText(
      own,
      messages.map((one) => ({
        ...peopleIn(one),
        subject: one.subject,
        when: momentWords(one.receivedAt, k.clock.now()),
        text: wish.message === null ? (one.visibleText ?? one.text) : one.text,
      })),
    );
    return send(k, held, wish, { side, people, subject, text, answersId: null, references: [], files });
  });
}

/** Goes on in a side thread: to whoever was last written to or wrote in it, where nobody is named. Refuses as `forward` does, and `unknown-side`, `reply-empty`. */
export async function replyInSide(k: Kernel, sideId: string, wish: Wish): Promise<InSide> {
  const conversationId = /^\d{1,18}$/.test(sideId) ? (await conversationsOfSides(k, [sideId])).get(sideId) : undefined;
  if (conversationId === undefined) throw refuse.unknownSide();
  return once(k, conversationId, wish, async (k, held) => {
    if (wish.text.trim() === '') throw refuse.replyEmpty();
    const last = await lastOfSide(k, sideId);
    if (!last) throw refuse.unknownSide();
    const asked =
      last.direction === 'in'
        ? last.replyTo.some((one) => looksLikeEmail(one.email))
          ? last.replyTo
          : last.from
            ? [last.from]
            : []
        : last.to;
    const people = peopleOf(held, wish, asked);
    await addSideRecipients(k, sideId, emailsOf(people));
    const text = await signedText(k, held.id, written(wish.text));
    const subject = subjectOf(last.subject, numberOf(held.id));
    return send(k, held, wish, { side: sideId, people, subject, text, answersId: last.messageId, references: last.references, files: [] });
  });
}

function once(k: Kernel, conversationId: string, wish: Wish, work: (k: Kernel, held: Held) => Promise<InSide>): Promise<InSide> {
  const request = createHash('sha256')
    .update(JSON.stringify(['side', conversationId, { ...wish, key: null }]))
    .digest('hex');
  return k.transaction(async (k) => {
    const held = await hold(k, conversationId);
    const account = k.actor.accountId ?? k.actor.kind;
    const before = await replyUnder(k, account, wish.key);
    if (before && before.requestSha256 !== request) throw refuse.keyReused();
    if (before) return { id: before.messageId, side: '' };
    const sent = await work(k, held);
    await keepReplyKey(k, { account, key: wish.key, requestSha256: request, messageId: sent.id });
    await k.live.tell('desk', held.id);
    return sent;
  });
}

/** What of a conversation may be handed on: what was said between the requester and us, and nothing that did not leave. */
async function handedOn(k: Kernel, { family }: Held, message: string | null): Promise<MessageRow[]> {
  const all = (await messagesOf(k, family, { before: null, ...most })).reverse();
  const said = all.filter(
    (one) =>
      (one.direction === 'in' || one.direction === 'out') &&
      (one.part === null || one.part === 'forward') &&
      (one.delivery === null || one.delivery === 'accepted'),
  );
  const chosen = message === null ? said : said.filter((one) => one.id === message);
  if (chosen.length === 0) throw refuse.unknownMessage();
  return chosen;
}

async function filesOf(k: Kernel, messages: readonly MessageRow[], wanted: readonly string[]) {
  const there = await attachmentsOf(
    k,
    messages.map((one) => one.id),
  );
  const files = wanted.map((id) => {
    const found = there.find((one) => one.id === id);
    if (!found) throw refuse.unknownAttachment();
    return { name: found.name, type: found.type, size: found.size, sha256: found.sha256 };
  });
  if (files.reduce((sum, one) => sum + one.size, 0) > mostAttached) throw refuse.attachmentsTooLarge();
  return files;
}

interface People {
  readonly to: readonly Address[];
  readonly cc: readonly Address[];
}

function peopleOf(held: Held, { to, cc }: Wish, asked: readonly Address[]): People {
  const wrong = [...to, ...cc].find((one) => !looksLikeEmail(one.trim()));
  if (wrong !== undefined) throw refuse.badCopy(wrong);
  const question = { from: asked[0] ?? null, replyTo: asked };
  const people = recipientsOf(question, { ...(to.length > 0 && { to }), cc }, new Set([held.mailbox?.toLowerCase() ?? '']));
  if (emailsOf(people).includes(held.requesterEmail.toLowerCase())) throw refuse.forwardToRequester();
  if (people.to.length === 0) throw refuse.nobodyToAnswer();
  return people;
}

function peopleIn({ people: { from = null, to = [] } }: MessageRow): { from: Address | null; to: readonly Address[] } {
  return { from, to };
}

function emailsOf({ to, cc }: People): string[] {
  return [...to, ...cc].map((one) => one.email.toLowerCase());
}

interface Ready extends Pick<Outgoing, 'subject' | 'text' | 'answersId' | 'references'> {
  readonly side: string;
  readonly people: People;
  readonly files: readonly { readonly name: string; readonly type: string; readonly size: number; readonly sha256: string }[];
}

async function send(k: Kernel, held: Held, { undoFor }: Wish, { side, people, files, ...words }: Ready): Promise<InSide> {
  if (held.mailboxId === null) throw refuse.nobodyToAnswer();
  const id = await nextMessageNumber(k);
  const outgoing: Outgoing = {
    ...words,
    ...people,
    id,
    conversationId: held.id,
    mailboxId: held.mailboxId,
    writtenTo: await channelNamed(held.channel).senders(k, held.mailboxId),
    html: null,
    attachments: files,
    leavesAt: k.clock.real() + undoFor,
    automatic: null,
    token: sideToken(k, side),
  };
  const author = { id: k.actor.accountId, name: k.actor.name };
  const marks = k.actor.kind === 'token' ? ['by-api'] : [];
  await leave(k, outgoing, { channel: held.channel, mailbox: held.mailbox, nature: 'person', author, marks, side });
  const at = k.clock.now();
  await countMessage(k, held.id, { by: 1, at, preview: previewOf(words.text) });
  const found = [...emailsOf(people), words.text].join(' \n ').slice(0, 20_000);
  await addSearchTexts(k, [{ conversationId: held.id, lastAt: at, text: plain(found) }]);
  await insertAttachmentRows(k, id, files);
  await k.acts.write({
    verb: 'conversation.forwarded',
    subject: { kind: 'conversation', id: held.id },
    detail: { message: id, side, to: emailsOf(people), files: files.map((one) => one.name) },
  });
  return { id, side };
}
