import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { testKernel, type TestKernel } from '../../../tests/world/database.ts';
import { erased } from './erased.ts';
import { addMailboxByUrl } from './mailbox.ts';

let t: TestKernel;
before(async () => {
  t = await testKernel();
});
after(() => t?.close());

test('the originals of erased messages go, small and large, but not one that another mail bears; that they were read stays', async () => {
  const { k } = t;
  const url = 'imap://servicio:x@127.0.0.1:1';
  const { id: mailbox } = await addMailboxByUrl(k, {
    address: 'servicio@itla.example',
    imap: url,
    smtp: 'smtp://127.0.0.1:1',
    since: t.clock.now(),
  });
  const [own, shared, large] = await k.blobs.putMany([Buffer.from('propio'), Buffer.from('de dos'), Buffer.alloc(100_000, 7)]);
  const rows: readonly (readonly [string | undefined, string])[] = [
    [own, '1'],
    [large, '2'],
    [shared, '2'],
    [shared, '3'],
  ];
  for (const [uid, [raw, message]] of rows.entries())
    await sql`
      insert into mail.receipt (mailbox_id, folder, uidvalidity, uid, raw_sha256, size, received_at, received_from, is_history, is_backlog, state, desk_message_id, sender, subject, created_at, noted_at)
      values (${mailbox}::bigint, 'inbox', 1, ${uid + 1}::bigint, ${raw}, 6, now(), 'internal', false, false, 'received', ${message}::bigint, 'ana@correo.example', 'Asunto', now(), now())`.execute(
      k.db,
    );
  assert.notEqual(k.blobs.path(large as string), null);
  await erased(k, ['1', '2']);
  for (const gone of [own, large]) await assert.rejects(k.blobs.get(gone as string), { code: 'blob-unknown' });
  assert.equal(k.blobs.path(large as string), null);
  assert.equal((await k.blobs.get(shared as string)).toString(), 'de dos');
  const { rows: left } = await sql<{ sender: string | null }>`select sender from mail.receipt order by uid`.execute(k.db);
  assert.deepEqual(
    left.map((row) => row.sender),
    [null, null, null, 'ana@correo.example'],
  );
});
