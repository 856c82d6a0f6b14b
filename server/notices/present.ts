import { briefsOf } from '#desk';
import { iso, type Kernel } from '#kernel';
import type { NoticeRow } from './notice-store.ts';
import { topicOf } from './rules.ts';
import type { NoticeItem } from './shapes.ts';

/** Notices as they are read, with the conversations they lead to as these are now. */
export async function presented(k: Kernel, rows: readonly NoticeRow[]): Promise<NoticeItem[]> {
  const briefs = await briefsOf(
    k,
    rows.flatMap((row) => row.conversationId ?? []),
  );
  return rows.map((row) => {
    const brief = row.conversationId === null ? undefined : briefs.get(row.conversationId);
    const { by = null, count = 1, trouble = null, dueAt } = row.detail;
    return {
      id: row.id,
      kind: row.kind,
      topic: topicOf[row.kind],
      at: iso(row.madeAt),
      isRead: row.readAt !== null,
      by,
      count,
      trouble,
      dueAt: dueAt === undefined ? null : iso(dueAt),
      conversation: brief ? { id: brief.id, number: brief.number, subject: brief.subject, requester: brief.requester } : null,
    };
  });
}
