import { networkOf } from '../http/address.ts';
import type { Kernel } from '../kernel.ts';
import { forgetTries, giveBackTry, noteTry } from './attempt-store.ts';
import { refuse } from './refusals.ts';
import { hashOf } from './secret.ts';

/** Where a try comes from. `knownDevice`: this browser has signed in to the very account before. */
export interface TryOrigin {
  readonly ip: string;
  readonly knownDevice: string | null;
}

interface Lane {
  readonly name: string;
  readonly tries: number;
  readonly windowMs: number;
}

const minute = 60_000;

/**
 * No lane belongs to the account alone: somebody who fails on purpose fills only their own address's lane, and a browser
 * that has signed in before keeps its own even behind the same address.
 */
function lanesOf(what: 'password' | 'code', account: string, origin: TryOrigin): Lane[] {
  if (origin.knownDevice) return [{ name: `${what}|${account}|device ${origin.knownDevice}`, tries: 10, windowMs: 5 * minute }];
  const network = networkOf(origin.ip);
  return [
    { name: `${what}|${account}|${network}`, tries: 5, windowMs: 5 * minute },
    // One address may stand for a whole institution: generous, and only against walking through accounts.
    { name: `${what}|${network}`, tries: 100, windowMs: 15 * minute },
  ];
}

export interface Try {
  /** It was right: it does not count, and the account's lane starts afresh. */
  succeeded(): Promise<void>;
}

/** Takes a try in every lane of its origin. Refuses `slow-down` (429) with the seconds to wait; the first refusal of a window is an act. */
export async function takeTry(k: Kernel, what: 'password' | 'code', account: string, origin: TryOrigin): Promise<Try> {
  const lanes = lanesOf(what, account, origin).map((lane) => ({ ...lane, hash: hashOf(lane.name) }));
  for (const lane of lanes) {
    const { tries, endsAt } = await noteTry(k, lane.hash, lane.windowMs);
    if (tries <= lane.tries) continue;
    if (tries === lane.tries + 1)
      await k.acts.write({ verb: 'auth.locked-out', subject: { kind: 'sign-in', id: what }, detail: { tries: lane.tries } });
    throw refuse.slowDown(Math.max(1, Math.ceil((endsAt - k.clock.real()) / 1000)));
  }
  return {
    async succeeded() {
      const [own, ...shared] = lanes;
      if (own) await forgetTries(k, own.hash);
      for (const lane of shared) await giveBackTry(k, lane.hash);
    },
  };
}
