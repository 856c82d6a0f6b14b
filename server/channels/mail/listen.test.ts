import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { mail, messageId } from '../../../tests/world/mails.ts';
import { tuesdayAtTen } from '../../../tests/world/database.ts';
import { type MailDesk, mailDesk, seriesOf } from '../../../tests/world/mail-desk.ts';
import { eventually } from '../../../tests/world/temporary.ts';
import { addMailboxByUrl, patchMailbox, pauseMailbox, removeMailbox, startMailbox } from './mailbox.ts';
import { listMailboxes } from './present.ts';

let w: MailDesk;
before(async () => {
  w = await mailDesk();
});
after(async () => w?.close());

const hour = 3_600_000;

test('mail that waits and mail that comes later stand in the desk, each with its due time', async () => {
  const user = w.freshUser();
  await w.dovecot.deliver(mail(1, { series: seriesOf(user), subject: 'Constancia' }), { user });
  const box = await w.mailbox({ user });
  await box.settled(1);
  await box.deliver(box.mail(2, { subject: 'Matrícula' }));
  await box.settled(2);
  const all = await box.shown();
  assert.deepEqual(
    all.map((one) => one.subject),
    ['Constancia', 'Matrícula'],
  );
  assert.ok(all.every((one) => one.due !== null && one.state === 'open'));
});

test('5.3 counts from INTERNALDATE, and from now where a server puts it in the future', async () => {
  const box = await w.mailbox();
  const monday = Date.parse('2026-11-23T09:15:00-04:00');
  await box.deliver(box.mail(1), { internalDate: monday });
  await box.deliver(box.mail(2), { internalDate: tuesdayAtTen + 40 * hour });
  await box.settled(2);
  assert.deepEqual(
    (await box.shown()).map((one) => one.receivedAt),
    [monday, w.k.clock.now()],
  );
});

test('mail older than «since» is history: kept, without a due time', async () => {
  const box = await w.mailbox({ since: Date.parse('2026-11-01T00:00:00-04:00') });
  await box.deliver(box.mail(1), { internalDate: Date.parse('2026-10-31T23:59:59-04:00') });
  await box.deliver(box.mail(2), { internalDate: Date.parse('2026-11-01T00:00:00-04:00') });
  await box.settled(2);
  const [old, recent] = await box.shown();
  assert.deepEqual([old?.isHistory, old?.state, old?.due], [true, 'resolved', null]);
  assert.deepEqual([recent?.isHistory, recent?.state], [false, 'open']);
});

test('what is asked of the campaigns is read and opens nothing; the same mail to the service does', async () => {
  const campaigns = await w.mailbox({ purpose: 'campaigns' });
  const service = await w.mailbox();
  const both = mail(1, { series: 'both', subject: 'Llamadas de seguimiento' });
  await campaigns.deliver(both);
  await campaigns.settled(1);
  assert.deepEqual(
    (await campaigns.shown()).map((one) => [one.state, one.due]),
    [['resolved', null]],
  );
  await service.deliver(both);
  await service.settled(1);
  const [waiting] = await service.shown();
  assert.equal(waiting?.state, 'open');
  assert.notEqual(waiting?.due, null);
});

test('nothing is marked as read, and mail that somebody has read comes in as well', async () => {
  const box = await w.mailbox();
  await box.deliver(box.mail(1));
  await box.deliver(box.mail(2), { flags: ['\\Seen'] });
  await box.settled(2);
  const seen = await w.dovecot.doveadm('-f', 'flow', 'fetch', '-u', box.user, 'flags', 'mailbox', 'INBOX');
  assert.equal(seen.split('\\Seen').length - 1, 1);
});

test('moving, copying back and deleting by people makes no second conversation', async () => {
  const box = await w.mailbox();
  await box.deliver(box.mail(1));
  await box.deliver(box.mail(2));
  await box.settled(2);
  await w.dovecot.doveadm('move', '-u', box.user, 'Procesados', 'mailbox', 'INBOX', 'uid', '1');
  await w.dovecot.doveadm('expunge', '-u', box.user, 'mailbox', 'INBOX', 'uid', '2');
  await w.dovecot.doveadm('move', '-u', box.user, 'INBOX', 'mailbox', 'Procesados', 'all');
  await box.settled(3);
  assert.deepEqual(await box.states(), ['inbox received', 'inbox received', 'inbox duplicate']);
  assert.equal((await box.shown()).length, 2);
});

test('a new UIDVALIDITY brings no new conversation, and what came meanwhile is not missed', async () => {
  const box = await w.mailbox();
  for (let nr = 1; nr <= 30; nr++) await box.deliver(box.mail(nr));
  await box.settled(30);
  await w.dovecot.setUidValidity(1_900_000_000, 'INBOX', box.user);
  await w.dovecot.kick(box.user);
  await box.deliver(box.mail(31));
  await box.settled(61);
  assert.equal((await box.shown()).length, 31);
  assert.equal((await box.states()).filter((one) => one === 'inbox duplicate').length, 30);
});

test('the same mail delivered twice is one conversation with two receipts, and the earlier one starts the clock', async () => {
  const box = await w.mailbox();
  const [first, second] = [tuesdayAtTen - 3 * hour, tuesdayAtTen - hour];
  await box.deliver(Buffer.concat([Buffer.from('Delivered-To: info@itla.test\r\n'), box.mail(1)]), { internalDate: second });
  await box.settled(1);
  await box.deliver(Buffer.concat([Buffer.from('Delivered-To: alias@itla.test\r\n'), box.mail(1)]), { internalDate: first });
  await box.settled(2);
  const all = await box.shown();
  assert.deepEqual([all.length, all[0]?.clockFrom], [1, first]);
});

test('two different mails with one Message-ID are both kept', async () => {
  const box = await w.mailbox();
  const forged = box
    .mail(2)
    .toString('latin1')
    .replace(/^Message-ID: .*$/im, `Message-ID: ${messageId(1, seriesOf(box.user))}`);
  await box.deliver(box.mail(1));
  await box.deliver(Buffer.from(forged, 'latin1'));
  await box.settled(2);
  assert.deepEqual(await box.states(), ['inbox received', 'inbox received']);
});

test('Junk is kept and shown, never counted; saved from there by a person it counts', async () => {
  const box = await w.mailbox();
  await box.deliver(box.mail(1), { mailbox: 'Junk' });
  await box.settled(1);
  assert.deepEqual(
    (await box.shown()).map((one) => [one.nature, one.due]),
    [['spam', null]],
  );
  await w.dovecot.doveadm('move', '-u', box.user, 'INBOX', 'mailbox', 'Junk', 'all');
  await box.settled(2);
  assert.ok((await box.shown()).some((one) => one.nature === 'person' && one.due !== null));
});

test('what somebody puts into Junk by hand stays what it is', async () => {
  const box = await w.mailbox();
  await box.deliver(box.mail(1));
  await box.settled(1);
  await w.dovecot.doveadm('move', '-u', box.user, 'Junk', 'mailbox', 'INBOX', 'all');
  await box.settled(2);
  assert.deepEqual(
    (await box.shown()).map((one) => [one.nature, one.state]),
    [['person', 'open']],
  );
});

test('robots, lists and bounces are kept and marked, and open nothing', async () => {
  const box = await w.mailbox();
  await box.deliver(box.mail(1, { headers: ['Auto-Submitted: auto-replied'] }));
  await box.deliver(box.mail(2, { headers: ['List-Id: <avisos.lista.example>'] }));
  await box.settled(2);
  assert.deepEqual(
    (await box.shown()).toSorted((a, b) => a.nature.localeCompare(b.nature)).map((one) => [one.nature, one.due]),
    [
      ['list', null],
      ['robot', null],
    ],
  );
});

test('a backlog comes in whole, and mail that comes while it is read does not wait for it', async () => {
  const user = w.freshUser();
  for (let nr = 1; nr <= 400; nr++) await w.dovecot.deliver(mail(nr, { series: seriesOf(user) }), { user });
  const box = await w.mailbox({ user });
  await eventually('some of it is read', async () => (await box.states()).length >= 20);
  await box.deliver(box.mail(401, { subject: 'Urgente' }));
  await box.settled(401, 60_000);
  const all = await box.shown();
  assert.equal(all.length, 401);
  const [fresh, last] = [all.find((one) => one.subject === 'Urgente'), all.at(-1)];
  assert.ok(Number(fresh?.id) < Number(last?.id), 'it stood behind the whole backlog');
});

test('a wrong password is tried three times and no more, said in the console, and a new one is taken at once', async () => {
  const box = await w.mailbox({ password: 'equivocada' });
  const trouble = async () => (await listMailboxes(w.k)).find((one) => one.id === box.id)?.trouble;
  const found = await eventually(
    'trouble',
    async () => ((await w.supervisor.look(), await stopped(box.id)) ? trouble() : undefined),
    20_000,
  );
  assert.equal(found?.code, 'wrong-password');
  assert.match(found?.es ?? '', /no aceptó la clave/);
  await box.deliver(box.mail(1));
  const { port, password } = w.dovecot;
  await patchMailbox(w.k, box.id, { imap: { host: '127.0.0.1', port, security: 'none', user: box.user, password } });
  await w.supervisor.look();
  await box.settled(1);
  await eventually('no more trouble', async () => (await trouble()) === null);
});

async function stopped(id: string): Promise<boolean> {
  const { wantedMailboxes } = await import('./lease-store.ts');
  return !(await wantedMailboxes(w.k)).some((one) => one.id === id);
}

test('paused it is left alone, started again it goes on where it was, removed it keeps what it read', async () => {
  const box = await w.mailbox();
  await box.deliver(box.mail(1));
  await box.settled(1);
  await pauseMailbox(w.k, box.id);
  await w.supervisor.look();
  await box.deliver(box.mail(2));
  await new Promise((resolve) => setTimeout(resolve, 1500));
  assert.equal((await box.states()).length, 1);
  await startMailbox(w.k, box.id);
  await w.supervisor.look();
  await box.settled(2);
  await removeMailbox(w.k, box.id);
  assert.equal((await box.shown()).length, 2);
  assert.ok(!(await listMailboxes(w.k)).some((one) => one.id === box.id));
});

test('a server that goes away and comes back is read on by itself', async () => {
  const box = await w.mailbox();
  await box.deliver(box.mail(1));
  await box.settled(1);
  await w.dovecot.down();
  await w.dovecot.up();
  await box.deliver(box.mail(2));
  await box.settled(2, 30_000);
});

test('a host that is not this machine is refused under a driven clock, and a password in the clear always', async () => {
  const add = (imap: string, k = w.k) => addMailboxByUrl(k, { address: 'otro@itla.test', imap, smtp: 'smtp://127.0.0.1:9' });
  const driven = { ...w.k, clock: { ...w.k.clock, driven: true } };
  await assert.rejects(add('imaps://a:b@imap.itla.example', driven), { code: 'not-loopback' });
  await assert.rejects(add('pop://a:b@127.0.0.1'), { code: 'bad-server-url' });
  await assert.rejects(add('imap://127.0.0.1'), { code: 'credentials-missing' });
});
