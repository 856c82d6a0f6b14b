import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { conformity } from '#procedure';
import { idleMailbox } from '../../../tests/world/idle-mailbox.ts';
import { type TestHttp, testHttp, type Visitor } from '../../../tests/world/visitors.ts';
import { noteAccepted } from '../deliver.ts';
import { statusLink } from '../links.ts';
import { receive } from '../receive.ts';
import { answerTo, type Draft, mail, replyTo } from '../testing.ts';
import { threadToken } from '../token.ts';

let t: TestHttp;
let maria: Visitor;
let wilkin: Visitor;
let mailbox: { id: string; address: string };

before(async () => {
  t = await testHttp();
  mailbox = await idleMailbox(t.k);
  [maria, wilkin] = [await t.signedIn('operator'), await t.signedIn('coordinator')];
});
after(() => t?.close());

const at = (time: string) => Date.parse(`2026-11-24T${time}:00-04:00`);
const iso = (time: string) => `2026-11-24T${time}:00-04:00`;
let nr = 0;

/** A question of a requester of this test's own. */
async function asked(draft: Draft = {}) {
  nr += 1;
  const question = mail({ mailbox, subject: `Consulta ${nr}`, from: `Ana ${nr} <ana${nr}@correo.example>`, ...draft });
  return { id: (await receive(t.k, [question]))[0]?.conversationId as string, question };
}
async function two(first: Draft = {}, second: Draft = {}) {
  const a = await asked({ receivedAt: at('09:30'), ...first });
  const from = first.from ?? a.question.from?.email ?? '';
  const b = await asked({ receivedAt: at('09:00'), from, ...second });
  return { a, b };
}
const shown = async (id: string) => (await maria.get(`/conversations/${id}`)).body;
const listed = async (query: string): Promise<string[]> =>
  (await maria.get(`/conversations?limit=200&${query}`)).body.items.map((one: { id: string }) => one.id);
const row = async (id: string) =>
  (await maria.get('/conversations?view=all&limit=200')).body.items.find((one: { id: string }) => one.id === id);
const merge = (into: string, conversation: string, more: object = {}) =>
  maria.post(`/conversations/${into}/merges`, { conversation, ...more });
const merged = async (into: string, conversation: string): Promise<string> => (await merge(into, conversation)).body.id;
const unmerge = (id: string) => maria.delete(`/merges/${id}`);
const answer = async (id: string, text = 'Abre el lunes.') => {
  const sent = await maria.post(`/conversations/${id}/replies`, { text }, { headers: { 'idempotency-key': randomUUID() } });
  assert.equal(sent.status, 201, JSON.stringify(sent.body));
  await noteAccepted(t.k, [{ id: sent.body.id, delivery: 'accepted', at: t.k.clock.now(), reached: [] }]);
  return sent.body.id as string;
};
const texts = (conversation: { messages: { direction: string; text: string }[] }) =>
  conversation.messages.filter(({ direction }) => direction !== 'event').map(({ text }) => text);
const spells = (conversation: { obligations: { clause: string; state: string; openedAt: string }[] }) =>
  conversation.obligations.filter(({ clause }) => clause === '5.3').map(({ openedAt, state }) => [openedAt, state]);

test('the thread shows the messages of both in order of time, each with where it lies, and the deadline is the earliest', async () => {
  const { a, b } = await two({ text: 'La segunda' }, { text: 'La primera' });
  const before = await shown(b.id);
  assert.equal((await merge(a.id, b.id)).status, 201);
  const both = await shown(a.id);
  assert.deepEqual(texts(both), ['La primera', 'La segunda']);
  assert.deepEqual(
    both.messages.slice(0, 2).map((one: { origin: unknown }) => one.origin),
    [{ id: b.id, number: `VT-${b.id}` }, null],
  );
  assert.equal(both.dueAt, before.dueAt);
  assert.deepEqual(spells(both), [
    [iso('09:00'), 'open'],
    [iso('09:30'), 'open'],
  ]);
  const { kind, detail } = both.messages.at(-1).event;
  assert.deepEqual([kind, detail], ['merged', `VT-${b.id}`]);
  assert.deepEqual([both.merged.length, both.merged[0].conversation.id], [1, b.id]);
});

test('the one that was merged is in no list; its number, its address and what is found in it lead to the other', async () => {
  const word = `bejuco${randomUUID().slice(0, 6)}`;
  const { a, b } = await two({}, { text: `Sobre el ${word}.` });
  await merged(a.id, b.id);
  for (const view of ['all', 'toAnswer', 'unassigned']) {
    const ids = await listed(`view=${view}`);
    assert.ok(!ids.includes(b.id), view);
    assert.ok(ids.includes(a.id), view);
  }
  assert.equal((await shown(b.id)).id, a.id);
  for (const q of [word, `VT-${b.id}`]) {
    const { items } = (await maria.get(`/search?q=${q}`)).body;
    assert.deepEqual(
      items.map((one: { id: string; mergedInto: unknown }) => [one.id, one.mergedInto]),
      [[b.id, { id: a.id, number: `VT-${a.id}` }]],
    );
  }
});

test('a mail that belongs to the merged one is seen in the other, opens it again, and is owed from its own receipt', async () => {
  const { a, b } = await two();
  await answer(a.id);
  await answer(b.id);
  await merged(a.id, b.id);
  assert.equal((await maria.post(`/conversations/${a.id}/resolution`, {})).status, 200);
  assert.equal((await shown(a.id)).state, 'resolved');
  const late = mail({
    mailbox,
    from: b.question.from?.email ?? '',
    text: 'Una cosa más',
    receivedAt: at('10:30'),
    threadToken: threadToken(t.k, b.id),
  });
  t.clock.set(at('10:31'));
  await receive(t.k, [late]);
  const both = await shown(a.id);
  assert.deepEqual([both.state, texts(both).includes('Una cosa más')], ['open', true]);
  assert.deepEqual(
    spells(both).filter(([, state]) => state === 'open'),
    [[iso('10:30'), 'open']],
  );
  assert.ok((await listed('view=toAnswer')).includes(a.id));
  assert.equal((await row(a.id)).preview, 'Una cosa más');
});

test('an answer in the one settles both, each row with its own clock; a letter to the other number is answered from where it is shown', async () => {
  const { a, b } = await two();
  await merged(a.id, b.id);
  const id = await answer(b.id, 'Para las dos');
  const both = await shown(a.id);
  assert.deepEqual(
    spells(both).map(([, state]) => state),
    ['met', 'met'],
  );
  assert.deepEqual([both.state, both.dueAt], ['waiting', null]);
  const sent = both.messages.find((one: { id: string }) => one.id === id);
  assert.deepEqual([sent.origin, sent.to[0].email], [null, a.question.from?.email]);
});

test('what we had said before they were merged ends nothing of the other', async () => {
  const { a, b } = await two();
  t.clock.set(at('10:35'));
  await answer(a.id);
  await merged(a.id, b.id);
  assert.deepEqual(spells(await shown(a.id)), [
    [iso('09:00'), 'open'],
    [iso('09:30'), 'met'],
  ]);
});

test('taken back, both are as they were before', async () => {
  const { a, b } = await two();
  await maria.post(`/conversations/${b.id}/take`, {});
  await maria.put(`/conversations/${b.id}/draft`, { base: null, text: 'A medias' });
  await answer(a.id);
  await maria.post(`/conversations/${a.id}/resolution`, {});
  const state = async (id: string) => {
    const { messages, fetchedAt: _, ...rest } = await shown(id);
    return {
      ...rest,
      messages: messages
        .filter((one: { event: { kind: string } | null }) => !['merged', 'unmerged'].includes(one.event?.kind ?? ''))
        .map(({ id }: { id: string }) => id),
      row: await row(id),
    };
  };
  const clean = (value: unknown) =>
    JSON.parse(JSON.stringify(value, (key, one) => (['share', 'remainingSeconds', 'url', 'bodyUrl'].includes(key) ? undefined : one)));
  const before = clean([await state(a.id), await state(b.id)]);
  const figures = await conformity(t.k, { month: '2026-11' });
  const id = await merged(a.id, b.id);
  assert.deepEqual([(await shown(a.id)).state, (await row(b.id)) ?? null], ['open', null]);
  assert.deepEqual(await conformity(t.k, { month: '2026-11' }), figures);
  assert.equal((await unmerge(id)).status, 200);
  assert.equal((await unmerge(id)).status, 200);
  assert.deepEqual(clean([await state(a.id), await state(b.id)]), before);
  assert.deepEqual(await conformity(t.k, { month: '2026-11' }), figures);
  assert.equal((await maria.get(`/conversations/${b.id}/drafts`)).body.mine.text, 'A medias');
});

test('taken back, what came meanwhile is where it belongs, and what we said in the one ends nothing of the other', async () => {
  const { a, b } = await two();
  const id = await merged(a.id, b.id);
  await receive(t.k, [replyTo(b.question, { mailbox, from: b.question.from?.email ?? '', text: 'A la segunda', receivedAt: at('10:32') })]);
  await answer(a.id);
  assert.equal((await shown(a.id)).state, 'waiting');
  await unmerge(id);
  const [mine, theirs] = [await shown(a.id), await shown(b.id)];
  assert.deepEqual([mine.state, theirs.state], ['waiting', 'open']);
  assert.ok(texts(theirs).includes('A la segunda') && !texts(mine).includes('A la segunda'));
  assert.deepEqual(spells(theirs), [[iso('09:00'), 'open']]);
  assert.ok((await listed('view=toAnswer')).includes(b.id));
});

test('drafts of both survive and are read in the one; one’s own of the other is copied by taking it', async () => {
  const { a, b } = await two();
  await maria.put(`/conversations/${b.id}/draft`, { base: null, text: 'Borrador de María en la otra' });
  await wilkin.put(`/conversations/${a.id}/draft`, { base: null, text: 'Borrador de Wilkin aquí' });
  await merged(a.id, b.id);
  const { mine, others } = (await maria.get(`/conversations/${a.id}/drafts`)).body;
  assert.equal(mine, null);
  assert.deepEqual(
    others
      .map((one: { text: string; conversation: { id: string } | null }) => [one.text, one.conversation?.id ?? null])
      .toSorted(([a = ''], [b = '']) => String(a).localeCompare(String(b))),
    [
      ['Borrador de María en la otra', b.id],
      ['Borrador de Wilkin aquí', null],
    ],
  );
  const own = others.find((one: { conversation: unknown }) => one.conversation);
  const taken = await maria.post(`/conversations/${a.id}/draft/taking`, { from: own.author.id, version: own.version, conversation: b.id });
  assert.equal(taken.body.draft.text, 'Borrador de María en la otra');
});

test('other requesters need a word, and an answer ends the wait only of those it goes to', async () => {
  const { a, b } = await two({}, { from: 'Rosa <rosa@correo.example>' });
  const refused = await merge(a.id, b.id);
  assert.deepEqual([refused.status, refused.body.code], [409, 'different-requesters']);
  assert.match(refused.body.detail, /rosa@correo\.example/);
  assert.equal((await merge(a.id, b.id, { evenIfOthers: true })).status, 201);
  await answer(a.id);
  const states = spells(await shown(a.id));
  assert.deepEqual(states, [
    [iso('09:00'), 'open'],
    [iso('09:30'), 'met'],
  ]);
  await maria
    .post(
      `/conversations/${a.id}/replies`,
      { text: 'A las dos', cc: ['rosa@correo.example'] },
      { headers: { 'idempotency-key': randomUUID() } },
    )
    .then(({ body }) => noteAccepted(t.k, [{ id: body.id, delivery: 'accepted', at: t.k.clock.now(), reached: [] }]));
  assert.ok(spells(await shown(a.id)).every(([, state]) => state === 'met'));
});

test('with itself, in a ring or in quarantine it is refused with what to do; the same again is the same', async () => {
  const { a, b } = await two();
  const refused = async (into: string, other: string) => {
    const { status, body } = await merge(into, other);
    return [status, body.code];
  };
  assert.deepEqual(await refused(a.id, a.id), [409, 'merge-with-itself']);
  assert.deepEqual(await refused(a.id, '999999'), [404, 'unknown-conversation']);
  const id = await merged(a.id, b.id);
  assert.equal(await merged(a.id, b.id), id);
  assert.deepEqual(await refused(b.id, a.id), [409, 'merge-in-a-ring']);
  const c = await asked({ from: a.question.from?.email ?? '', isIllegible: true, quarantineReason: 'roto' });
  assert.deepEqual(await refused(a.id, c.id), [409, 'merge-of-quarantined']);
  assert.deepEqual([(await unmerge('999999')).status], [404]);
});

test('several in a row: each leads to the end, and the middle one taken out takes its own along', async () => {
  const { a, b } = await two();
  const c = await asked({ from: a.question.from?.email ?? '', receivedAt: at('08:30') });
  await merged(b.id, c.id);
  const outer = await merged(a.id, b.id);
  assert.deepEqual(
    [(await shown(c.id)).id, (await shown(a.id)).messages.filter((one: { direction: string }) => one.direction === 'in').length],
    [a.id, 3],
  );
  await answer(c.id);
  assert.ok(spells(await shown(a.id)).every(([, state]) => state === 'met'));
  await unmerge(outer);
  assert.equal((await shown(c.id)).id, b.id);
  assert.deepEqual(
    spells(await shown(b.id)).map(([, state]) => state),
    ['open', 'open'],
  );
});

test('at the same moment, in both directions and with mail coming in, one merge stands and nothing is lost', async () => {
  for (let run = 0; run < 6; run += 1) {
    const { a, b } = await two();
    const done = await Promise.all([
      merge(a.id, b.id),
      merge(b.id, a.id),
      merge(a.id, b.id),
      receive(t.k, [replyTo(b.question, { mailbox, from: b.question.from?.email ?? '', text: 'Mientras tanto', receivedAt: at('10:00') })]),
      maria.post(`/conversations/${b.id}/notes`, { text: 'Nota' }),
      wilkin.post(`/conversations/${a.id}/take`, {}),
    ]);
    assert.ok(
      done.every((one) => !('status' in one) || [200, 201, 409].includes(one.status)),
      JSON.stringify(done),
    );
    const both = await shown(a.id);
    assert.equal(both.id, (await shown(b.id)).id);
    assert.deepEqual([both.merged.length, texts(both).includes('Mientras tanto'), texts(both).includes('Nota')], [1, true, true]);
  }
});

test('what is found in Sent while they are together ends both from its own time, and a bounce lets both go on', async () => {
  const { a, b } = await two();
  t.clock.set(at('10:40'));
  await merged(a.id, b.id);
  t.clock.set(at('11:00'));
  await receive(t.k, [answerTo(a.question, { mailbox, receivedAt: at('10:50') })]);
  assert.deepEqual(
    (await shown(a.id)).obligations.map((one: { settledAt: string }) => one.settledAt),
    [iso('10:50'), iso('10:50')],
  );
});

test('the requester’s link shows the matter where it is, and nothing of somebody else’s', async () => {
  const look = async (id: string) => {
    const token = (await statusLink(t.k, id)).split('/').at(-1);
    return (await maria.post('/status/look', { token })).body;
  };
  const { a, b } = await two();
  await merged(a.id, b.id);
  await answer(a.id, 'Contestado en la otra');
  const page = await look(b.id);
  assert.deepEqual([page.number, page.answers.length, page.state], [`VT-${a.id}`, 1, 'answered']);
  const other = await two({}, { from: 'Rosa <rosa2@correo.example>' });
  await merge(other.a.id, other.b.id, { evenIfOthers: true });
  await answer(other.a.id, 'Solo para Ana');
  const own = await look(other.b.id);
  assert.deepEqual([own.number, own.answers, own.requester.name], [`VT-${other.b.id}`, [], 'Rosa']);
});
