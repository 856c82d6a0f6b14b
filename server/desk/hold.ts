import type { Kernel } from '#kernel';
import { type HeldConversation, holdConversation } from './change-store.ts';
import { refuse } from './refusals.ts';

/** A conversation, locked for the operation together with its kin. */
export interface Held extends HeldConversation {
  /** Itself, and whatever is shown in it or beside it: all whose rows hang on its own. */
  readonly kin: readonly HeldConversation[];
  /** Itself, and what is shown in it. */
  readonly family: readonly string[];
}

/** The conversation in which that of an id is shown: itself, unless it was merged into another. Refuses `unknown-conversation`. */
export async function hold(k: Kernel, id: string): Promise<Held> {
  const own = await holdOwn(k, id);
  return own.mergedInto === null ? own : shownOf(own);
}

/** The conversation of an id itself, wherever it is shown: for what lies in it. Refuses `unknown-conversation`. */
export async function holdOwn(k: Kernel, id: string): Promise<Held> {
  const kin = /^\d{1,18}$/.test(id) ? await holdConversation(k, id) : [];
  const own = kin.find((one) => one.id === id);
  if (!own) throw refuse.unknownConversation();
  return among(own, kin);
}

/** Where it is shown. */
export function shownOf(held: Held): Held {
  const shown = held.kin.find((one) => one.id === held.mergedInto);
  return shown ? among(shown, held.kin) : held;
}

function among(own: HeldConversation, kin: readonly HeldConversation[]): Held {
  const family = [own.id, ...kin.filter((one) => one.mergedInto === own.id).map((one) => one.id)];
  return { ...own, kin, family };
}
