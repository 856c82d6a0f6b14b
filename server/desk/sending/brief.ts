import type { Kernel } from '#kernel';
import { numberOf } from '../present.ts';
import { type SentRow, sentRows } from './brief-store.ts';

/** What a mail of ours is: an answer, what went to an area, its words on their way, a reminder or a notice, or what the product says by itself. */
export type SentKind = 'reply' | 'ask' | 'forward' | 'reminder' | 'acknowledgement';

export interface SentBrief {
  readonly kind: SentKind;
  /** Null: nobody wrote it. */
  readonly author: string | null;
  readonly conversation: { readonly id: string; readonly number: string; readonly subject: string };
}

/** What these messages of ours are, whoever sent them, and of which conversation; by message. */
export async function outgoingInBrief(k: Kernel, ids: readonly string[]): Promise<Map<string, SentBrief>> {
  if (ids.length === 0) return new Map();
  const rows = await sentRows(k, ids);
  return new Map(
    rows.map((row) => [
      row.id,
      {
        kind: kindOf(row),
        author: row.author,
        conversation: { id: row.conversationId, number: numberOf(row.conversationId), subject: row.subject },
      },
    ]),
  );
}

function kindOf({ direction, part }: SentRow): SentKind {
  if (part === 'ask' || part === 'forward') return part;
  if (part !== null) return 'reminder';
  return direction === 'event' ? 'acknowledgement' : 'reply';
}
