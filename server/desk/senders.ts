import type { Kernel } from '#kernel';
import { channelIfPlugged } from './channels.ts';
import { mailboxOf, questionOf } from './question-store.ts';

/** The addresses of ours from which a conversation may be answered, the one that would be taken first; none where nothing can be sent. */
export async function sendersFor(k: Kernel, conversationId: string, family: readonly string[]): Promise<string[]> {
  const mailboxId = await mailboxOf(k, conversationId);
  const all = mailboxId === null ? [] : [...((await channelIfPlugged('mail')?.senders(k, mailboxId)) ?? [])];
  if (all.length < 2) return all;
  const question = await questionOf(k, family);
  const writtenTo = new Set([...(question?.to ?? []), ...(question?.cc ?? [])].map((one) => one.email.toLowerCase()));
  const first = all.find((one) => writtenTo.has(one));
  return first === undefined ? all : [first, ...all.filter((one) => one !== first)];
}
