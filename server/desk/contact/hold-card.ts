import type { Kernel } from '#kernel';
import { type CardRow, lockCard, refreshSearch } from './card-store.ts';
import { refuse } from './refusals.ts';

/** The card of an id, locked for the operation. Refuses `unknown-contact`. */
export async function holdCard(k: Kernel, id: string): Promise<CardRow> {
  const row = await lockCard(k, id);
  if (!row) throw refuse.unknownContact();
  return row;
}

/** What every change of a card leaves behind: how it is found, the act (which says what, never the values), the news. */
export async function changed(k: Kernel, id: string, verb: string, detail: Readonly<Record<string, unknown>> = {}): Promise<void> {
  await refreshSearch(k, [id]);
  await k.acts.write({ verb: `contact.${verb}`, subject: { kind: 'contact', id }, detail });
  await k.live.tell('contact', id);
}
