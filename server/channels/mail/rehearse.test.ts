import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { tuesdayAtTen } from '../../../tests/world/database.ts';
import { type MailDesk, mailDesk, seriesOf } from '../../../tests/world/mail-desk.ts';
import { mail, messageId } from '../../../tests/world/mails.ts';
import { createMailbox, startMailbox, theMailbox } from './mailbox.ts';
import { listMailboxes } from './present.ts';
import { type Glance, judge } from './rehearse.rules.ts';
import { rehearse } from './rehearse.ts';

let w: MailDesk;
before(async () => {
  w = await mailDesk();
});
after(async () => w?.close());

const day = 86_400_000;

test('the rehearsal shows what reading would do, and stores, marks and sends nothing', async () => {
  const user = w.freshUser();
  const series = seriesOf(user);
  const at = (days: number) => ({ user, internalDate: tuesdayAtTen - days * day });
  await w.dovecot.deliver(mail(1, { series }), at(60));
  await w.dovecot.deliver(mail(2, { series }), at(3));
  await w.dovecot.deliver(mail(3, { series, headers: ['Auto-Submitted: auto-replied'] }), at(2));
  await w.dovecot.deliver(mail(4, { series }), at(1));
  const reply = mail(5, { series, from: { name: 'Servicio', email: user }, inReplyTo: messageId(4, series) });
  await w.dovecot.deliver(reply, { ...at(0.5), mailbox: 'Sent' });
  const imap = { host: '127.0.0.1', port: w.dovecot.port, security: 'none' as const, password: w.dovecot.password };
  const { id } = await createMailbox(w.k, {
    address: user,
    purpose: 'service',
    auth: 'password',
    imap,
    since: '2026-11-01T00:00:00-04:00',
  });
  const found = await rehearse(w.k, await theMailbox(w.k, id), Date.parse('2026-11-01T00:00:00-04:00'));
  assert.deepEqual([found.mails, found.conversations, found.waiting, found.sends], [4, 4, 1, 0]);
  assert.deepEqual(
    found.sample.map((one) => [one.would, one.due !== null]),
    [
      ['opens', true],
      ['robot', false],
      ['opens', true],
      ['history', false],
    ],
  );
  await w.supervisor.look();
  assert.equal((await sql<{ n: string }>`select count(*) as n from mail.receipt`.execute(w.k.db)).rows[0]?.n, '0');
  assert.equal((await listMailboxes(w.k)).find((one) => one.id === id)?.state, 'rehearsal');
  const flags = await w.dovecot.doveadm('-f', 'flow', 'fetch', '-u', user, 'flags', 'mailbox', 'INBOX');
  assert.doesNotMatch(flags, /Seen/);
  await startMailbox(w.k, id);
  await assert.rejects(startMailbox(w.k, '999999'), { code: 'unknown-mailbox' });
});

test('a second question while one waits joins it, an answer ends it, the same mail again is a duplicate', () => {
  const base: Glance = { from: 'ana@correo.example', subject: 'x', at: 1, messageId: 'a', references: [], isPerson: true, isOut: false };
  const glances: Glance[] = [
    base,
    { ...base, at: 2 },
    { ...base, at: 3, messageId: 'b', references: ['a'] },
    { ...base, at: 4, messageId: 'c', references: ['b'], isOut: true },
    { ...base, at: 5, messageId: 'd', references: ['c'] },
    { ...base, at: 6, messageId: 'e', references: ['d'], isOut: true, isPerson: false },
  ];
  const { judged, conversations, waiting } = judge(glances, 0);
  assert.deepEqual(
    judged.map((one) => one.would),
    ['opens', 'duplicate', 'joins', 'opens'],
  );
  assert.deepEqual([conversations, waiting], [1, 1]);
});
