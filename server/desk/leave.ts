import type { Kernel } from '#kernel';
import { channelNamed } from './channels.ts';
import type { Fixed, Nature, Outgoing } from './port.ts';
import { insertLeaving } from './reply-store.ts';
import type { Part } from './wait.rules.ts';
import { insertReferences } from './write-store.ts';
import { previewOf } from './written.rules.ts';

/** What the desk keeps of a message of ours beside what leaves. */
export interface Kept {
  readonly channel: string;
  /** The mailbox of its conversation. */
  readonly mailbox: string | null;
  readonly nature: Nature;
  readonly author: { readonly id: string | null; readonly name: string };
  readonly marks: readonly string[];
  /** Its own words where nothing is said. */
  readonly preview?: string;
  readonly escalation?: { readonly id: string; readonly part: Part };
  /** The side thread that it belongs to. */
  readonly side?: string;
  /** The latest message that its author had seen; null: it leaves whatever has come. */
  readonly seen?: string | null;
  /** Shown as what happened, and not as a message. */
  readonly event?: { readonly kind: string; readonly by: string; readonly detail: string | null };
}

/** Hands a message to its channel and keeps it, in the caller's transaction: it is on its way, and what answers it finds its conversation. */
export async function leave(k: Kernel, outgoing: Outgoing, { channel, ...kept }: Kept): Promise<Fixed> {
  const fixed = await channelNamed(channel).send(k, outgoing);
  await insertLeaving(k, { ...kept, outgoing, fixed, preview: kept.preview ?? previewOf(fixed.text) });
  await insertReferences(k, [{ ref: fixed.messageId, conversationId: outgoing.conversationId, isHeld: true, isReferenced: false }]);
  return fixed;
}
