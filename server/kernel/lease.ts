import type { Notices } from './db/notices.ts';
import { tryLock, unlock } from './db/lock-store.ts';

/** A name held by this process alone. */
export interface Lease {
  readonly name: string;
  /** Aborted when the lease is lost, with its connection: stop what it allowed, and ask again later. */
  readonly lost: AbortSignal;
  release(): Promise<void>;
}

/** Names of which one process in the whole database holds each. */
export interface Leases {
  /**
   * Holds a name in the whole database, or answers null while another process (or another part of this one) holds it. It falls
   * by itself when the process dies. Refuses `database-away`.
   */
  hold(name: string): Promise<Lease | null>;
}

/** Locks of one connection's session: nothing to renew, nothing left behind by kill -9. */
export function openLeases(notices: Notices): Leases {
  const held = new Map<string, AbortController>();
  notices.onLost(() => {
    const all = [...held.values()];
    held.clear();
    for (const one of all) one.abort();
  });
  return {
    async hold(name) {
      if (held.has(name)) return null;
      const control = new AbortController();
      held.set(name, control);
      try {
        const isOurs = await notices.use((client) => tryLock(client, name));
        if (!isOurs || held.get(name) !== control) {
          if (held.get(name) === control) held.delete(name);
          return null;
        }
      } catch (error) {
        if (held.get(name) === control) held.delete(name);
        throw error;
      }
      return {
        name,
        lost: control.signal,
        async release() {
          if (held.get(name) !== control) return;
          await notices.use((client) => unlock(client, name)).catch(() => {});
          held.delete(name);
        },
      };
    },
  };
}
