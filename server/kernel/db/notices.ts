import type { Socket } from 'node:net';
import type pg from 'pg';
import type { Logger } from '../log.ts';
import type { Database } from './database.ts';

/**
 * The one connection that lives as long as the process: it hears what other processes say (LISTEN) and holds the locks that
 * must fall when the process dies. It is watched, and comes back by itself.
 */
export interface Notices {
  /** Connects unless it is connected or about to be. */
  open(): void;
  readonly isOpen: boolean;
  /** Also called after each new connection, with null: something may have been missed. */
  on(channel: string, listener: (payload: string | null) => void): void;
  /** Called when the connection is lost, with all the locks it held. */
  onLost(listener: () => void): void;
  /** Waits for the connection and runs on it; refuses `database-away`. */
  use<T>(work: (client: pg.Client) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

const heartbeat = 10_000;

export function openNotices(database: Database, log: Logger): Notices {
  const listeners = new Map<string, ((payload: string | null) => void)[]>();
  const lost: (() => void)[] = [];
  let client: pg.Client | null = null;
  let connecting: Promise<pg.Client> | null = null;
  let wanted = false;
  let timer: NodeJS.Timeout | undefined;
  let turn: Promise<unknown> = Promise.resolve();

  /** One connection does one thing at a time. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = turn.then(work, work);
    turn = mine.catch(() => {});
    return mine;
  }

  async function connect(): Promise<pg.Client> {
    const fresh = await database.connect().catch(async (error: unknown) => {
      await database.ensure();
      return database.connect().catch(() => {
        throw error;
      });
    });
    for (const channel of listeners.keys()) await fresh.query(`listen ${channel}`);
    fresh.on('notification', ({ channel, payload }) => tell(channel, payload ?? ''));
    fresh.once('end', () => drop(fresh));
    fresh.on('error', () => drop(fresh));
    client = fresh;
    watch(fresh);
    for (const channel of listeners.keys()) tell(channel, null);
    return fresh;
  }

  function tell(channel: string, payload: string | null) {
    for (const listener of listeners.get(channel) ?? []) listener(payload);
  }

  function open(): Promise<pg.Client> {
    wanted = true;
    if (client) return Promise.resolve(client);
    connecting ??= connect().finally(() => {
      connecting = null;
    });
    return connecting;
  }

  function drop(gone: pg.Client) {
    if (client !== gone) return;
    client = null;
    clearTimeout(timer);
    gone.end().catch(() => {});
    // On a dead line nobody would ever answer what was asked: cut, it fails at once.
    (gone as unknown as { connection: { stream: Socket } }).connection.stream.destroy();
    for (const listener of lost) listener();
    if (wanted) again(250);
  }

  function again(pause: number) {
    timer = setTimeout(() => {
      if (!wanted) return;
      open().catch((error: unknown) => {
        log.warn('database.notices-away', { reason: (error as Error).message });
        again(Math.min(pause * 2, 5000));
      });
    }, pause);
  }

  /** A line that went dead without a word is noticed by a question that nobody answers. */
  function watch(fresh: pg.Client) {
    timer = setTimeout(async () => {
      const dead = setTimeout(() => drop(fresh), heartbeat / 2);
      try {
        await inTurn(() => fresh.query('select 1'));
      } catch {
        drop(fresh);
      }
      clearTimeout(dead);
      if (client === fresh) watch(fresh);
    }, heartbeat);
  }

  return {
    open: () => {
      open().catch(() => again(250));
    },
    get isOpen() {
      return client !== null;
    },
    on(channel, listener) {
      const known = listeners.get(channel);
      if (known) known.push(listener);
      else {
        listeners.set(channel, [listener]);
        const now = client;
        if (now) inTurn(() => now.query(`listen ${channel}`)).catch(() => {});
      }
    },
    onLost: (listener) => void lost.push(listener),
    use: async (work) => {
      await open();
      return inTurn(async () => work(await open()));
    },
    async close() {
      wanted = false;
      clearTimeout(timer);
      await connecting?.catch(() => {});
      const last = client;
      client = null;
      clearTimeout(timer);
      await last?.end().catch(() => {});
    },
  };
}
