/** One conversation is shown in another. */
export interface Merge {
  readonly fromId: string;
  readonly intoId: string;
  /** The event that tells it: messages under later numbers came after. */
  readonly messageId: string;
  readonly at: number;
}

/** What of another conversation's messages counts in the clocks of one. */
export interface Heard {
  readonly conversationId: string;
  /** What we said, from this message and instant on, was said to both. */
  readonly since: { readonly messageId: string; readonly at: number };
}

/**
 * What a conversation hears of those that are shown with it: our words, once all the merges between the two were there. A function of the merges in force,
 * so that taking one back leaves no trace.
 */
export function heardBy(id: string, merges: readonly Merge[]): Heard[] {
  const heard = new Map<string, Heard['since']>([[id, { messageId: '0', at: Number.NEGATIVE_INFINITY }]]);
  for (const [one, since] of heard)
    for (const merge of merges) {
      const other = merge.fromId === one ? merge.intoId : merge.intoId === one ? merge.fromId : null;
      if (other !== null && !heard.has(other)) heard.set(other, later(since, merge));
    }
  heard.delete(id);
  return [...heard].map(([conversationId, since]) => ({ conversationId, since }));
}

function later(since: Heard['since'], { messageId, at }: Merge): Heard['since'] {
  return { messageId: isAfter(messageId, since.messageId) ? messageId : since.messageId, at: Math.max(at, since.at) };
}

/** Numbers that are given in order, as text. */
export function isAfter(id: string, other: string): boolean {
  return id.length === other.length ? id > other : id.length > other.length;
}

/** Where each of these conversations is shown: itself, or the end of its merges. */
export function shownIn(ids: readonly string[], merges: readonly Merge[]): Map<string, string> {
  const next = new Map(merges.map((one) => [one.fromId, one.intoId]));
  const endOf = (id: string): string => {
    const into = next.get(id);
    return into === undefined ? id : endOf(into);
  };
  return new Map(ids.map((id) => [id, endOf(id)]));
}
