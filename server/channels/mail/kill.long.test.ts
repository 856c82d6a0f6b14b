import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { type Dovecot, startDovecot } from '../../../tests/world/dovecot.ts';
import { type TestKernel, testKernel } from '../../../tests/world/database.ts';
import { type Box, boxOf, longAgo } from '../../../tests/world/mail-desk.ts';
import { pick, seeded } from '../../../tests/world/seeded.ts';
import { type RunningServer, startServer } from '../../../tests/world/server.ts';
import { openWire, type Wire } from '../../../tests/world/wire.ts';
import { addMailboxByUrl } from './mailbox.ts';

const kills = Number(process.env.VENTANILLA_TEST_KILLS ?? 200);
const seed = Number(process.env.VENTANILLA_TEST_SEED ?? 20_261_124);

let t: TestKernel;
let dovecot: Dovecot;
let wire: Wire;
before(async () => {
  dovecot = await startDovecot({ users: ['uno@itla.test', 'dos@itla.test'] });
  wire = await openWire({ port: dovecot.port });
  t = await testKernel();
  await t.k.settings.set('mail.poll_seconds', 1);
});
after(async () => {
  await t?.close();
  await dovecot?.stop();
  await wire?.stop();
});

async function boxFor(user: string): Promise<Box> {
  const imap = `imap://${encodeURIComponent(user)}:${dovecot.password}@127.0.0.1:${wire.port}`;
  const { id } = await addMailboxByUrl(t.k, { address: user, imap, smtp: 'smtp://127.0.0.1:9', since: longAgo });
  return boxOf(t.k, { id, user, dovecot });
}

const start = () => startServer({ data: t.data, databaseUrl: t.url, env: { VENTANILLA_LOG: 'error' } });

/** The weather of the line changes with each round: clear, cut after a few kilobytes, slow. */
function change(random: () => number): void {
  wire.mend();
  const sky = pick(random, ['clear', 'cut', 'slow', 'reset'] as const);
  if (sky === 'cut') wire.weather(Math.floor(random() * 1e9), [2_000, 80_000]);
  if (sky === 'slow') wire.slow(40_000 + random() * 200_000);
  if (sky === 'reset') wire.cut();
}

async function deliverSome(box: Box, from: number, many: number): Promise<number> {
  for (let nr = from; nr < from + many; nr++) await box.deliver(box.mail(nr, nr % 17 === 0 ? { kind: '50k' } : {}));
  return from + many;
}

async function eachExactlyOnce(box: Box, mails: number): Promise<void> {
  wire.mend();
  await box.settled(mails, 180_000);
  assert.equal((await dovecot.status('INBOX', box.user)).messages, mails);
  assert.deepEqual([...new Set(await box.states())], ['inbox received']);
  const all = await box.shown();
  assert.equal(all.length, mails, 'conversations');
  assert.ok(all.every((one) => one.messages === 1 && one.due !== null));
  const raws = await sql<{ sha: string }>`select raw_sha256 as sha from mail.receipt where mailbox_id = ${box.id}`.execute(t.k.db);
  assert.equal(new Set(raws.rows.map((row) => row.sha)).size, mails);
  for (const { sha } of raws.rows) assert.ok((await t.k.blobs.get(sha)).length > 0);
  const due = await sql<{ n: string }>`
    select count(*) as n from procedure.obligation o join desk.conversation c on c.id = o.subject_id
    where o.clause = '5.3' and o.basis = 'text' and c.mailbox_id = ${box.id} and o.withdrawn_at is null`.execute(t.k.db);
  assert.equal(Number(due.rows[0]?.n), mails, 'obligations');
}

test(`killed ${kills} times at any moment, over a line that is cut, slow and reset: each mail exactly once`, {
  timeout: 3_600_000,
}, async () => {
  const random = seeded(seed);
  const box = await boxFor('uno@itla.test');
  let next = await deliverSome(box, 1, 60);
  const seen = new Set<number>();
  for (let round = 0; round < kills; round++) {
    change(random);
    const began = performance.now();
    const server = await start();
    // A machine that is slow to start is as slow to read: otherwise each kill would come before its work.
    const slowness = Math.max(1, (performance.now() - began) / 1000);
    if (random() < 0.7) next = await deliverSome(box, next, 1 + Math.floor(random() * 8));
    await new Promise((resolve) => setTimeout(resolve, random() * 1200 * slowness));
    await server.kill();
    seen.add((await box.states()).length);
  }
  // Killed in the midst of it, not before it began.
  assert.ok(seen.size > kills / 5, `it was only ${seen.size} times in the midst of its work`);
  const last = await start();
  await eachExactlyOnce(box, next - 1);
  await last.stop();
});

test(`the same with two servers on one database, ${kills} kills of either`, { timeout: 3_600_000 }, async () => {
  const random = seeded(seed + 1);
  const box = await boxFor('dos@itla.test');
  let next = await deliverSome(box, 1, 60);
  const servers: RunningServer[] = [await start(), await start()];
  for (let round = 0; round < kills; round++) {
    change(random);
    const victim = Math.floor(random() * 2);
    if (random() < 0.7) next = await deliverSome(box, next, 1 + Math.floor(random() * 8));
    await new Promise((resolve) => setTimeout(resolve, random() * 800));
    await (servers[victim] as RunningServer).kill();
    servers[victim] = await start();
  }
  await eachExactlyOnce(box, next - 1);
  for (const server of servers) await server.stop();
});
