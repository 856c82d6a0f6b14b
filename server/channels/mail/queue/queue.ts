import { outgoingInBrief } from '#desk';
import { cursorId, cursorOf, iso, type Kernel, readCursor } from '#kernel';
import { z } from 'zod';
import { countQueue, queued, type QueuedRow, type QueueState } from './queue-store.ts';

const place = z.strictObject({ id: cursorId });

export interface QueueWish {
  readonly state?: QueueState | undefined;
  readonly mailbox?: string | undefined;
  readonly cursor?: string | undefined;
  readonly limit: number;
}

/** Mail of ours that has not arrived, newest first, with how many stand in each state. */
export async function listQueue(k: Kernel, { state, mailbox, cursor, limit }: QueueWish) {
  const before = cursor === undefined ? null : readCursor(cursor, place).id;
  const mailboxId = mailbox ?? null;
  const rows = await queued(k, { state: state ?? null, mailboxId, before, limit: limit + 1 });
  const page = rows.slice(0, limit);
  const briefs = await outgoingInBrief(
    k,
    page.map((row) => row.id),
  );
  return {
    items: page.map((row) => ({ ...present(row), ...(briefs.get(row.id) ?? nothingKnown) })),
    counts: await countQueue(k, mailboxId),
    next: rows.length > limit ? cursorOf({ id: page.at(-1)?.id }) : null,
  };
}

const nothingKnown = { kind: 'reply', author: null, conversation: null } as const;

function present(row: QueuedRow) {
  const waits = row.state === 'waiting';
  return {
    id: row.id,
    state: row.state,
    mailbox: { id: row.mailboxId, address: row.mailbox },
    recipients: [...row.recipients],
    since: iso(row.createdAt),
    nextTryAt: waits ? iso(row.leavesAt) : null,
    lastTryAt: row.triedAt === null ? null : iso(row.triedAt),
    tries: row.attempts,
    response: row.response,
    isAutomatic: row.automatic,
    // The same bytes once more is harmless only where they never left; of what may have, a person is asked first.
    canHurry: waits || row.state === 'rejected' || row.state === 'cancelled',
    canRepeat: row.state === 'uncertain' || row.state === 'heldBack',
    canCancel: waits && !row.mayHaveLeft,
  };
}
