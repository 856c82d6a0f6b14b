import { sql } from 'kysely';
import type { Kernel } from '#kernel';
import { type Dovecot, startDovecot } from './dovecot.ts';
import { eventually } from './temporary.ts';
import { type TestKernel, testKernel, type TestOptions } from './database.ts';
import { addMailboxByUrl } from '../../server/channels/mail/mailbox.ts';
import { openParserPool, type ParserPool } from '../../server/channels/mail/pool.ts';
import { type Supervisor, supervise } from '../../server/channels/mail/supervise.ts';

/** A database, a Dovecot and the reader between them, as a server has it. */
export interface MailWorld {
  readonly t: TestKernel;
  readonly k: Kernel;
  readonly dovecot: Dovecot;
  readonly supervisor: Supervisor;
  readonly mailboxId: string;
  /** Waits until so many receipts are in the table and none waits to be understood. */
  settled(receipts: number): Promise<void>;
  close(): Promise<void>;
}

export interface WorldOptions extends TestOptions {
  readonly since?: number;
  readonly dovecot?: Dovecot;
  /** Another way to the Dovecot, such as a wire that can be cut. */
  readonly port?: number;
}

// Long before the first mail of the tests: everything opens obligations.
export const longAgo = Date.parse('2026-01-01T00:00:00-04:00');

export async function mailWorld({ since = longAgo, dovecot, port, ...options }: WorldOptions = {}): Promise<MailWorld> {
  const t = await testKernel(options);
  const server = dovecot ?? (await startDovecot());
  await t.k.settings.set('mail.poll_seconds', 1);
  const url = `imap://${encodeURIComponent(server.user)}:${server.password}@127.0.0.1:${port ?? server.port}`;
  const { id } = await addMailboxByUrl(t.k, { address: server.user, imap: url, smtp: 'smtp://127.0.0.1:9', since });
  const pool = openParserPool({ log: t.k.log, threads: 1 });
  const supervisor = supervise(t.k, pool);
  await supervisor.look();
  return {
    t,
    k: t.k,
    dovecot: server,
    supervisor,
    mailboxId: id,
    settled: (receipts) => settled(t.k, receipts),
    close: () => closeAll({ t, supervisor, pool, dovecot: dovecot ? null : server }),
  };
}

async function closeAll({
  t,
  supervisor,
  pool,
  dovecot,
}: {
  t: TestKernel;
  supervisor: Supervisor;
  pool: ParserPool;
  dovecot: Dovecot | null;
}): Promise<void> {
  await supervisor.stop();
  await pool.close();
  await t.close();
  await dovecot?.stop();
}

export async function settled(k: Kernel, receipts: number, within = 20_000): Promise<void> {
  await eventually(
    `${receipts} receipts, all understood`,
    async () => {
      const { all, waiting } = await countReceipts(k);
      if (all > receipts) throw new Error(`${all} receipts instead of ${receipts}`);
      return all === receipts && waiting === 0;
    },
    within,
  );
}

export async function countReceipts(k: Kernel): Promise<{ all: number; waiting: number }> {
  const rows = await sql<{
    all: string;
    waiting: string;
  }>`select count(*) as all, count(*) filter (where state = 'stored') as waiting from mail.receipt`.execute(k.db);
  return { all: Number(rows.rows[0]?.all), waiting: Number(rows.rows[0]?.waiting) };
}

/** State of each receipt, in the order in which they were noted. */
export async function states(k: Kernel): Promise<string[]> {
  return (await sql<{ s: string }>`select folder || ' ' || state as s from mail.receipt order by id`.execute(k.db)).rows.map(
    (row) => row.s,
  );
}

export interface Shown {
  readonly id: string;
  readonly subject: string;
  readonly state: string;
  readonly nature: string;
  readonly messages: number;
  readonly due: number | null;
  readonly receivedAt: number;
  readonly isHistory: boolean;
  readonly isQuarantined: boolean;
  readonly answeredElsewhere: boolean;
}

/** The desk's conversations, as its own list shows them. */
export async function shown(k: Kernel): Promise<Shown[]> {
  const rows = await sql<Shown>`
    select id, subject, state, nature, message_count as messages, case when due_at = 'infinity' then null else due_at end as due,
      received_at as "receivedAt", is_history as "isHistory", is_quarantined as "isQuarantined", is_answered_elsewhere as "answeredElsewhere"
    from desk.conversation order by id`.execute(k.db);
  return rows.rows;
}
