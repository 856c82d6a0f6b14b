import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { conformity } from '#procedure';
import { type TestHttp, testHttp, type Visitor } from '../../../tests/world/visitors.ts';
import type { Inbound } from '../port.ts';
import { receive } from '../receive.ts';
import { answerTo, mail, replyTo } from '../testing.ts';

// Asked on a Tuesday at nine, due on Friday at nine; it is ten.
let t: TestHttp;
let operator: Visitor;
let coordinator: Visitor;
before(async () => {
  t = await testHttp();
  operator = await t.signedIn('operator');
  coordinator = await t.signedIn('coordinator');
});
after(() => t?.close());

let n = 0;
const someone = () => `alguien${++n}@correo${n}.example`;
const arrive = async (one: Inbound) => (await receive(t.k, [one]))[0]?.conversationId as string;
const mark = (id: string, reason = 'Publicidad') => operator.post(`/conversations/${id}/spam`, { reason });
const release = (id: string) => operator.delete(`/conversations/${id}/spam`);
const shown = async (id: string) => (await operator.get(`/conversations/${id}`)).body;
const clocks = async (id: string): Promise<[string, string][]> =>
  (await shown(id)).obligations.map((one: { state: string; openedAt: string }) => [one.state, one.openedAt]);
const figure = async () =>
  (await conformity(t.k, { month: '2026-11' })).find((one) => one.clause === '5.3') as { due: number; setAside: number };

test('marked as unwanted, what it owes is set aside with who and why, counted apart, and it stands under «No deseados»', async () => {
  const before = await figure();
  const id = await arrive(mail({ from: someone() }));
  assert.equal((await mark(id, '  ')).status, 400);
  assert.deepEqual((await mark(id)).body, { teaches: true });
  await mark(id);
  const { flags, state, dueAt, spam, obligations } = await shown(id);
  assert.deepEqual([flags, state, dueAt], [['spam'], 'resolved', null]);
  assert.deepEqual([spam.how, spam.reason], ['marked', 'Publicidad']);
  assert.deepEqual(
    obligations.map((one: { state: string }) => one.state),
    ['setAside'],
  );
  assert.equal(obligations[0].setAside.reason, 'No deseado: Publicidad');
  assert.equal((await operator.post(`/conversations/${id}/reopening`)).body.code, 'reopen-spam');
  const after = await figure();
  assert.deepEqual([after.due - before.due, after.setAside - before.setAside], [0, 1]);
  const inView = (await operator.get('/conversations?view=spam')).body.items.some((one: { id: string }) => one.id === id);
  assert.ok(inView);
});

test('released, its 5.3 opens from its receipt, late where it is late; the setting aside stays to be read', async () => {
  const receivedAt = Date.parse('2026-11-16T09:00:00-04:00');
  const id = await arrive(mail({ from: someone(), receivedAt }));
  await mark(id);
  assert.equal((await release(id)).status, 200);
  const { state, isOverdue, flags, spam } = await shown(id);
  assert.deepEqual([state, isOverdue, flags, spam], ['open', true, [], null]);
  const at = '2026-11-16T09:00:00-04:00';
  assert.deepEqual(
    (await clocks(id)).toSorted(([a], [b]) => (a < b ? -1 : 1)),
    [
      ['late', at],
      ['setAside', at],
    ],
  );
  assert.equal((await release(id)).body.code, 'not-spam');
});

test('what the mailbox’s own filter took for spam opens its 5.3 from its receipt once released, and its sender comes in next time', async () => {
  const from = someone();
  const id = await arrive(mail({ from, nature: 'spam', natureReason: 'folder: junk' }));
  assert.deepEqual([(await shown(id)).spam.how, await clocks(id)], ['folder', []]);
  await release(id);
  assert.deepEqual(await clocks(id), [['open', '2026-11-24T09:00:00-04:00']]);
  const next = await arrive(mail({ from, nature: 'spam', natureReason: 'folder: junk' }));
  assert.deepEqual([(await shown(next)).state, (await clocks(next)).length], ['open', 1]);
});

test('whoever was marked goes there next time, with who said so; released, no more', async () => {
  const from = someone();
  const id = await arrive(mail({ from }));
  await mark(id, 'Fraude');
  const next = await arrive(mail({ from }));
  const { flags, spam } = await shown(next);
  assert.deepEqual([flags, spam.how, spam.reason, spam.sender], [['spam'], 'learnt', 'Fraude', from]);
  assert.deepEqual(await clocks(next), []);
  const rule = (await operator.get('/senders')).body.items[0];
  assert.deepEqual([rule.value, rule.verdict, rule.how, rule.hits], [from, 'spam', 'marked', 1]);
  await release(next);
  assert.equal((await clocks(await arrive(mail({ from })))).length, 1);
});

test('of whom we have answered nothing bad is learnt: his address may be forged, and his next question is not lost', async () => {
  const from = someone();
  const asked = mail({ from });
  await arrive(asked);
  await receive(t.k, [answerTo(asked)]);
  const id = await arrive(mail({ from }));
  assert.deepEqual((await mark(id)).body, { teaches: false });
  assert.equal((await clocks(await arrive(mail({ from })))).length, 1);
});

test('what was answered before it was marked, or before «No requiere respuesta», stays met when more comes', async () => {
  for (const act of ['spam', 'no-answer'] as const) {
    const from = someone();
    const question = mail({ from });
    const id = await arrive(question);
    await receive(t.k, [answerTo(question)]);
    const thanks = replyTo(question, { from });
    await receive(t.k, [thanks]);
    await operator.post(`/conversations/${id}/${act}`, { reason: 'Da las gracias' });
    await receive(t.k, [replyTo(thanks, { from, receivedAt: thanks.receivedAt + 60_000 })]);
    assert.deepEqual(
      (await clocks(id)).map(([state]) => state),
      ['met', 'setAside', 'open'],
      act,
    );
    assert.ok(!(await shown(id)).flags.includes('spam'), act);
  }
});

test('a domain is blocked with those below it by whoever may, forgotten again; ours, shared ones and those we answer are not', async () => {
  assert.equal((await operator.post('/senders', { sender: 'ofertas.example' })).status, 403);
  const { body } = await coordinator.post('/senders', { sender: '@Ofertas.example', reason: 'Insisten' });
  const id = await arrive(mail({ from: 'x@muy.ofertas.example' }));
  assert.deepEqual([(await shown(id)).spam.how, (await shown(id)).spam.sender], ['blocked', 'ofertas.example']);
  await coordinator.delete(`/senders/${body.id}`);
  assert.equal((await clocks(await arrive(mail({ from: 'y@muy.ofertas.example' })))).length, 1);
  const asked = mail({ from: 'ana@universidad.example' });
  await arrive(asked);
  await receive(t.k, [answerTo(asked)]);
  for (const [sender, code] of [
    ['itla.example', 'own-sender'],
    ['alguien@itla.example', 'own-sender'],
    ['universidad.example', 'domain-in-use'],
    ['gmail.com', 'domain-in-use'],
    ['esto no es', 'bad-sender'],
  ] as const)
    assert.equal((await coordinator.post('/senders', { sender })).body.code, code, sender);
});

test('while others are shown with it, it is not unwanted', async () => {
  const [from, into] = [await arrive(mail({ from: 'uno@correo.example' })), await arrive(mail({ from: 'uno@correo.example' }))];
  await operator.post(`/conversations/${into}/merges`, { conversation: from });
  assert.equal((await mark(into)).body.code, 'spam-merged');
});
