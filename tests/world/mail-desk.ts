import { sql } from 'kysely';
import type { Kernel } from '#kernel';
import { addMailboxByUrl } from '../../server/channels/mail/mailbox.ts';
import { openParserPool } from '../../server/channels/mail/pool.ts';
import { type Supervisor, supervise } from '../../server/channels/mail/supervise.ts';
import { type TestKernel, testKernel, type TestOptions } from './database.ts';
import { type Dovecot, type DovecotOptions, type Place, startDovecot } from './dovecot.ts';
import { mail, type MailOptions } from './mails.ts';
import { eventually } from './temporary.ts';

/** A database, a Dovecot and the reader between them, as a server has them; each test takes mailboxes of its own. */
export interface MailDesk {
  readonly t: TestKernel;
  readonly k: Kernel;
  readonly dovecot: Dovecot;
  readonly supervisor: Supervisor;
  /** A new user of the Dovecot, added as the command line adds it. */
  mailbox(options?: BoxOptions): Promise<Box>;
  /** A user of the Dovecot that nobody reads yet. */
  freshUser(): string;
  close(): Promise<void>;
}

export interface BoxOptions {
  readonly since?: number;
  readonly user?: string;
  /** Another way to the Dovecot, such as a wire that can be cut. */
  readonly port?: number;
  readonly password?: string;
  /** The service's by default. */
  readonly purpose?: 'service' | 'campaigns';
  /** Where its answers leave; nowhere by default. */
  readonly smtp?: number;
}

/** One mailbox, with what the product made of it. */
export interface Box {
  readonly id: string;
  readonly user: string;
  /** The mail of that number in a series of this mailbox's own: no other mailbox has it. */
  mail(nr: number, options?: MailOptions): Buffer;
  deliver(raw: Buffer | string | number, place?: Place): Promise<number>;
  /** Waits until so many receipts are in the table and none waits to be understood. */
  settled(receipts: number, within?: number): Promise<void>;
  /** Folder and state of each receipt, in the order in which they were noted. */
  states(): Promise<string[]>;
  /** Its conversations by when their first message was received: two mails of one moment may be understood in either order. */
  shown(): Promise<Shown[]>;
}

export interface Shown {
  readonly id: string;
  readonly subject: string;
  readonly state: string;
  readonly nature: string;
  readonly messages: number;
  readonly due: number | null;
  readonly receivedAt: number;
  /** The instant from which the open term runs. */
  readonly clockFrom: number | null;
  readonly isHistory: boolean;
  readonly isQuarantined: boolean;
  readonly answeredElsewhere: boolean;
}

// Long before the first mail of the tests: everything opens obligations.
export const longAgo = Date.parse('2026-01-01T00:00:00-04:00');

export async function mailDesk({ dovecot: options, ...rest }: TestOptions & { readonly dovecot?: DovecotOptions } = {}): Promise<MailDesk> {
  const users = Array.from({ length: 60 }, (_, nr) => `buzon${nr + 1}@itla.test`);
  const dovecot = await startDovecot({ users, ...options });
  const t = await testKernel(rest);
  await t.k.settings.set('mail.poll_seconds', 1);
  const pool = openParserPool({ log: t.k.log, threads: 1 });
  const supervisor = supervise(t.k, pool);
  const freshUser = () => users.pop() as string;
  return {
    t,
    k: t.k,
    dovecot,
    supervisor,
    freshUser,
    async mailbox({
      since = longAgo,
      user = freshUser(),
      port = dovecot.port,
      password = dovecot.password,
      smtp = 9,
      purpose = 'service',
    } = {}) {
      const imap = `imap://${encodeURIComponent(user)}:${password}@127.0.0.1:${port}`;
      const { id } = await addMailboxByUrl(t.k, { address: user, imap, smtp: `smtp://127.0.0.1:${smtp}`, since, purpose });
      await supervisor.look();
      return boxOf(t.k, { id, user, dovecot });
    },
    async close() {
      await supervisor.stop();
      await pool.close();
      await t.close();
      await dovecot.stop();
    },
  };
}

export function boxOf(k: Kernel, { id, user, dovecot }: { id: string; user: string; dovecot: Dovecot }): Box {
  const ownMail = (nr: number, options: MailOptions = {}) => mail(nr, { series: seriesOf(user), ...options });
  return {
    id,
    user,
    mail: ownMail,
    deliver: (raw, place = {}) => dovecot.deliver(typeof raw === 'number' ? ownMail(raw) : raw, { user, ...place }),
    settled: (receipts, within = 20_000) =>
      eventually(
        `${receipts} receipts, all understood`,
        async () => {
          const all = await statesOf(k, id);
          if (all.length > receipts) throw new Error(`${all.length} receipts instead of ${receipts}: ${all.slice(0, 20).join(', ')}`);
          return all.length === receipts && !all.some((one) => one.endsWith('stored'));
        },
        within,
      ).then(() => {}),
    states: () => statesOf(k, id),
    shown: () => shownOf(k, id),
  };
}

export function seriesOf(user: string): string {
  return user.slice(0, user.indexOf('@'));
}

async function statesOf(k: Kernel, id: string): Promise<string[]> {
  const rows = await sql<{ s: string }>`select folder || ' ' || state as s from mail.receipt where mailbox_id = ${id} order by id`.execute(
    k.db,
  );
  return rows.rows.map((row) => row.s);
}

async function shownOf(k: Kernel, id: string): Promise<Shown[]> {
  const rows = await sql<Shown>`
    select id, subject, state, nature, message_count as messages, case when due_at = 'infinity' then null else due_at end as due,
      received_at as "receivedAt", due_opened_at as "clockFrom", is_history as "isHistory", is_quarantined as "isQuarantined", is_answered_elsewhere as "answeredElsewhere"
    from desk.conversation where mailbox_id = ${id} order by received_at, id`.execute(k.db);
  return rows.rows;
}
