import type { Kernel } from '#kernel';

/** Nature of a message: only a person's waits for an answer or is one (domain 1.6). */
export type Nature = 'person' | 'robot' | 'list' | 'bounce' | 'loop' | 'spam';

export interface Address {
  readonly name: string;
  readonly email: string;
}

export interface InboundAttachment {
  readonly name: string;
  readonly type: string;
  readonly size: number;
  readonly sha256: string;
  readonly contentId: string | null;
  readonly inline: boolean;
}

/** A message as a channel hands it over; the one inbound path of every channel. Instants in ms. */
export interface Inbound {
  /** Natural key: repetition is harmless. */
  readonly key: string;
  readonly channel: 'mail';
  /** out: found in Sent, «respondido fuera de Ventanilla». */
  readonly direction: 'in' | 'out';
  /** What could not be understood comes as a person's: its clock runs. */
  readonly nature: Nature;
  readonly natureReason: string | null;
  /** Before the mailbox's `since`: no obligation. */
  readonly isHistory: boolean;
  readonly isIllegible: boolean;
  readonly quarantineReason: string | null;
  /** min(INTERNALDATE, now); of what goes out: the time that settles. */
  readonly receivedAt: number;
  readonly internalDate: number | null;
  readonly sentAt: number | null;
  readonly mailbox: { readonly id: string; readonly address: string } | null;
  readonly from: Address | null;
  readonly replyTo: readonly Address[];
  readonly to: readonly Address[];
  readonly cc: readonly Address[];
  readonly subject: string;
  readonly text: string;
  readonly visibleText: string;
  readonly preview: string;
  /** Already made safe. */
  readonly html: string | null;
  readonly attachments: readonly InboundAttachment[];
  /** Names and text of the attachments. */
  readonly searchText: string;
  readonly messageId: string | null;
  /** References, then In-Reply-To. */
  readonly references: readonly string[];
  readonly threadIndex: string | null;
  /** The part after the plus of the address it was sent to. */
  readonly threadToken: string | null;
  readonly rawSha256: string | null;
  readonly marks: readonly string[];
  readonly warning: string | null;
}

/** What became of one message; 'unmatched': an 'out' without a thread of ours, not kept here. */
export interface Received {
  readonly key: string;
  readonly outcome: 'stored' | 'known' | 'unmatched';
  readonly messageId: string | null;
  readonly conversationId: string | null;
}

/** Where a message that goes out stands: `uncertain` may have been accepted, and is never sent again without being asked for. */
export type Delivery = 'queued' | 'sending' | 'accepted' | 'rejected' | 'uncertain' | 'bounced';

/** Why it did not leave, or how it is known that it did, in words of ours. */
export type DeliveryCode = 'newer-message' | 'process-stopped' | 'found-in-sent' | 'by-word' | 'cancelled';

/** A message as the desk hands it to a channel. Instants in ms. */
export interface Outgoing {
  /** The desk's message. */
  readonly id: string;
  readonly conversationId: string;
  readonly mailboxId: string;
  /** Addresses of ours to which the question was sent: an alias answers as itself. */
  readonly writtenTo: readonly string[];
  readonly to: readonly Address[];
  readonly cc: readonly Address[];
  /** They get it, and no header names them. */
  readonly bcc?: readonly Address[];
  readonly subject: string;
  readonly text: string;
  /** As it was written; the channel makes it safe. */
  readonly html: string | null;
  /** The Message-ID that it answers, without angle brackets. */
  readonly answersId: string | null;
  /** That message's own References, oldest first. */
  readonly references: readonly string[];
  readonly attachments: readonly { readonly name: string; readonly type: string; readonly sha256: string }[];
  /** Real ms before which it does not leave: the ten seconds in which it can be undone. */
  readonly leavesAt: number;
  /** What the product sends by itself: an answer to a mail, or of its own accord. Null: a person wrote it, and nothing marks it automatic. */
  readonly automatic: 'replied' | 'generated' | null;
  /** What stands after the plus of the address that answers go to; null: the conversation's own token. */
  readonly token: string | null;
  /** One of the channel's own addresses to write from; where it is not said, the one that was written to. */
  readonly sender?: string;
  /** Asked about again as it leaves (`wasOvertaken`). */
  readonly isConditional?: boolean;
}

/** What a channel made of a message: from now on its bytes don't change, however often it is tried. */
export interface Fixed {
  /** The identity under which it is known outside, without angle brackets. */
  readonly messageId: string;
  readonly from: Address;
  readonly text: string;
  /** Made safe. */
  readonly html: string | null;
  readonly rawSha256: string;
}

/** A way out of the desk, plugged by the module that speaks it. */
export interface Channel {
  readonly name: 'mail';
  /**
   * Fixes the bytes and queues them, in the caller's transaction. Refuses with the channel's own words where nothing can be sent from there.
   */
  send(k: Kernel, message: Outgoing): Promise<Fixed>;
  /** Takes back what has not been tried yet, or was held back; false where it is too late. */
  cancel(k: Kernel, id: string): Promise<boolean>;
  /** Tries now what waits, whatever stood before it in its mailbox, and once more what the server refused; false where it is neither. */
  hurry(k: Kernel, id: string): Promise<boolean>;
  /** Takes what waits and certainly never left out of the queue, and keeps it; false where it is too late. */
  drop(k: Kernel, id: string): Promise<boolean>;
  /** Puts the same bytes into the queue once more, because a person asks for it; false where it is neither uncertain nor held back. */
  again(k: Kernel, id: string): Promise<boolean>;
  /** A person says that an uncertain one left, at that instant (product ms); false where it is not uncertain. */
  believe(k: Kernel, id: string, at: number): Promise<boolean>;
  /** The addresses of ours to write from, the mailbox's own first. */
  senders(k: Kernel, mailboxId: string): Promise<readonly string[]>;
  /** All addresses of ours, of every mailbox, lower case. */
  addresses(k: Kernel): Promise<readonly string[]>;
}
