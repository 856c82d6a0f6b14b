import type { Kernel } from '#kernel';
import type { MailboxRow } from '../mailbox-store.ts';
import { type Graph, openGraph } from './client.ts';
import { folderNames, type Item, receiptOf } from './graph.rules.ts';

export interface HeaderOf {
  /** As they would stand at the head of the mail. */
  readonly header: Buffer;
  /** When it was received, ms. */
  readonly at: number | null;
}

type Listed = Item & { readonly internetMessageHeaders?: readonly { readonly name: string; readonly value: string }[] };

// Through Graph each page of headers takes seconds: what came last is enough to see what would happen.
const lookedAt = 500;

/** The headers of the last mails of a mailbox, oldest first, and how many its inbox holds. Stores and marks nothing. */
export async function headersOf(k: Kernel, mailbox: MailboxRow): Promise<{ inbox: HeaderOf[]; sent: HeaderOf[]; mails: number }> {
  const graph = openGraph(k, mailbox);
  try {
    const { totalItemCount } = await graph.get<{ totalItemCount?: number }>(
      `${graph.root}/mailFolders/${folderNames.inbox}?$select=totalItemCount`,
    );
    const inbox = await lastOf(graph, folderNames.inbox);
    return { inbox, sent: await lastOf(graph, folderNames.sent), mails: totalItemCount ?? inbox.length };
  } finally {
    graph.close();
  }
}

async function lastOf(graph: Graph, folder: string): Promise<HeaderOf[]> {
  const found: HeaderOf[] = [];
  let next: string | undefined =
    `${graph.root}/mailFolders/${folder}/messages?$select=receivedDateTime,internetMessageHeaders&$orderby=receivedDateTime%20desc&$top=50`;
  while (next !== undefined && found.length < lookedAt) {
    const page: { value: Listed[]; '@odata.nextLink'?: string } = await graph.get(next);
    found.push(...page.value.map((one) => ({ header: headerOf(one), at: receiptOf(one) })));
    next = page['@odata.nextLink'];
  }
  return found.slice(0, lookedAt).reverse();
}

function headerOf({ internetMessageHeaders }: Listed): Buffer {
  const lines = (internetMessageHeaders ?? []).map(({ name, value }) => `${name}: ${value.replace(/[\r\n]+\s*/g, ' ')}\r\n`);
  return Buffer.from(`${lines.join('')}\r\n`, 'utf8');
}
