import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import PostalMime from 'postal-mime';
import { noteProgress, receive } from '#desk';
import { addMailboxByUrl } from '../channels/mail/mailbox.ts';
import { mail, replyTo } from '../desk/testing.ts';
import { type SmtpSink, startSmtp } from '../../tests/world/smtp.ts';
import { type TestHttp, testHttp, type Visitor } from '../../tests/world/visitors.ts';
import { lookAtOwed } from './owed.ts';

let t: TestHttp;
let smtp: SmtpSink;
let mailbox: { id: string; address: string };
let maria: Visitor;
let wilkin: Visitor;
let name = '';
before(async () => {
  [t, smtp] = await Promise.all([testHttp(), startSmtp()]);
  const address = 'info@itla.example';
  const { id } = await addMailboxByUrl(t.k, { address, imap: 'imap://info:x@127.0.0.1:9', smtp: `smtp://127.0.0.1:${smtp.port}` });
  mailbox = { id, address };
  wilkin = await t.signedIn('coordinator');
});
after(async () => {
  await t?.close();
  await smtp?.stop();
});

let nr = 0;
/** A new María each time: what was told to one is no matter of the next. */
beforeEach(async () => {
  t.clock.set('2026-11-24T10:00:00-04:00');
  await t.drain();
  maria = await t.signedIn('operator');
  nr += 1;
  name = `María Peña ${nr}`;
  await maria.patch('/account', { name });
  await t.drain();
});

const asked = async (more: object = {}) => {
  const question = mail({ mailbox, receivedAt: t.clock.now(), ...more });
  return { question, id: (await receive(t.k, [question]))[0]?.conversationId as string };
};
const noticesOf = async (who: Visitor) => {
  await t.drain();
  return (await who.get('/notices')).body as { items: any[]; unread: number };
};
const kindsOf = async (who: Visitor) => (await noticesOf(who)).items.map((one) => one.kind);
const mention = async (id: string) => {
  await wilkin.post(`/conversations/${id}/notes`, { text: `@${name}, ¿la ve?` });
  await t.drain();
};
const give = async (id: string, to: string | null = maria.id) => {
  await wilkin.post(`/conversations/${id}/assignment`, { assignee: to });
  await t.drain();
};
/** What reached her by mail. */
async function mails(): Promise<{ subject: string; text: string; automatic: string | undefined }[]> {
  await t.drain();
  const mine = smtp.mails.filter((one) => one.to.includes(maria.email as string) && !one.raw.includes('invitacion#'));
  return Promise.all(
    mine.map(async ({ raw }) => {
      const read = await PostalMime.parse(raw);
      const automatic = read.headers.find((one) => one.key === 'auto-submitted')?.value;
      return { subject: read.subject ?? '', text: read.text ?? '', automatic };
    }),
  );
}
const prefer = async (change: object) => {
  const before = (await maria.get('/notices/preferences')).body;
  assert.equal((await maria.put('/notices/preferences', { ...before, ...change })).status, 200);
};

test('whoever is named in a note is told, with where it leads; whoever names themselves is not', async () => {
  const { id } = await asked();
  await mention(id);
  await maria.post(`/conversations/${id}/notes`, { text: `yo, @${name}` });
  const { items, unread } = await noticesOf(maria);
  assert.equal(unread, 1);
  const [{ kind, by, conversation, isRead }] = items;
  assert.deepEqual([kind, by, conversation.number, isRead], ['mentioned', 'Persona de coordinator', `VT-${id}`, false]);
});

test('what somebody else gives, takes or returns is told once; what one does oneself is not', async () => {
  const { id } = await asked();
  await give(id);
  await give(id, wilkin.id);
  assert.deepEqual(await kindsOf(maria), ['taken-over', 'assigned']);
  await give(id);
  await give(id, null);
  assert.deepEqual(await kindsOf(maria), ['returned', 'assigned', 'taken-over', 'assigned']);
  await maria.post(`/conversations/${id}/take`);
  assert.equal((await noticesOf(maria)).items.length, 4);
});

test('the requester who writes again is told to whoever has the matter', async () => {
  const { id, question } = await asked();
  await give(id);
  await t.drain();
  await receive(t.k, [replyTo(question, { mailbox, receivedAt: t.clock.now() + 60_000 })]);
  await receive(t.k, [replyTo(question, { mailbox, nature: 'robot', receivedAt: t.clock.now() + 90_000 })]);
  assert.deepEqual(await kindsOf(maria), ['wrote-again', 'assigned']);
});

test('an answer that comes back or does not leave is told to its author', async () => {
  const { id } = await asked();
  const sent = await maria.post(`/conversations/${id}/replies`, { text: 'Abre el lunes.' }, { headers: { 'idempotency-key': `k${nr}` } });
  await noteProgress(t.k, { id: sent.body.id, delivery: 'bounced', note: '550 no such user' });
  const { items } = await noticesOf(maria);
  assert.deepEqual([items[0].kind, items[0].trouble, items[0].conversation.id], ['not-delivered', 'bounced', id]);
});

test('what one has is told before it falls due and once it has, each once, and never outside the schedule', async () => {
  const { id } = await asked();
  await give(id);
  const due = Date.parse((await maria.get(`/conversations/${id}`)).body.dueAt);
  const owed = async () => (await kindsOf(maria)).filter((one) => one === 'due-soon' || one === 'late');
  await lookAtOwed(t.k);
  assert.deepEqual(await owed(), []);
  t.clock.set(due - 30 * 60_000);
  for (let i = 0; i < 3; i += 1) await lookAtOwed(t.k);
  assert.deepEqual(await owed(), ['due-soon']);
  t.clock.set(due + 9 * 3_600_000);
  await lookAtOwed(t.k);
  assert.deepEqual(await owed(), ['due-soon']);
  // The next morning it sweeps by itself.
  t.clock.set(due + 3 * 86_400_000);
  await lookAtOwed(t.k);
  await lookAtOwed(t.k);
  assert.deepEqual(await owed(), ['late', 'due-soon']);
});

test('what is not read at the console within minutes goes out by mail, automatic and with its link; what is read does not', async () => {
  const [one, other] = [await asked(), await asked()];
  await mention(one.id);
  await mention(other.id);
  assert.deepEqual(await mails(), []);
  assert.equal((await maria.post('/notices/reading', { conversation: other.id })).body.unread, 1);
  t.clock.advance(5 * 60_000);
  const [told, ...more] = await mails();
  assert.equal(more.length, 0);
  assert.equal(told?.subject, `Persona de coordinator le nombró en una nota (VT-${one.id})`);
  assert.match(told?.text ?? '', new RegExp(`/bandeja/todas/${one.id}\\b`));
  assert.equal(told?.automatic, 'auto-generated');
  t.clock.set('2026-11-25T08:00:00-04:00');
  assert.equal((await mails()).length, 1);
});

test('much that is to be told at once is one mail', async () => {
  for (let i = 0; i < 4; i += 1) await give((await asked()).id);
  t.clock.advance(5 * 60_000);
  assert.deepEqual(
    (await mails()).map((one) => one.subject),
    ['Tiene 4 avisos sin leer en Ventanilla'],
  );
});

test('what comes while the service is closed waits for the opening and is one mail', async () => {
  t.clock.set('2026-11-24T19:00:00-04:00');
  for (let i = 0; i < 3; i += 1) await mention((await asked()).id);
  t.clock.set('2026-11-25T07:59:00-04:00');
  assert.deepEqual(await mails(), []);
  t.clock.set('2026-11-25T08:00:00-04:00');
  assert.deepEqual(
    (await mails()).map((one) => one.subject),
    ['Tiene 3 avisos sin leer en Ventanilla'],
  );
});

test('quiet hours hold back too, and each matter is told as its person chose', async () => {
  await prefer({
    quiet: ['09:30', '11:00'],
    topics: { mention: 'now', assignment: 'digest', loss: 'off', answer: 'off', delivery: 'now', due: 'now' },
  });
  const { id } = await asked();
  await mention(id);
  t.clock.set('2026-11-24T10:30:00-04:00');
  assert.deepEqual(await mails(), []);
  t.clock.set('2026-11-24T11:00:00-04:00');
  assert.deepEqual((await mails()).length, 1);
  await give(id);
  await give(id, null);
  t.clock.set('2026-11-24T15:59:00-04:00');
  assert.deepEqual((await mails()).length, 1);
  t.clock.set('2026-11-25T08:00:00-04:00');
  const [, digest] = await mails();
  assert.match(digest?.subject ?? '', /le asignó una conversación/);
  assert.equal((await noticesOf(maria)).unread, 3);
});

test('who wants no mail gets none, and who reads English reads English', async () => {
  assert.equal((await maria.patch('/account', { language: 'en' })).status, 200);
  await mention((await asked()).id);
  t.clock.advance(5 * 60_000);
  assert.match((await mails())[0]?.subject ?? '', /named you in a note/);
  await prefer({ byMail: false });
  await mention((await asked()).id);
  t.clock.advance(5 * 60_000);
  assert.equal((await mails()).length, 1);
});

test('one reads and marks only one’s own', async () => {
  const { id } = await asked();
  await mention(id);
  const [item] = (await noticesOf(maria)).items;
  await wilkin.post('/notices/reading', { ids: [item.id] });
  assert.equal((await noticesOf(maria)).unread, 1);
  assert.ok(!(await wilkin.get('/notices')).body.items.some((one: { id: string }) => one.id === item.id));
  assert.equal((await maria.post('/notices/reading', { until: item.id })).body.unread, 0);
  assert.deepEqual((await maria.get('/notices?unread=true')).body.items, []);
});

test('a job that runs twice tells nobody twice', async () => {
  const { id } = await asked();
  const heard = { conversation: id, message: '1', accounts: [maria.id as string], by: 'Wilkin' };
  for (let i = 0; i < 2; i += 1) await t.k.topics.publish('desk.mentioned', heard);
  assert.equal((await noticesOf(maria)).items.length, 1);
});

test('whose access ends is told nothing more by mail', async () => {
  await mention((await asked()).id);
  const admin = await t.signedIn('admin');
  await noticesOf(maria);
  await admin.patch(`/users/${maria.id}`, { disabled: true });
  t.clock.advance(5 * 60_000);
  assert.deepEqual(await mails(), []);
});

test('of many at once whoever gets them is told once, how many, and so is whoever had them', async () => {
  const ids = [await asked(), await asked(), await asked()].map(({ id }) => id);
  const key = `lote ${nr}`;
  const { body } = await wilkin.post('/conversations/bulk', { act: 'assign', ids, detail: { assignee: maria.id }, key });
  const { items } = await noticesOf(maria);
  assert.deepEqual(
    items.map(({ kind, count, conversation }) => [kind, count, conversation]),
    [['passed-on', 3, null]],
  );
  await wilkin.post(`/bulk/${body.id}/undo`);
  assert.deepEqual(await kindsOf(maria), ['returned', 'passed-on']);
  await maria.post('/conversations/bulk', { act: 'take', ids, key });
  assert.equal((await noticesOf(maria)).items.length, 2, 'nobody is told of what they did themselves');
});
