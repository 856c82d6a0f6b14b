/** A mail as its header shows it. */
export interface Glance {
  readonly from: string;
  readonly subject: string;
  readonly at: number;
  readonly messageId: string | null;
  readonly references: readonly string[];
  readonly isPerson: boolean;
  /** Found in Sent. */
  readonly isOut: boolean;
}

export type Would = 'history' | 'opens' | 'joins' | 'robot' | 'duplicate';

export interface Judged {
  readonly glance: Glance;
  readonly would: Would;
}

interface Thread {
  waits: boolean;
}

/** What reading these mails would do, in the order of their receipt; those of Sent only answer. */
export function judge(
  glances: readonly Glance[],
  since: number,
): { readonly judged: Judged[]; readonly conversations: number; readonly waiting: number } {
  const threads = new Map<string, Thread>();
  const seen = new Set<string>();
  const all = new Set<Thread>();
  const judged: Judged[] = [];
  for (const glance of [...glances].sort((a, b) => a.at - b.at)) {
    const ids = [...(glance.messageId === null ? [] : [glance.messageId]), ...glance.references];
    const known = ids.map((id) => threads.get(id)).find((one) => one !== undefined);
    const thread = known ?? { waits: false };
    for (const id of ids) if (!threads.has(id)) threads.set(id, thread);
    if (glance.isOut) {
      if (glance.isPerson) thread.waits = false;
      continue;
    }
    all.add(thread);
    const isRepeated = glance.messageId !== null && seen.has(`${glance.messageId}\n${glance.from}\n${glance.subject}`);
    seen.add(`${glance.messageId}\n${glance.from}\n${glance.subject}`);
    const would = wouldOf(glance, { isRepeated, waits: thread.waits, since });
    if (would === 'opens') thread.waits = true;
    judged.push({ glance, would });
  }
  return { judged, conversations: all.size, waiting: [...all].filter((one) => one.waits).length };
}

function wouldOf(glance: Glance, { isRepeated, waits, since }: { isRepeated: boolean; waits: boolean; since: number }): Would {
  if (isRepeated) return 'duplicate';
  if (!glance.isPerson) return 'robot';
  if (glance.at < since) return 'history';
  return waits ? 'joins' : 'opens';
}
