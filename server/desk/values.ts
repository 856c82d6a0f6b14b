import type { Kernel } from '#kernel';
import type { Institution } from '#kernel/shapes';
import { conversationById } from './list-store.ts';
import { momentWords } from './moment.rules.ts';
import { numberOf } from './present.ts';
import { refuse } from './refusals.ts';
import type { Values } from './template.rules.ts';

/** What a template may name, for a conversation (null: none, as in a preview) and whoever asks. Refuses `unknown-conversation`. */
export async function valuesFor(k: Kernel, conversationId: string | null): Promise<Values> {
  const institution = await k.settings.get<Institution | null>('institution');
  const row = conversationId !== null && /^\d{1,18}$/.test(conversationId) ? await conversationById(k, conversationId) : undefined;
  if (conversationId !== null && !row) throw refuse.unknownConversation();
  const now = k.clock.now();
  const requester = row?.requesterName.trim() || null;
  return {
    requester,
    firstName: requester?.split(/\s+/)[0] ?? null,
    number: row ? numberOf(row.id) : null,
    subject: row?.subject.trim() || null,
    due: row?.dueAt == null ? null : momentWords(row.dueAt, now),
    received: row ? momentWords(row.receivedAt, now) : null,
    today: momentWords(now, now).split(',')[0] ?? null,
    operator: k.actor.name,
    institution: institution?.name ?? null,
    acronym: institution?.acronym ?? null,
    department: institution?.department ?? null,
    mailbox: row?.mailbox ?? null,
  };
}
