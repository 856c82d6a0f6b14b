import { iso, type Kernel } from '#kernel';
import { addMailboxByUrl, type MailboxByUrl, theMailbox, theMailboxOf } from './mailbox.ts';
import { testInShort } from './test-connection.ts';

type Test = Awaited<ReturnType<typeof testInShort>>;

/** Adds a mailbox from URLs with its passwords in them and tries it; reading starts at once, also where the test fails. Refuses `mailbox-exists`, `bad-server-url`… */
export async function addMailbox(k: Kernel, asked: MailboxByUrl): Promise<{ id: string; since: string; test: Test }> {
  const { id, since } = await addMailboxByUrl(k, asked);
  return { id, since: iso(since), test: await testInShort(k, await theMailbox(k, id)) };
}

/** Tries a mailbox by its address: reading and sending, each with a sentence. Refuses `unknown-mailbox`. */
export async function testMailboxOf(k: Kernel, address: string): Promise<Test> {
  return testInShort(k, await theMailboxOf(k, address));
}
