import type { Duplex } from 'node:stream';
import { type RawBuilder, sql } from 'kysely';
import type pg from 'pg';
import type { Db } from './database.ts';
import { inWords } from './database-trouble.ts';
import { prepared } from './prepared.ts';

const mark = '/* ahead */';

/**
 * Writes what answers nothing that the operation needs: inside a transaction it goes out with the next statement that is waited for, in one packet. What goes wrong with it is told by that
 * one, at the latest by the commit. Outside it is waited for.
 */
export async function writeAhead(db: Db, statement: RawBuilder<unknown>): Promise<void> {
  await (db.isTransaction ? sql`${sql.raw(mark)}${statement}` : statement).execute(db);
}

type Query = (...args: unknown[]) => Promise<unknown>;

/** A connection whose BEGIN, and what is written ahead, are not waited for; its errors are in words. */
export function sendsAhead(client: pg.PoolClient): void {
  const query = client.query.bind(client) as unknown as Query;
  // Undocumented, as the driver's typings go; without it each statement is a packet of its own.
  const { stream } = (client as unknown as { connection: { stream: Duplex } }).connection;
  let failed: unknown = null;
  let isHeld = false;
  const send = (args: unknown[]) => {
    if (!isHeld) stream.cork();
    isHeld = true;
    query(...args).catch((error: unknown) => {
      failed ??= error;
    });
    return Promise.resolve(nothing);
  };
  const goes = (args: unknown[]) => {
    try {
      return query(...args);
    } finally {
      if (isHeld) stream.uncork();
      isHeld = false;
    }
  };
  const wait = async (args: unknown[], isEnd: boolean) => {
    try {
      const answer = await goes(args);
      // The server ends a transaction that has failed with a ROLLBACK, and calls that no error.
      if (failed !== null && isEnd && args[0] === 'commit') throw failed;
      // What went wrong since the savepoint never was.
      if (isBack(args[0])) failed = null;
      return answer;
    } catch (error) {
      // «Current transaction is aborted» is said of all that follows the statement that went wrong.
      throw inWords(failed ?? error);
    } finally {
      if (isEnd) failed = null;
    }
  };
  client.query = ((...args: unknown[]) => {
    const [text] = args;
    if (typeof text !== 'string' || typeof args.at(-1) === 'function') return answerInWords(() => goes(args));
    if (text === 'begin') return send(args);
    if (text.startsWith(mark)) return send(prepared([text.slice(mark.length), ...args.slice(1)]));
    return wait(prepared(args), text === 'commit' || text === 'rollback');
  }) as typeof client.query;
}

function isBack(statement: unknown): boolean {
  const text = typeof statement === 'string' ? statement : (statement as { text?: unknown }).text;
  return typeof text === 'string' && /^\s*rollback to\b/i.test(text);
}

const nothing = { command: '', rowCount: 0, rows: [] };

function answerInWords(query: () => unknown): unknown {
  const answer = query() as Promise<unknown> | undefined;
  if (typeof answer?.then !== 'function') return answer;
  return answer.catch((error: unknown) => {
    throw inWords(error);
  });
}
