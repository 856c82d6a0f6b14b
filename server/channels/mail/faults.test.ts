import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { type Box, type MailDesk, mailDesk } from '../../../tests/world/mail-desk.ts';
import { mail } from '../../../tests/world/mails.ts';
import { openWire, type Wire } from '../../../tests/world/wire.ts';
import { eventually } from '../../../tests/world/temporary.ts';
import { reconcile } from './reconcile.ts';

let w: MailDesk;
let wire: Wire;
before(async () => {
  w = await mailDesk();
  wire = await openWire({ port: w.dovecot.port });
});
after(async () => {
  await w?.close();
  await wire?.stop();
});

/** Each mail once in the table and once in the desk, none left to be understood. */
async function eachOnce(box: Box, mails: number): Promise<void> {
  await box.settled(mails, 90_000);
  assert.ok((await box.states()).every((one) => one === 'inbox received'));
  const all = await box.shown();
  assert.equal(all.length, mails);
  assert.ok(all.every((one) => one.messages === 1));
}

test('over a line that is cut again and again each mail comes in exactly once', { timeout: 120_000 }, async () => {
  wire.weather(7, [4_000, 60_000]);
  const box = await w.mailbox({ port: wire.port });
  for (let nr = 1; nr <= 80; nr++) await box.deliver(nr);
  await eventually('the line was cut several times', () => wire.opened >= 4, 60_000);
  wire.mend();
  await eachOnce(box, 80);
});

test('over a slow line as well, and after it fell silent', { timeout: 120_000 }, async () => {
  wire.slow(60_000);
  const box = await w.mailbox({ port: wire.port });
  for (let nr = 1; nr <= 30; nr++) await box.deliver(nr);
  await eventually('some are in', async () => (await box.states()).length > 3, 30_000);
  wire.silence();
  await new Promise((resolve) => setTimeout(resolve, 500));
  wire.mend();
  await eachOnce(box, 30);
});

test('two readers that believe to be alone take each mail in once', async () => {
  const { listen } = await import('./listen.ts');
  const { openBudget } = await import('./budget.ts');
  const { openDigester } = await import('./digester.ts');
  const { openParserPool } = await import('./pool.ts');
  const user = w.freshUser();
  for (let nr = 1; nr <= 150; nr++) await w.dovecot.deliver(mail(nr, { series: 'zwei' }), { user });
  const other = await w.t.again();
  const pool = openParserPool({ log: other.k.log });
  const digester = openDigester(other.k, { pool, mailboxIds: () => [], needsSent: () => {} });
  const box = await w.mailbox({ user });
  const budget = openBudget(4_000_000);
  const second = listen(other.k, box.id, { digester, budget, gate: openBudget(5), wasRead: () => {} });
  await eachOnce(box, 150);
  await box.deliver(151);
  await eachOnce(box, 151);
  await second.stop();
  await digester.stop();
  await pool.close();
  await other.close();
});

test('two supervisors share the mailboxes, and one takes over what the other leaves', { timeout: 60_000 }, async () => {
  const { supervise } = await import('./supervise.ts');
  const { openParserPool } = await import('./pool.ts');
  const other = await w.t.again();
  const pool = openParserPool({ log: other.k.log });
  const second = supervise(other.k, pool);
  const boxes = [await w.mailbox(), await w.mailbox(), await w.mailbox(), await w.mailbox()];
  const readers = async () =>
    Number(
      (
        await sql<{
          n: string;
        }>`select count(distinct pid) as n from pg_locks where locktype = 'advisory' and granted and database = (select oid from pg_database where datname = current_database())`.execute(
          w.k.db,
        )
      ).rows[0]?.n,
    );
  await eventually('both hold some', async () => (await readers()) >= 2, 20_000);
  for (const box of boxes) await box.deliver(1);
  for (const box of boxes) await box.settled(1);
  await second.stop();
  await pool.close();
  await other.close();
  for (const box of boxes) await box.deliver(2);
  for (const box of boxes) await box.settled(2);
});

test('what the table lacks is found at night, brought in, and is an alarm until the next time', async () => {
  const box = await w.mailbox();
  for (let nr = 1; nr <= 5; nr++) await box.deliver(nr);
  await box.settled(5);
  assert.equal((await reconcile(w.k, box.id)).missingCount, 0);
  await sql`delete from mail.receipt where mailbox_id = ${box.id} and uid = 3`.execute(w.k.db);
  const found = await reconcile(w.k, box.id);
  assert.deepEqual([found.mailbox, found.table, found.missingCount, found.fetched, found.missing[0]?.uid], [5, 4, 1, 1, 3]);
  await box.settled(5);
  assert.equal((await reconcile(w.k, box.id)).missingCount, 0);
});

test('a mailbox that was deleted and made again is read from its beginning', async () => {
  const box = await w.mailbox();
  await box.deliver(1, { mailbox: 'Junk' });
  await box.settled(1);
  await w.dovecot.recreate('Junk', box.user);
  await box.deliver(2, { mailbox: 'Junk' });
  await box.settled(2);
  assert.deepEqual(await box.states(), ['junk received', 'junk received']);
});

test('mails of 1 MB come in through a memory that holds only a few of them', { timeout: 120_000 }, async () => {
  const box = await w.mailbox();
  for (let nr = 1; nr <= 24; nr++) await box.deliver(box.mail(nr, { kind: '1m' }));
  await eachOnce(box, 24);
});
