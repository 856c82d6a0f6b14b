/** One conversation is shown in another. */
export interface Merge {
  readonly fromId: string;
  readonly intoId: string;
  /** The event that tells it: messages under later numbers came after. */
  readonly messageId: string;
  readonly at: number;
}

/** A conversation began with messages of another. */
export interface Split {
  readonly fromId: string;
  readonly intoId: string;
  /** The event that tells it: messages under earlier numbers were in one thread. */
  readonly messageId: string;
}

/** What of another conversation's messages counts in the clocks of one. */
export interface Heard {
  readonly conversationId: string;
  /** All that was said while both were one thread, or what we say while they are shown together. */
  readonly what: 'all' | 'ours';
  /** From this message and instant on. */
  readonly since: { readonly messageId: string; readonly at: number };
  /** Before this message; null: until now. */
  readonly until: string | null;
}

const always: Heard['since'] = { messageId: '0', at: Number.NEGATIVE_INFINITY };

/**
 * What a conversation hears of others. Of those it was split from, or that were split from it, all of before; of those that are shown with it, and with those
 * before they were split, our words since. A function of the merges and splits in force, so that taking one back leaves no trace.
 */
export function heardBy(id: string, merges: readonly Merge[], splits: readonly Split[]): Heard[] {
  const heard: Heard[] = [];
  for (const [one, until] of reach(id, null as string | null, splits, (bound, split) => earlier(bound, split.messageId))) {
    if (one !== id) heard.push({ conversationId: one, what: 'all', since: always, until });
    for (const [other, since] of reach(one, always, merges, later))
      if (other !== one && other !== id) heard.push({ conversationId: other, what: 'ours', since, until });
  }
  return heard;
}

/** Whatever can be reached along the pointers in either direction, with what is gathered on the way. */
function reach<T, P extends { readonly fromId: string; readonly intoId: string }>(
  id: string,
  start: T,
  pointers: readonly P[],
  gather: (value: T, pointer: P) => T,
): Map<string, T> {
  const reached = new Map<string, T>([[id, start]]);
  for (const [one, value] of reached)
    for (const pointer of pointers) {
      const other = pointer.fromId === one ? pointer.intoId : pointer.intoId === one ? pointer.fromId : null;
      if (other !== null && !reached.has(other)) reached.set(other, gather(value, pointer));
    }
  return reached;
}

function later(since: Heard['since'], { messageId, at }: Merge): Heard['since'] {
  return { messageId: isAfter(messageId, since.messageId) ? messageId : since.messageId, at: Math.max(at, since.at) };
}

function earlier(bound: string | null, messageId: string): string {
  return bound !== null && isAfter(messageId, bound) ? bound : messageId;
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
