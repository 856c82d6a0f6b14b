import type { Kernel } from '#kernel';
import { openBudget } from '../budget.ts';
import type { Digester } from '../digester.ts';
import { type FolderRole, knownUids } from '../folder-store.ts';
import type { MailboxRow } from '../mailbox-store.ts';
import { openGraph } from './client.ts';
import { folderNames, type Item, type Page, receiptOf, there } from './graph.rules.ts';
import { graphCursor, numbersOf } from './graph-store.ts';
import { type GraphLine, graphValidity, takeItems } from './read-page.ts';

export interface ComparedFolder {
  readonly role: FolderRole;
  readonly mails: number;
  /** What is there and not in the table, with its number. */
  readonly missing: readonly { readonly item: Item; readonly uid: number; readonly isFetched: boolean }[];
}

const tenMinutes = 600_000;

// The reader's sweep understands what is brought in within a second.
const noDigester: Digester = {
  offer: async (work) => {
    for (const one of work) one.release?.();
  },
  sweep: async () => 0,
  settle: async () => {},
  stop: async () => {},
};

/** Compares each folder with the table, mail by mail, and brings in what is missing. A folder that is still being scanned for the first time is left out. */
export async function compareByGraph(k: Kernel, mailbox: MailboxRow): Promise<ComparedFolder[]> {
  const graph = openGraph(k, mailbox);
  const line: GraphLine = {
    k,
    mailbox,
    graph,
    digester: noDigester,
    budget: openBudget(8 * 1024 * 1024),
    connectedAt: k.clock.real(),
    refused: new Map(),
    progressed: () => {},
  };
  try {
    const all: ComparedFolder[] = [];
    for (const role of ['inbox', 'sent', 'junk'] as const) {
      const cursor = await graphCursor(k, mailbox.id, { role, root: graph.root });
      if (cursor?.isCaughtUp) all.push(await compareFolder(line, role));
    }
    return all;
  } finally {
    graph.close();
  }
}

async function compareFolder(line: GraphLine, role: FolderRole): Promise<ComparedFolder> {
  const { k, mailbox, graph } = line;
  const missing: { item: Item; uid: number; isFetched: boolean }[] = [];
  let mails = 0;
  let next: string | undefined = `${graph.root}/mailFolders/${folderNames[role]}/messages?$select=receivedDateTime,isDraft&$top=200`;
  while (next !== undefined) {
    const page: Page = await graph.get(next);
    const items = there(page);
    mails += items.length;
    const numbers = await numbersOf(
      k,
      mailbox.id,
      role,
      items.map((one) => one.id),
    );
    const known = await knownUids(k, mailbox.id, { role, uidvalidity: graphValidity }, [...numbers.values()]);
    for (const item of items) {
      const uid = numbers.get(item.id) as number;
      // What has just come is the reader's to bring in.
      const isFresh = (receiptOf(item) ?? 0) > k.clock.now() - tenMinutes;
      if (!known.has(uid) && !isFresh) missing.push({ item, uid, isFetched: await bring(line, role, item) });
    }
    next = page['@odata.nextLink'];
  }
  return { role, mails, missing };
}

/** One by one: what could not be had once may be why it is missing. */
async function bring(line: GraphLine, role: FolderRole, item: Item): Promise<boolean> {
  try {
    return (await takeItems(line, role, { items: [item], isBacklog: false })) > 0;
  } catch (error) {
    line.k.log.warn('mail.graph-mail-refused', { mailbox: line.mailbox.address, error });
    return false;
  }
}
