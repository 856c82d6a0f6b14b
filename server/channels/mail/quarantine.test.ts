import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { type MailDesk, mailDesk } from '../../../tests/world/mail-desk.ts';
import { openDigester } from './digester.ts';
import type { ParserPool } from './pool.ts';
import { listQuarantine, retryQuarantined } from './quarantine.ts';

let w: MailDesk;
before(async () => {
  w = await mailDesk();
});
after(async () => w?.close());

const poison = /VENENO/;

/** A parser that dies of one mail, as a real one may of one that nobody has seen yet. */
function dying(pool: ParserPool, reason: 'time' | 'memory' | 'error'): ParserPool & { seen: number } {
  const parser = {
    ...pool,
    seen: 0,
    parseMany: async (raws: Parameters<ParserPool['parseMany']>[0], context: Parameters<ParserPool['parseMany']>[1]) => {
      const outcomes = await pool.parseMany(raws, context);
      return outcomes.map((outcome, nr) => {
        const raw = raws[nr];
        if (!(raw instanceof Uint8Array) || !poison.test(Buffer.from(raw).toString('latin1'))) return outcome;
        parser.seen++;
        return {
          ok: false as const,
          reason,
          mail: { from: 'ana@correo.example', subject: 'Constancia', messageId: null, text: 'Le escribo por…' },
        };
      });
    },
  };
  return parser;
}

async function withDying(reason: 'time' | 'memory' | 'error', body: (parser: { seen: number }) => Promise<void>): Promise<void> {
  const { openParserPool } = await import('./pool.ts');
  const pool = openParserPool({ log: w.k.log });
  const parser = dying(pool, reason);
  const digester = openDigester(w.k, { pool: parser, mailboxIds: () => [], needsSent: () => {} });
  try {
    await body(parser);
  } finally {
    await digester.stop();
    await pool.close();
  }
}

/** A mailbox that the supervisor does not read: its receipts wait for the digester of the test. */
async function left(mails: readonly Buffer[]): Promise<string> {
  const { addMailboxByUrl, theMailbox } = await import('./mailbox.ts');
  const { takeIn } = await import('./intake.ts');
  const user = w.freshUser();
  const { id } = await addMailboxByUrl(w.k, { address: user, imap: `imap://x:y@127.0.0.1:1`, smtp: 'smtp://127.0.0.1:1', since: 0 });
  await sql`update mail.mailbox set paused_at = now() where id = ${id}`.execute(w.k.db);
  const source = { mailbox: await theMailbox(w.k, id), place: 'inbox' as const, uidvalidity: '1', isBacklog: true, folder: null };
  await takeIn(
    w.k,
    source,
    mails.map((raw, nr) => ({ uid: String(nr + 1), raw, internalDate: w.k.clock.now() })),
  );
  await sql`update mail.receipt set noted_at = 'epoch' where mailbox_id = ${id}`.execute(w.k.db);
  return id;
}

async function statesOf(id: string): Promise<string[]> {
  return (await sql<{ state: string }>`select state from mail.receipt where mailbox_id = ${id} order by uid`.execute(w.k.db)).rows.map(
    (row) => row.state,
  );
}

async function until(id: string, wanted: readonly string[]): Promise<void> {
  const { eventually } = await import('../../../tests/world/temporary.ts');
  await eventually(wanted.join(), async () => (await statesOf(id)).join() === wanted.join(), 60_000);
}

test('a mail that kills its parser is quarantined after one time, its clock runs, and those behind it pass', async () => {
  const { mail } = await import('../../../tests/world/mails.ts');
  await w.supervisor.stop();
  await withDying('time', async (parser) => {
    const id = await left([mail(1, { series: 'q' }), mail(2, { series: 'q', subject: 'VENENO' }), mail(3, { series: 'q' })]);
    await until(id, ['received', 'quarantined', 'received']);
    assert.equal(parser.seen, 1);
    const { items } = await listQuarantine(w.k, { limit: 10 });
    assert.deepEqual(
      items.map((one) => [one.from, one.subject, one.reason]),
      [['ana@correo.example', 'Constancia', 'No se pudo entender en 10 segundos.']],
    );
    const rows = await sql<{ due: number; quarantined: boolean }>`
      select due_opened_at as due, is_quarantined as quarantined from desk.conversation where id = ${items[0]?.conversation}`.execute(
      w.k.db,
    );
    assert.deepEqual([rows.rows[0]?.due, rows.rows[0]?.quarantined], [w.k.clock.now(), true]);
  });
});

test('other errors are tried three times before', { timeout: 60_000 }, async () => {
  const { mail } = await import('../../../tests/world/mails.ts');
  await withDying('error', async (parser) => {
    const id = await left([mail(4, { series: 'q', subject: 'VENENO' }), mail(5, { series: 'q' })]);
    await until(id, ['quarantined', 'received']);
    assert.equal(parser.seen, 3);
  });
});

test('tried again by a person it is understood, and stays one conversation', async () => {
  const { items } = await listQuarantine(w.k, { limit: 10 });
  const before = Number((await sql<{ n: string }>`select count(*) as n from desk.conversation`.execute(w.k.db)).rows[0]?.n);
  const { openParserPool } = await import('./pool.ts');
  const pool = openParserPool({ log: w.k.log });
  const digester = openDigester(w.k, { pool, mailboxIds: () => [], needsSent: () => {} });
  for (const one of items) await retryQuarantined(w.k, one.id);
  await digester.settle();
  await digester.stop();
  await pool.close();
  assert.deepEqual((await listQuarantine(w.k, { limit: 10 })).items, []);
  assert.equal(Number((await sql<{ n: string }>`select count(*) as n from desk.conversation`.execute(w.k.db)).rows[0]?.n), before);
  await assert.rejects(retryQuarantined(w.k, items[0]?.id as string), { code: 'unknown-receipt' });
});
