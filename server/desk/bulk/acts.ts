import { type ZodType, z } from 'zod';
import type { Kernel, Permission } from '#kernel';
import { idShape } from '#kernel/shapes';
import { assign, giveBack, take } from '../assign.ts';
import { hold } from '../hold.ts';
import { reopen, resolve, standAgain } from '../resolve.ts';
import type { BulkRow } from './bulk-store.ts';
import type { BulkActName } from './shapes.ts';
import { tellOwners } from './tell-owners.ts';

/** What can be done to many, by the operation that does it to one: which refuses before it writes or tells anything. */
interface BulkAct<Detail = any, State = any> {
  readonly needs: Permission;
  /** What it takes beside the conversations. */
  readonly detail: ZodType<Detail>;
  /** In the asker's name, within a transaction. */
  do(k: Kernel, id: string, detail: Detail): Promise<void>;
  /** What it changes of a conversation, as it stands now: kept before and after, as JSON. */
  look(k: Kernel, id: string): Promise<State>;
  /** Puts back what it was; asked only while it is what the act left. Its refusal leaves the conversation as it is. */
  restore(k: Kernel, id: string, before: State): Promise<void>;
  /** Once, after all of them, in the asker's name: for what is told of many together. */
  ended?(k: Kernel, bulk: Pick<BulkRow, 'id' | 'state'>): Promise<void>;
}

const owner = {
  look: async (k: Kernel, id: string) => {
    const { assigneeId, isByRota } = await hold(k, id);
    return { assigneeId, isByRota };
  },
  restore: giveBack,
  ended: tellOwners,
};
const among = { isOneOfMany: true } as const;

const stand = {
  look: async (k: Kernel, id: string) => {
    const { state, resolvedAt, isSetAside } = await hold(k, id);
    return { state, resolvedAt, isSetAside };
  },
  restore: standAgain,
};

const nothing = z.strictObject({});

/** Another act is a line here, its name in shapes.ts, and its words in the console (web/src/desk/bulk/acts.ts). */
export const bulkActs: Readonly<Record<BulkActName, BulkAct>> = {
  assign: {
    needs: 'conversations.assign',
    detail: z.strictObject({ assignee: idShape }),
    do: (k, id, { assignee }) => assign(k, id, assignee, among),
    ...owner,
  },
  take: { needs: 'conversations.take', detail: nothing, do: (k, id) => take(k, id, among), ...owner },
  unassign: { needs: 'conversations.take', detail: nothing, do: (k, id) => assign(k, id, null, among), ...owner },
  resolve: { needs: 'conversations.resolve', detail: nothing, do: resolve, ...stand },
  reopen: { needs: 'conversations.resolve', detail: nothing, do: reopen, ...stand },
};
