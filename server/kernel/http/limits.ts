import { z } from 'zod';
import { knownPrincipal } from '../auth/principal.ts';
import type { Kernel } from '../kernel.ts';
import { networkOf } from './address.ts';
import { openBuckets, type Rate } from './bucket.ts';
import type { Credential } from './credential.ts';
import { refuse } from './refusals.ts';

/** Requests a minute: by address for who is not signed in, by session or token for who is. */
export const limitsShape = z.strictObject({
  anonymous: z.number().int().min(10).max(10_000_000),
  session: z.number().int().min(100).max(10_000_000),
  token: z.number().int().min(100).max(10_000_000),
  /** Sign-ins and the like, by address. */
  door: z.number().int().min(10).max(10_000_000),
});
export type Limits = z.infer<typeof limitsShape>;
export const initialLimits: Limits = { anonymous: 1200, session: 12_000, token: 120_000, door: 60 };

export interface Limiter {
  /** Refuses `too-many-requests` (429) with the seconds to wait. `kind`: signing in is held tighter, the console's own files looser. */
  pass(kind: 'api' | 'sign-in' | 'file', ip: string, credential: Credential | null): Promise<void>;
}

/** One bucket per neighbour and kind: a flood from one address spends its own bucket, and who is signed in has another. */
export function openLimiter(k: Kernel): Limiter {
  const buckets = openBuckets();
  let limits = initialLimits;
  return {
    async pass(kind, ip, credential) {
      // While the database is away the last limits known stay in force.
      limits = await k.settings.get<Limits>('http.limits').catch(() => limits);
      const now = k.clock.real();
      const network = networkOf(ip);
      const principal = credential && kind === 'api' ? knownPrincipal(credential.kind, credential.secret) : null;
      const wait = principal
        ? buckets.take(principal.key, rate(principal.kind === 'token' ? limits.token : limits.session), now)
        : buckets.take(`${kind}${credential ? ' with a secret' : ''} ${network}`, rateOf(kind, credential !== null, limits), now);
      if (wait > 0) throw refuse.tooMany(wait);
    },
  };
}

function rateOf(kind: 'api' | 'sign-in' | 'file', hasSecret: boolean, limits: Limits): Rate {
  if (kind === 'sign-in') return { burst: limits.door, perMinute: limits.door };
  // A whole institution may open its consoles at eight behind one address.
  if (kind === 'file') return rate(limits.anonymous * 5);
  // A secret not checked yet: after a restart every console comes with one at once. Guesses of tokens end here too.
  return rate(hasSecret ? limits.anonymous * 2 : limits.anonymous);
}

function rate(perMinute: number): Rate {
  return { burst: Math.ceil(perMinute / 2), perMinute };
}
