import type { Kernel } from '#kernel';
import { listAreas, listPersons } from '#people';
import { looksLikeEmail } from '../reply.rules.ts';
import type { KnownAddress } from '../shapes.ts';
import { namesOf, participantsOf, requestersLike } from './address-store.ts';

/** So many are offered: more are found by typing on. */
const most = 8;

/**
 * Addresses that hold what is being typed, in their name or themselves: of this conversation first, then of the institution and its areas, then of
 * whoever has written. Each once.
 */
export async function findAddresses(k: Kernel, typed: string, conversationId: string | null): Promise<KnownAddress[]> {
  const q = typed.trim().toLowerCase();
  if (q.length < 2) return [];
  const [participants, persons, areas, requesters] = await Promise.all([
    conversationId === null ? [] : participantsOf(k, [conversationId]),
    listPersons(k, q),
    listAreas(k),
    requestersLike(k, q, most),
  ]);
  const names = await namesOf(k, participants);
  const found: KnownAddress[] = [
    ...participants.map((email) => ({ name: names.get(email) ?? '', email, kind: 'participant' as const })),
    ...persons.map(({ name, email }) => ({ name, email: email ?? '', kind: 'person' as const })),
    ...areas.map(({ name, mail }) => ({ name, email: mail ?? '', kind: 'area' as const })),
    ...requesters.map((one) => ({ ...one, kind: 'contact' as const })),
  ].filter((one) => looksLikeEmail(one.email) && (one.kind === 'contact' || bare(`${one.name} ${one.email}`).includes(bare(q))));
  return [...new Map(found.toReversed().map((one) => [one.email.toLowerCase(), one])).values()].toReversed().slice(0, most);
}

function bare(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
