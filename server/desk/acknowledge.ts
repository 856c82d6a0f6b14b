import type { Kernel } from '#kernel';
import { beginningOf, cameFrom } from './acknowledge-store.ts';
import { channelNamed } from './channels.ts';
import { leave } from './leave.ts';
import { statusLink } from './links.ts';
import type { Address, Outgoing } from './port.ts';
import { numberOf } from './present.ts';
import { recipientsOf, subjectOf } from './reply.rules.ts';
import { nextMessageNumber } from './reply-store.ts';

/** What an acknowledgement tells. Instants in ms. */
export interface Acknowledgeable {
  readonly messageId: string;
  readonly conversationId: string;
  /** 'VT-10482' */
  readonly number: string;
  readonly to: Address;
  readonly receivedAt: number;
  readonly dueAt: number;
  /** The page on which the requester sees how the matter stands. */
  readonly link: string;
  /** Messages of this requester in the last hour, in all conversations. */
  readonly lastHour: number;
}

/** What there is to acknowledge of a message: null unless a person began a conversation with it, which waits and in which nothing else was said. */
export async function acknowledgeable(k: Kernel, messageId: string): Promise<Acknowledgeable | null> {
  const found = await beginningOf(k, messageId);
  if (!found || found.dueAt === null) return null;
  const ours = new Set(await channelNamed('mail').senders(k, found.mailboxId));
  const [to] = recipientsOf(found, {}, ours).to;
  if (!to) return null;
  return {
    messageId,
    conversationId: found.conversationId,
    number: numberOf(found.conversationId),
    to,
    receivedAt: found.receivedAt,
    dueAt: found.dueAt,
    link: await statusLink(k, found.conversationId),
    lastHour: await cameFrom(k, found.requesterId, k.clock.now() - 3_600_000),
  };
}

/**
 * Queues the acknowledgement, in the caller's transaction: an event of the conversation, never an answer. Answers the message's id; null
 * where there is nothing to acknowledge any more. Refuses `cannot-send`.
 */
export async function acknowledge(k: Kernel, { messageId, to }: Acknowledgeable, text: string): Promise<string | null> {
  const found = await beginningOf(k, messageId);
  if (!found) return null;
  const id = await nextMessageNumber(k);
  const { conversationId, mailboxId, mailbox } = found;
  const outgoing: Outgoing = {
    id,
    conversationId,
    mailboxId,
    writtenTo: [...found.to, ...found.cc].map((one) => one.email.toLowerCase()),
    to: [to],
    cc: [],
    subject: subjectOf(found.subject, numberOf(conversationId)),
    text,
    html: null,
    answersId: found.messageId,
    references: found.references,
    attachments: [],
    leavesAt: k.clock.real(),
    automatic: 'replied',
    token: null,
  };
  // An event with a mail of its own: it is on its way as an answer is, and is none.
  await leave(k, outgoing, {
    channel: 'mail',
    mailbox,
    nature: 'robot',
    author: { id: null, name: 'Ventanilla' },
    marks: [],
    preview: '',
    event: { kind: 'acknowledged', by: 'Ventanilla', detail: null },
  });
  await k.live.tell('desk', conversationId);
  return id;
}
