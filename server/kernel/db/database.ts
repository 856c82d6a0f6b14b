import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { Logger } from '../log.ts';
import { Refusal } from '../refusal.ts';
import { sendsAhead } from './ahead.ts';
import { databaseAway, inWords, isAway } from './database-trouble.ts';

/** No tables known: a store asks with `sql` or adds its own with `withTables`. */
export type Db = Kysely<any>;

export interface Database {
  readonly db: Db;
  /** How to reach it, for connections of their own such as LISTEN's. */
  readonly connection: pg.ClientConfig;
  /** Brings the embedded database up again if it is gone; nothing to do for one of the institution's. */
  ensure(): Promise<void>;
  /** A connection outside the pool, with the product's parsers. The caller ends it. */
  connect(): Promise<pg.Client>;
  close(): Promise<void>;
}

export interface DatabaseOptions {
  readonly connection: pg.ClientConfig;
  readonly ensure?: () => Promise<void>;
  readonly log: Logger;
  readonly poolSize?: number;
}

const text = (parse: (value: string) => unknown) => parse;
/** By type: timestamptz in ms, int8 as text (it may pass 2^53), date as written, numeric as a number. */
const parsers: Readonly<Record<number, (value: string) => unknown>> = {
  1184: text((value) => readTimestamp(value)),
  1185: text((value) => arrayOf(value, readTimestamp)),
  1082: text((value) => value),
  1182: text((value) => arrayOf(value, String)),
  1700: text(Number),
  1016: text((value) => arrayOf(value, String)),
};

const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') => {
    const own = format === 'binary' ? undefined : parsers[oid];
    return own ?? pg.types.getTypeParser(oid, format as 'text');
  }) as typeof pg.types.getTypeParser,
};

/** Opens a small pool. A database that is away makes operations fail with `database-away`; the next ones try again. */
export function openDatabase({ connection, ensure = async () => {}, log, poolSize = 10 }: DatabaseOptions): Database {
  const pool = new pg.Pool({
    ...patient(connection),
    types,
    max: poolSize,
    pipeline: true,
    idleTimeoutMillis: 30_000,
    statement_timeout: 60_000,
    lock_timeout: 30_000,
    idle_in_transaction_session_timeout: 120_000,
  });
  pool.on('error', (error) => log.warn('database.connection-lost', { reason: error.message }));
  pool.on('connect', (client) => {
    // In use it has no other listener, and an error that nobody hears ends the process.
    client.on('error', () => {});
    sendsAhead(client);
  });
  const connect = pool.connect.bind(pool);
  // Kysely's only door to the pool: here one lost database is noticed and brought back.
  pool.connect = (async () => {
    try {
      return await connect();
    } catch (error) {
      if (!isAway(error)) throw inWords(error);
      await withinPatience(ensure(), error);
      return connect().catch((again: unknown) => {
        throw inWords(again);
      });
    }
  }) as typeof pool.connect;
  return {
    db: new Kysely<any>({ dialect: new PostgresDialect({ pool }) }),
    connection,
    ensure,
    connect: async () => {
      const client = new pg.Client({ ...patient(connection), types });
      client.on('error', () => {});
      try {
        await client.connect();
      } catch (error) {
        throw inWords(error);
      }
      return client;
    },
    close: () => pool.end(),
  };
}

function patient(connection: pg.ClientConfig): pg.ClientConfig {
  // The parsers read one form of dates, whatever the server's configuration prefers.
  return {
    ...connection,
    options: '-c datestyle=ISO -c timezone=UTC',
    keepAlive: true,
    connectionTimeoutMillis: 10_000,
    application_name: 'ventanilla',
  };
}

/** Nobody waits in a request for a database that takes long to come up; bringing it up goes on behind. */
function withinPatience(coming: Promise<void>, cause: unknown): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(databaseAway(cause)), 5000);
    coming
      .then(resolve, (error: unknown) => reject(error instanceof Refusal ? error : databaseAway(error)))
      .finally(() => clearTimeout(timer));
  });
}

/** '2026-11-24 08:00:00.123+00', also with offsets of minutes; microseconds are cut to ms. */
export function readTimestamp(value: string): number {
  if (plain.test(value)) return secondsOf(value) + (value.charCodeAt(19) === point ? Number(`${value.slice(20, -3)}00`.slice(0, 3)) : 0);
  const at = Date.parse(value.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00'));
  if (Number.isNaN(at)) throw new Error(`Not an instant: ${value}`);
  return at;
}

// As our connections write it (UTC): by far the most there are, and quick to read.
const point = 46;
const plain = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d+)?\+00$/;

function secondsOf(value: string): number {
  const two = (at: number) => (value.charCodeAt(at) - 48) * 10 + value.charCodeAt(at + 1) - 48;
  const year = two(0) * 100 + two(2);
  // Date.UTC takes 0 to 99 for the nineteen hundreds.
  return year < 100
    ? Date.parse(value.slice(0, 19).replace(' ', 'T') + 'Z')
    : Date.UTC(year, two(5) - 1, two(8), two(11), two(14), two(17));
}

function arrayOf<T>(value: string, parse: (item: string) => T): (T | null)[] {
  const inner = value.slice(1, -1);
  if (inner === '') return [];
  return inner.split(',').map((item) => (item === 'NULL' ? null : parse(item.replace(/^"|"$/g, ''))));
}
