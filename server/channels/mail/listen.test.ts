import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { mail } from '../../../tests/world/mails.ts';
import { type MailWorld, mailWorld, shown, states } from '../../../tests/world/mail-desk.ts';

let w: MailWorld;
before(async () => {
  w = await mailWorld();
});
after(async () => w?.close());

test('mail that waits in the mailbox and mail that comes later stand in the desk, each with its due time', async () => {
  await w.dovecot.deliver(mail(1, { subject: 'Constancia' }));
  await w.settled(1);
  await w.dovecot.deliver(mail(2, { subject: 'Matrícula' }));
  await w.settled(2);
  assert.deepEqual(await states(w.k), ['inbox received', 'inbox received']);
  const all = await shown(w.k);
  assert.deepEqual(
    all.map((one) => one.subject),
    ['Constancia', 'Matrícula'],
  );
  assert.ok(all.every((one) => one.due !== null && one.state === 'open'));
});
