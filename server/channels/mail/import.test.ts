import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { type TestKernel, testKernel, tuesdayAtTen } from '../../../tests/world/database.ts';
import { boxOf } from '../../../tests/world/mail-desk.ts';
import { mail } from '../../../tests/world/mails.ts';
import { temporaryFolder } from '../../../tests/world/temporary.ts';
import { importMail } from './import.ts';
import { addMailboxByUrl } from './mailbox.ts';
import { envelopeOf } from './received.ts';

let t: TestKernel;
let id: string;
let folder: ReturnType<typeof temporaryFolder>;
const mailbox = 'info@itla.test';

before(async () => {
  t = await testKernel();
  folder = temporaryFolder('import');
  ({ id } = await addMailboxByUrl(t.k, { address: mailbox, imap: 'imap://info:x@127.0.0.1:1', smtp: 'smtp://127.0.0.1:1' }));
});
after(async () => {
  await t?.close();
  folder?.remove();
});

const file = (name: string, content: string | Buffer) => {
  const place = path.join(folder.path, name);
  mkdirSync(path.dirname(place), { recursive: true });
  writeFileSync(place, content);
  return place;
};
const shown = () => boxOf(t.k, { id, user: mailbox, dovecot: undefined as never }).shown();

test('a folder of .eml, an mbox and a Maildir come in once, as history; a second run finds them all there', async () => {
  file('eml/1.eml', mail(1, { series: 'i' }));
  file('eml/2.eml', mail(2, { series: 'i' }));
  file('eml/notas.txt', 'esto no es un correo');
  const quoted = mail(3, { series: 'i', text: 'Estimados:' }).toString('latin1').replaceAll('\r\n', '\n');
  file(
    'viejo.mbox',
    `From ana@correo.example Mon Nov  2 12:00:00 2026\n${quoted}\n>From aquí sigue\n\nFrom luis@correo.example Tue Nov  3 12:00:00 2026\n${mail(1, { series: 'i' }).toString('latin1').replaceAll('\r\n', '\n')}\n`,
  );
  for (const part of ['cur', 'new', 'tmp']) mkdirSync(path.join(folder.path, 'maildir', part), { recursive: true });
  file('maildir/cur/1700000000.M1.host:2,S', mail(4, { series: 'i' }));
  file('maildir/new/1700000001.M2.host', mail(5, { series: 'i' }));
  file('maildir/tmp/1700000002.M3.host', mail(6, { series: 'i' }));
  file('maildir/dovecot-uidlist', '3 V1700000000 N3\n');
  const paths = [folder.path];
  const first = await importMail(t.k, { paths, mailbox, open: false });
  assert.deepEqual(first, { read: 6, stored: 5, duplicate: 1, quarantined: 0, failed: 0, conversations: 5 });
  assert.deepEqual(await importMail(t.k, { paths, mailbox, open: false }), {
    read: 6,
    stored: 0,
    duplicate: 6,
    quarantined: 0,
    failed: 0,
    conversations: 0,
  });
  assert.ok((await shown()).every((one) => one.isHistory && one.due === null && one.state === 'resolved'));
});

test('with --open its mails wait for an answer', async () => {
  const counts = await importMail(t.k, { paths: [file('abierto.eml', mail(7, { series: 'i' }))], mailbox, open: true });
  assert.deepEqual([counts.stored, counts.conversations], [1, 1]);
  assert.ok((await shown()).some((one) => one.due !== null));
});

test('what can’t be read counts as failed, and the rest goes on', async () => {
  const counts = await importMail(t.k, {
    paths: [path.join(folder.path, 'no-existe.eml'), file('otro.eml', mail(8, { series: 'i' }))],
    mailbox,
    open: false,
  });
  assert.deepEqual(counts, { read: 2, stored: 1, duplicate: 0, quarantined: 0, failed: 1, conversations: 1 });
  await assert.rejects(importMail(t.k, { paths: ['x'], mailbox: 'nadie@itla.test', open: false }), { code: 'unknown-mailbox' });
});

test('received is what our own host says, else the mbox, else the sender’s clock, and never later than now', () => {
  const at = (lines: string[], fromLine: string | null = null) => {
    const { receivedAt, receivedFrom } = envelopeOf(Buffer.from([...lines, '', 'Hola'].join('\r\n')), {
      fromLine,
      ourHosts: ['itla.test'],
      now: tuesdayAtTen,
    });
    return [receivedFrom, new Date(receivedAt).toISOString()];
  };
  const date = 'Date: Mon, 23 Nov 2026 08:00:00 -0400';
  const outside = 'Received: from a by mx.correo.example; Mon, 23 Nov 2026 08:01:00 -0400';
  const ours = 'Received: from mx.correo.example by mail.itla.test\r\n\twith ESMTP; Mon, 23 Nov 2026 08:02:00 -0400';
  const mbox = 'From ana@correo.example Mon Nov 23 12:03:00 2026';
  assert.deepEqual(at([ours, outside, date], mbox), ['received', '2026-11-23T12:02:00.000Z']);
  assert.deepEqual(at([outside, date], mbox), ['mbox', '2026-11-23T12:03:00.000Z']);
  assert.deepEqual(at([outside, date]), ['date', '2026-11-23T12:00:00.000Z']);
  assert.deepEqual(at(['Date: Mon, 23 Nov 2099 08:00:00 -0400']), ['now', '2026-11-24T14:00:00.000Z']);
  assert.deepEqual(at(['Subject: nada']), ['now', '2026-11-24T14:00:00.000Z']);
});
