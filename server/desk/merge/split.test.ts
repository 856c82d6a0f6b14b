import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { conformity } from '#procedure';
import { idleMailbox } from '../../../tests/world/idle-mailbox.ts';
import { type TestHttp, testHttp, type Visitor } from '../../../tests/world/visitors.ts';
import { noteAccepted } from '../deliver.ts';
import { receive } from '../receive.ts';
import { mail, replyTo } from '../testing.ts';
import { threadToken } from '../token.ts';

let t: TestHttp;
let maria: Visitor;
let mailbox: { id: string; address: string };

before(async () => {
  t = await testHttp();
  mailbox = await idleMailbox(t.k);
  maria = await t.signedIn('operator');
});
after(() => t?.close());

const at = (time: string) => Date.parse(`2026-11-24T${time}:00-04:00`);
const iso = (time: string) => `2026-11-24T${time}:00-04:00`;
let nr = 0;

/** Two mails of one requester in one thread, at nine and at half past. */
async function asked() {
  nr += 1;
  const from = `ana${nr}@correo.example`;
  const first = mail({ mailbox, from, subject: `Carta ${nr}`, text: `Primera ${nr}`, receivedAt: at('09:00') });
  const [one] = await receive(t.k, [first]);
  const second = replyTo(first, { mailbox, from, subject: `Otra cosa ${nr}`, text: `Segunda ${nr}`, receivedAt: at('09:30') });
  const [two] = await receive(t.k, [second]);
  assert.equal(two?.conversationId, one?.conversationId);
  return { id: one?.conversationId as string, from, first, second, m1: one?.messageId as string, m2: two?.messageId as string };
}
const shown = async (id: string) => (await maria.get(`/conversations/${id}`)).body;
const row = async (id: string) =>
  (await maria.get('/conversations?view=all&limit=200')).body.items.find((one: { id: string }) => one.id === id);
const split = (id: string, ...messages: string[]) => maria.post(`/conversations/${id}/splits`, { messages });
const answer = async (id: string, text = 'Abre el lunes.') => {
  const sent = await maria.post(`/conversations/${id}/replies`, { text }, { headers: { 'idempotency-key': randomUUID() } });
  assert.equal(sent.status, 201, JSON.stringify(sent.body));
  await noteAccepted(t.k, [{ id: sent.body.id, delivery: 'accepted', at: t.k.clock.now(), reached: [] }]);
  return sent.body.id as string;
};
const texts = (conversation: { messages: { direction: string; text: string }[] }) =>
  conversation.messages.filter(({ direction }) => direction === 'in').map(({ text }) => text);
const spells = (conversation: { obligations: { clause: string; state: string; openedAt: string }[] }) =>
  conversation.obligations.filter(({ clause }) => clause === '5.3').map(({ openedAt, state }) => [openedAt, state]);
const figures = async () => {
  const [one] = await conformity(t.k, { month: '2026-11' });
  return { due: one?.due, met: one?.met, late: one?.late, open: one?.open };
};

test('a mail that waited alone is owed in the new conversation as it was: the same row, nothing lost and nothing doubled', async () => {
  const { id, first, from } = await asked();
  await answer(id);
  t.clock.set(at('10:05'));
  const [third] = await receive(t.k, [replyTo(first, { mailbox, from, subject: 'Y el carné', text: 'Tercera', receivedAt: at('10:05') })]);
  const before = (await shown(id)).obligations.find((one: { state: string }) => one.state === 'open');
  const counted = await figures();
  const { status, body } = await split(id, third?.messageId as string);
  assert.equal(status, 201);
  const [old, made] = [await shown(id), await shown(body.conversation)];
  assert.deepEqual([old.state, old.dueAt, made.state, made.dueAt], ['waiting', null, 'open', before.dueAt]);
  assert.deepEqual(
    made.obligations.map((one: { id: string; openedAt: string }) => [one.id, one.openedAt]),
    [[before.id, before.openedAt]],
  );
  assert.deepEqual(await figures(), counted);
  assert.deepEqual(
    [made.subject, made.requester.email, texts(made), old.messages.at(-1).event.kind],
    ['Y el carné', from, ['Tercera'], 'split'],
  );
  assert.deepEqual(
    [old.splits.length, made.splits[0].from.id, (await row(made.id)).messageCount, (await row(id)).messageCount],
    [1, id, 1, 3],
  );
});

test('two that waited in one spell are both owed from its beginning, and each ends with its own answer', async () => {
  const { id, m1, m2 } = await asked();
  const due = (await shown(id)).dueAt;
  for (const message of [m2]) {
    const { body } = await split(id, message);
    const [old, made] = [await shown(id), await shown(body.conversation)];
    assert.deepEqual([old.dueAt, made.dueAt], [due, due]);
    await answer(body.conversation);
    assert.deepEqual(
      [spells(await shown(id)), spells(await shown(body.conversation))],
      [[[iso('09:00'), 'open']], [[iso('09:00'), 'met']]],
    );
  }
  const other = await asked();
  const { body } = await split(other.id, other.m1);
  assert.notEqual(m1, other.m1);
  const [old, made] = [await shown(other.id), await shown(body.conversation)];
  assert.deepEqual(
    [spells(old), spells(made), old.subject, made.subject],
    [[[iso('09:00'), 'open']], [[iso('09:00'), 'open']], other.second.subject, other.first.subject],
  );
  await answer(other.id);
  assert.deepEqual([spells(await shown(other.id)), (await shown(body.conversation)).state], [[[iso('09:00'), 'met']], 'open']);
});

test('what was answered stays answered, wherever the answer lies, and is counted once', async () => {
  const { id, m1, m2 } = await asked();
  await answer(id);
  const counted = await figures();
  const { body } = await split(id, m2);
  assert.deepEqual(await figures(), counted);
  const made = await shown(body.conversation);
  assert.deepEqual([made.state, made.dueAt, made.obligations], ['waiting', null, []]);
  const other = await asked();
  const reply = await answer(other.id);
  const again = await figures();
  const moved = await split(other.id, other.m1, reply);
  assert.deepEqual(await figures(), again);
  assert.deepEqual([(await shown(other.id)).state, spells(await shown(moved.body.conversation))], ['waiting', [[iso('09:00'), 'met']]]);
  assert.ok(m1);
});

test('what answers a mail that was split off finds it there, whatever its token says', async () => {
  const { id, m2, second, from } = await asked();
  const { body } = await split(id, m2);
  t.clock.set(at('10:20'));
  const [later] = await receive(t.k, [
    replyTo(second, { mailbox, from, text: 'Sobre la segunda', receivedAt: at('10:20'), threadToken: threadToken(t.k, id) }),
  ]);
  assert.equal(later?.conversationId, body.conversation);
});

test('taken back at once, all is as it was, and the number leads there', async () => {
  const { id, m1, m2 } = await asked();
  for (const message of [m2, m1]) {
    const clean = (value: unknown) =>
      JSON.parse(
        JSON.stringify(value, (key, one) =>
          ['share', 'remainingSeconds', 'url', 'bodyUrl', 'judgements'].includes(key) ? undefined : one,
        ),
      );
    const state = async () => {
      const { messages, fetchedAt: _, ...rest } = await shown(id);
      const kinds = ['split', 'split-undone'];
      const own = messages.filter(
        (one: { event: { kind: string } | null; origin: unknown }) => !kinds.includes(one.event?.kind ?? '') && one.origin === null,
      );
      return clean({ ...rest, messages: own.map((one: { id: string }) => one.id), row: await row(id) });
    };
    const before = await state();
    const counted = await figures();
    const { body } = await split(id, message);
    assert.notDeepEqual(await state(), before);
    assert.equal((await maria.delete(`/splits/${body.id}`)).status, 200);
    assert.equal((await maria.delete(`/splits/${body.id}`)).status, 200);
    assert.deepEqual(await state(), before);
    assert.deepEqual(await figures(), counted);
    assert.equal((await shown(body.conversation)).id, id);
  }
});

test('taken back after it had a life of its own, nothing moves: it is shown in the old one, and no answer is taken for another', async () => {
  const { id, m2 } = await asked();
  const { body } = await split(id, m2);
  await answer(body.conversation, 'A la segunda');
  await maria.delete(`/splits/${body.id}`);
  const both = await shown(id);
  assert.deepEqual(
    [
      (await shown(body.conversation)).id,
      both.state,
      spells(both).filter(([, state]) => state === 'open').length,
      spells(both).filter(([, state]) => state === 'met').length,
    ],
    [id, 'open', 1, 1],
  );
  assert.ok(both.messages.some((one: { text: string; origin: unknown }) => one.text === 'A la segunda' && one.origin !== null));
});

test('nothing, everything, what lies elsewhere or what is on its way cannot be split off', async () => {
  const { id, m1, m2 } = await asked();
  const refused = async (...messages: string[]) => {
    const { status, body } = await split(id, ...messages);
    return [status, body.code];
  };
  assert.deepEqual(await refused(m1, m2), [409, 'split-of-nothing']);
  assert.deepEqual(await refused('999999'), [409, 'split-of-nothing']);
  const other = await asked();
  assert.deepEqual(await refused(other.m2), [409, 'split-of-nothing']);
  const sent = await maria.post(`/conversations/${id}/replies`, { text: 'Sí' }, { headers: { 'idempotency-key': randomUUID() } });
  assert.deepEqual(await refused(m2, sent.body.id), [409, 'cannot-split']);
  await maria.post(`/conversations/${id}/merges`, { conversation: other.id, evenIfOthers: true });
  assert.deepEqual(await refused(m2, other.m2), [409, 'split-of-several']);
  assert.equal((await split(id, other.m2)).status, 201);
  assert.equal((await maria.delete('/splits/999999')).status, 404);
});

test('split from what is merged: an answer that ended its wait while they were together ends it still', async () => {
  const a = await asked();
  const b = await asked();
  await maria.post(`/conversations/${a.id}/merges`, { conversation: b.id, evenIfOthers: true });
  const sent = await maria.post(
    `/conversations/${a.id}/replies`,
    { text: 'A las dos', cc: [a.from, b.from] },
    { headers: { 'idempotency-key': randomUUID() } },
  );
  await noteAccepted(t.k, [{ id: sent.body.id, delivery: 'accepted', at: t.k.clock.now(), reached: [] }]);
  assert.equal((await shown(a.id)).state, 'waiting');
  const counted = await figures();
  const { body } = await split(a.id, b.m2);
  assert.deepEqual(await figures(), counted);
  assert.equal((await shown(body.conversation)).dueAt, null);
});
