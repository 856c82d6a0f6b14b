import { type Kernel, type Opened, systemActor } from '#kernel';
import { referencesTo } from '../server/desk/receive-store.ts';
import type { HandDriven } from '../server/channels/mail/hand-driven.ts';
import type { Agenda, StageClock } from './agenda.ts';
import type { Colleague } from './cast.ts';
import { bytesOf, type Got, type Letter } from './letters.ts';
import type { Dice } from './random.ts';

/** What the play is performed with: the product's own operations, under a clock that stands where the play has come to. */
export interface Stage {
  readonly k: Kernel;
  readonly clock: StageClock;
  readonly dice: Dice;
  readonly agenda: Agenda;
  readonly mail: HandDriven;
  readonly opened: Pick<Opened, 'drain'>;
  /** What the sink took since it was last emptied. */
  readonly got: Got[];
  /** The same kernel, acting as a colleague. */
  as(key: Colleague['key']): Kernel;
  idOf(key: Colleague['key']): string;
  keyOf(accountId: string): Colleague['key'] | undefined;
  /** So many working minutes later; an instant in ms. */
  later(from: number, minutes: number): number;
  newId(): string;
}

/** Sends a letter to a mailbox at its instant; answers its conversation, null where it makes none. */
export async function write(s: Stage, letter: Letter, place: 'smtp' | 'sent' | 'junk' = 'smtp'): Promise<string | null> {
  return deliver(s, boxOf(place === 'sent' ? letter.from.email : letter.to), letter.id, await bytesOf(letter), place);
}

export async function deliver(s: Stage, box: string, id: string, raw: Buffer, place: 'smtp' | 'sent' | 'junk' = 'smtp') {
  await s.mail.deliver(box, raw, place);
  const [found] = await referencesTo(s.k, [id]);
  return found?.conversationId ?? null;
}

/** info+token@host → info@host, and an alias is of its mailbox. */
function boxOf(address: string): string {
  const plain = address.toLowerCase().replace(/\+[^@]*(?=@)/, '');
  return plain.startsWith('info@') ? plain.replace('info@', 'servicio@') : plain;
}

/** Runs what a colleague would find impossible (somebody was faster, nothing waits any more) as what it is: nothing happens. */
export async function tryTo(work: () => Promise<unknown>): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (error) {
    if ((error as { status?: number }).status === undefined) throw error;
    return false;
  }
}

export const system = (k: Kernel): Kernel => k.as(systemActor);
