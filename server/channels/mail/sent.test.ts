import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { tuesdayAtTen } from '../../../tests/world/database.ts';
import { type Box, type MailDesk, mailDesk, seriesOf } from '../../../tests/world/mail-desk.ts';
import { mail, messageId, person } from '../../../tests/world/mails.ts';
import { eventually } from '../../../tests/world/temporary.ts';
import { settlingTime } from './sent.rules.ts';

let w: MailDesk;
before(async () => {
  w = await mailDesk();
});
after(async () => w?.close());

const hour = 3_600_000;

/** An answer of the desk to mail `nr`, as Outlook leaves it in Sent. */
function answer(
  box: Box,
  nr: number,
  more: { readonly date?: number; readonly headers?: readonly string[]; readonly to?: string } = {},
): Buffer {
  return box.mail(1000 + nr, {
    from: { name: 'Servicio al Cliente', email: box.user },
    to: more.to ?? person(nr % 500).email,
    inReplyTo: messageId(nr, seriesOf(box.user)),
    subject: 'Re: su consulta',
    date: more.date ?? tuesdayAtTen - hour,
    headers: [`References: ${messageId(nr, seriesOf(box.user))}`, ...(more.headers ?? [])],
  });
}

async function senderOf(id: string): Promise<string> {
  const rows = await sql<{ email: string }>`select requester_email as email from desk.conversation where id = ${id}`.execute(w.k.db);
  return rows.rows[0]?.email ?? '';
}

async function settledAt(id: string): Promise<number | null> {
  const rows = await sql<{ at: number | null }>`
    select settled_at as at from procedure.obligation where subject_kind = 'conversation' and subject_id = ${id} and clause = '5.3' and basis = 'text' and withdrawn_at is null`.execute(
    w.k.db,
  );
  return rows.rows[0]?.at ?? null;
}

test('an answer given in Outlook settles 5.3 at its time', async () => {
  const box = await w.mailbox();
  await box.deliver(1, { internalDate: tuesdayAtTen - 2 * hour });
  await box.settled(1);
  const [asked] = await box.shown();
  const to = await senderOf(asked?.id as string);
  await box.deliver(answer(box, 1, { to }), { mailbox: 'Sent', internalDate: tuesdayAtTen - hour });
  await box.settled(2);
  const [answered] = await box.shown();
  assert.deepEqual([answered?.state, answered?.answeredElsewhere, answered?.due], ['waiting', true, null]);
  assert.equal(await settledAt(answered?.id as string), tuesdayAtTen - hour);
});

test('it settles as well when Sent is read first, however late the question comes', async () => {
  const box = await w.mailbox();
  const question = box.mail(2);
  const to = /^From: .*<(.+)>/im.exec(question.toString('latin1'))?.[1] as string;
  await box.deliver(answer(box, 2, { to }), { mailbox: 'Sent', internalDate: tuesdayAtTen - hour });
  await box.settled(1);
  assert.deepEqual(await box.states(), ['sent unmatched']);
  await box.deliver(question, { internalDate: tuesdayAtTen - 2 * hour });
  await box.settled(2);
  await eventually('the answer has found its question', async () => (await box.states()).includes('sent received'));
  const [answered] = await box.shown();
  assert.deepEqual([answered?.state, answered?.answeredElsewhere], ['waiting', true]);
  assert.equal(await settledAt(answered?.id as string), tuesdayAtTen - hour);
});

test('an automatic mail in Sent settles nothing', async () => {
  const box = await w.mailbox();
  await box.deliver(3, { internalDate: tuesdayAtTen - 2 * hour });
  await box.settled(1);
  const to = await senderOf((await box.shown())[0]?.id as string);
  await box.deliver(answer(box, 3, { to, headers: ['Auto-Submitted: auto-replied'] }), {
    mailbox: 'Sent',
    internalDate: tuesdayAtTen - hour,
  });
  await box.settled(2);
  assert.notEqual((await box.shown())[0]?.due, null);
});

test('a mail of ours that comes back opens no case, in whichever order it and Sent are read', async () => {
  const box = await w.mailbox();
  const toOurselves = box.mail(4, { from: { name: 'Servicio', email: box.user }, to: box.user });
  await box.deliver(toOurselves);
  await box.deliver(toOurselves, { mailbox: 'Sent' });
  await box.settled(2);
  assert.ok((await box.shown()).every((one) => one.due === null));
});

test('an answer of ours that comes back as a copy stands once, in its conversation', async () => {
  const box = await w.mailbox();
  await box.deliver(8, { internalDate: tuesdayAtTen - 2 * hour });
  await box.settled(1);
  const sent = answer(box, 8, { headers: [`Cc: <${box.user}>`] });
  await box.deliver(sent, { mailbox: 'Sent', internalDate: tuesdayAtTen - hour });
  await box.settled(2);
  await box.deliver(sent, { internalDate: tuesdayAtTen - hour });
  await box.settled(3);
  assert.deepEqual(
    (await box.shown()).map((one) => [one.state, one.messages]),
    [['waiting', 2]],
  );
  assert.equal((await box.states()).at(-1), 'inbox duplicate');
});

test('a mail of ours that waited in INBOX before the first reading waits for Sent to be read', async () => {
  const user = w.freshUser();
  const toOurselves = mail(7, { series: seriesOf(user), from: { name: 'Servicio', email: user }, to: user });
  await w.dovecot.deliver(toOurselves, { user });
  await w.dovecot.deliver(toOurselves, { user, mailbox: 'Sent' });
  const box = await w.mailbox({ user });
  await box.settled(2);
  assert.deepEqual(
    (await box.shown()).map((one) => [one.nature, one.due]),
    [['loop', null]],
  );
});

test('a stranger who copies an id of ours is answered like anybody', async () => {
  const box = await w.mailbox();
  await box.deliver(answer(box, 5), { mailbox: 'Sent' });
  await box.settled(1);
  const copied = box
    .mail(6)
    .toString('latin1')
    .replace(/^Message-ID: .*$/im, `Message-ID: ${messageId(1005, seriesOf(box.user))}`);
  await box.deliver(Buffer.from(copied, 'latin1'));
  await box.settled(2);
  assert.deepEqual(
    (await box.shown()).map((one) => [one.nature, one.state]),
    [['person', 'open']],
  );
});

test('the time of an answer is INTERNALDATE, or its Date where the copy is over ten minutes later', () => {
  const now = tuesdayAtTen;
  const minute = 60_000;
  const at = (internalDate: number | null, date: number | null) => settlingTime({ internalDate, date, now });
  assert.equal(at(now - 30 * minute, now - 40 * minute), now - 30 * minute);
  assert.equal(at(now - 30 * minute, now - 40 * minute - 1), now - 40 * minute - 1);
  assert.equal(at(now - 30 * minute, null), now - 30 * minute);
  assert.equal(at(now + hour, now + hour), now);
  assert.equal(at(null, null), now);
});
