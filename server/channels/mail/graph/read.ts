import { type FolderRole, markRead, noteFolders } from '../folder-store.ts';
import { pause, pollPause } from '../pause.ts';
import type { Reading } from '../reading.ts';
import { GraphError, openGraph } from './client.ts';
import { firstLink, folderNames, mustScanAgain, type Page, there } from './graph.rules.ts';
import { forgetGraphCursor, graphCursor, writeGraphCursor } from './graph-store.ts';
import { type GraphLine, takeItems } from './read-page.ts';

const roles = ['inbox', 'sent', 'junk'] as const;
// So many pages of a folder, after which the others get their turn.
const pagesAtOnce = 4;

/** Reads a mailbox through Graph: asks each folder for what changed, every `mail.poll_seconds`. Fails when a question does; what was kept stays kept. */
export async function readByGraph({ k, mailbox, options, state, worked, atEase }: Reading): Promise<void> {
  const graph = openGraph(k, mailbox);
  state.close = () => graph.close();
  const line: GraphLine = {
    k,
    mailbox,
    graph,
    digester: options.digester,
    budget: options.budget,
    connectedAt: k.clock.real(),
    refused: refusedBy(mailbox.id),
    progressed: worked,
  };
  try {
    await noteFolders(
      k,
      mailbox.id,
      roles.map((role) => ({ role, path: folderNames[role] })),
    );
    while (!state.stopped) {
      state.others = false;
      let isBehind = false;
      for (const role of roles) isBehind = (await readFolder(line, role, () => state.stopped)) || isBehind;
      if (state.stopped) return;
      worked();
      await atEase();
      options.wasRead(false);
      if (!isBehind && !state.others) await pause(state, await pollPause(k));
    }
  } finally {
    state.close = null;
    graph.close();
  }
}

// A mail that is refused is remembered over the cuts that it causes.
const refusals = new Map<string, Map<string, number>>();

function refusedBy(mailboxId: string): Map<string, number> {
  const known = refusals.get(mailboxId) ?? new Map<string, number>();
  refusals.set(mailboxId, known);
  return known;
}

/** The next pages of a folder; answers whether there are more. A link is noted only once what its page brought has been kept (email.md 8, 3). */
async function readFolder(line: GraphLine, role: FolderRole, isStopped: () => boolean): Promise<boolean> {
  const { k, mailbox, graph } = line;
  for (let nr = 0; nr < pagesAtOnce; nr++) {
    if (isStopped()) return false;
    const at = k.clock.real();
    const cursor = await graphCursor(k, mailbox.id, { role, root: graph.root });
    const page = await pageAt(line, role, cursor?.next);
    if (!page) continue;
    await takeItems(line, role, { items: there(page), isBacklog: !cursor?.isCaughtUp });
    const { '@odata.nextLink': next, '@odata.deltaLink': delta } = page;
    const isCaughtUp = (cursor?.isCaughtUp ?? false) || delta !== undefined;
    await writeGraphCursor(k, mailbox.id, { role, root: graph.root, next: delta ?? next ?? firstLink(graph.root, role), isCaughtUp });
    if (next === undefined) {
      await markRead(k, mailbox.id, role, at);
      return false;
    }
  }
  return true;
}

/** Null: the link has expired, and the folder is scanned from its beginning; what is known there costs no bytes. */
async function pageAt({ k, mailbox, graph }: GraphLine, role: FolderRole, next: string | undefined): Promise<Page | null> {
  try {
    return await graph.get<Page>(next ?? firstLink(graph.root, role));
  } catch (error) {
    if (next === undefined || !(error instanceof GraphError) || !mustScanAgain(error.failure)) throw error;
    k.log.warn('mail.graph-link-expired', { mailbox: mailbox.address, folder: role, code: error.failure.code });
    await forgetGraphCursor(k, mailbox.id, role);
    return null;
  }
}
