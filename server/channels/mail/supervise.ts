import { randomUUID } from 'node:crypto';
import type { Kernel, Lease } from '#kernel';
import { openBudget } from './budget.ts';
import { type Digester, openDigester } from './digester.ts';
import { announce, forgetReader, type Wanted, wantedMailboxes } from './lease-store.ts';
import { listen, type Listening } from './listen.ts';
import { fairShare } from './mailbox.rules.ts';
import { writeReadings } from './mailbox-store.ts';
import type { ParserPool } from './pool.ts';

export interface Supervisor {
  /** Looks now instead of within two seconds; answers when it has. */
  look(): Promise<void>;
  readonly digester: Digester;
  stop(): Promise<void>;
}

interface Post {
  readonly version: number;
  readonly lease: Lease;
  readonly listening: Listening;
}

// A mailbox added or changed is noticed within 5 s.
const pause = 2000;
// Raw mail in memory, for all mailboxes together.
const bytesAtOnce = 6 * 1024 * 1024;
const signingInAtOnce = 20;

/** Reads the mailboxes of this database, sharing them with the other server processes. */
export function supervise(k: Kernel, pool: ParserPool): Supervisor {
  const reader = randomUUID();
  const posts = new Map<string, Post>();
  const readings = new Map<string, { lastReadAt: number; isIdle: boolean }>();
  const budget = openBudget(bytesAtOnce);
  const gate = openBudget(signingInAtOnce);
  const digester = openDigester(k, {
    pool,
    mailboxIds: () => [...posts.keys()],
    needsSent: (ids) => ids.forEach((id) => posts.get(id)?.listening.readNow()),
  });
  let stopped = false;
  let looking: Promise<void> | null = null;

  async function lookOnce(): Promise<void> {
    const readers = await announce(k, reader);
    const wanted = await wantedMailboxes(k);
    await leaveUnwanted(wanted);
    const share = fairShare(wanted.length, readers);
    for (const id of [...posts.keys()].slice(share)) await leave(id);
    for (const one of wanted) {
      if (stopped || posts.size >= share) break;
      if (!posts.has(one.id)) await take(one);
    }
    await flush();
  }

  /** Paused, removed, changed, or its lease lost with the connection that held it. */
  async function leaveUnwanted(wanted: readonly Wanted[]): Promise<void> {
    const versions = new Map(wanted.map((one) => [one.id, one.version]));
    const gone = [...posts].filter(([id, post]) => versions.get(id) !== post.version || post.lease.lost.aborted);
    await Promise.all(gone.map(([id]) => leave(id)));
  }

  async function take({ id, version }: Wanted): Promise<void> {
    const lease = await k.leases.hold(`mail.mailbox.${id}`);
    if (!lease) return;
    const listening = listen(k, id, {
      digester,
      budget,
      gate,
      wasRead: (isIdle) => readings.set(id, { lastReadAt: k.clock.now(), isIdle }),
    });
    const post = { version, lease, listening };
    posts.set(id, post);
    lease.lost.addEventListener('abort', () => void leave(id, post));
    void listening.ended.then(() => leave(id, post));
  }

  async function leave(id: string, post = posts.get(id)): Promise<void> {
    if (!post || posts.get(id) !== post) return;
    posts.delete(id);
    await post.listening.stop();
    await post.lease.release();
  }

  async function flush(): Promise<void> {
    if (readings.size === 0) return;
    const all = [...readings].map(([mailboxId, one]) => ({ mailboxId, ...one }));
    readings.clear();
    await writeReadings(k, all);
  }

  function look(): Promise<void> {
    looking ??= lookOnce()
      .catch((error: unknown) => k.log.warn('mail.supervision-failed', { error }))
      .finally(() => {
        looking = null;
      });
    return looking;
  }

  const timer = setInterval(() => void look(), pause);
  void look();
  return {
    look,
    digester,
    async stop() {
      stopped = true;
      clearInterval(timer);
      await looking;
      await Promise.all([...posts.keys()].map((id) => leave(id)));
      await digester.stop();
      await flush().catch(() => {});
      await forgetReader(k, reader).catch(() => {});
    },
  };
}
