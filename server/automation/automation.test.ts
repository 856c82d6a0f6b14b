import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { receive } from '#desk';
import { sql } from 'kysely';
import { eventually } from '../../tests/world/temporary.ts';
import { type TestHttp, testHttp, type Visitor } from '../../tests/world/visitors.ts';
import { type Draft, mail } from '../desk/testing.ts';
import { applyRules } from './apply.ts';
import { mostInConversation, mostInHour } from './match.rules.ts';

let t: TestHttp;
let coordinator: Visitor;
let tag: string;
before(async () => {
  t = await testHttp();
  coordinator = await t.signedIn('coordinator');
  tag = (await coordinator.post('/tags', { name: 'Becas', colour: 'blue' })).body.id;
});
after(() => t?.close());
beforeEach(async () => {
  for (const { id } of (await coordinator.get('/rules')).body.items) await coordinator.delete(`/rules/${id}`);
});

const aboutGrants = [{ field: 'either', words: ['beca', 'becas'], isNot: false }];
let made = 0;

async function rule(more: object = {}, isOn = true): Promise<string> {
  made += 1;
  const words = { name: `Regla ${made}`, conditions: aboutGrants, actions: [{ do: 'tag', tag }], ...more };
  const { id } = (await coordinator.post('/rules', words)).body;
  if (isOn) await coordinator.put(`/rules/${id}/switch`, { isOn: true });
  return id;
}

/** Takes a mail in, as the rules would be told of it; the conversation's id. */
async function came(draft: Draft = {}): Promise<string> {
  const [got] = await receive(t.k, [mail({ subject: 'Pregunta por una beca', ...draft })]);
  await applyRules(t.k, [got?.messageId as string]);
  return got?.conversationId as string;
}

const shown = async (id: string) => (await coordinator.get(`/conversations/${id}`)).body;
const tagsOf = async (id: string) => (await shown(id)).tags.map((one: { name: string }) => one.name);
const runs = async (id: string) => (await coordinator.get(`/rules/${id}/runs`)).body.items;

test('a rule does all that it says, in its own name, and once however often it is told', async () => {
  const operator = await t.signedIn('operator');
  const id = await rule({
    name: 'Becas a Nurys',
    actions: [
      { do: 'tag', tag },
      { do: 'assign', account: operator.id },
      { do: 'note', text: 'Pida el carné.' },
      { do: 'own-term', kind: 'complaint' },
    ],
  });
  const [got] = await receive(t.k, [mail({ subject: 'Beca' })]);
  const message = got?.messageId as string;
  await applyRules(t.k, [message]);
  await applyRules(t.k, [message]);
  const { tags, assignee, messages } = await shown(got?.conversationId as string);
  assert.deepEqual([tags[0].name, assignee.id], ['Becas', operator.id]);
  assert.equal(messages.filter((one: { direction: string }) => one.direction === 'note').length, 1);
  const { items } = (await (await t.signedIn('auditor')).get(`/acts?subject=conversation:${got?.conversationId}`)).body;
  const acts = items.filter((one: { actor: { name: string } }) => one.actor.name === 'Regla «Becas a Nurys»');
  assert.deepEqual(acts.map((one: { verb: string }) => one.verb).toSorted(), [
    'conversation.assigned',
    'conversation.noted',
    'conversation.own-term',
    'conversation.tagged',
  ]);
  const [run, ...more] = await runs(id);
  assert.deepEqual([run.outcome, run.said.length, run.conversation.number, more], ['done', 4, `VT-${got?.conversationId}`, []]);
});

test('a rule that is off, or does not match, does nothing; neither does one for history or for machines', async () => {
  await rule({}, false);
  assert.deepEqual(await tagsOf(await came()), []);
  await rule();
  assert.deepEqual(await tagsOf(await came({ subject: 'Horario', text: 'Otra cosa.' })), []);
  assert.deepEqual(await tagsOf(await came({ isHistory: true })), []);
  assert.deepEqual(await tagsOf(await came({ nature: 'robot' })), []);
  assert.deepEqual(await tagsOf(await came()), ['Becas']);
});

test('they look in their order, and none after one that is the last', async () => {
  const other = (await coordinator.post('/tags', { name: 'Dinero' })).body.id;
  const [first, second] = [await rule({ isLast: true }), await rule({ actions: [{ do: 'tag', tag: other }] })];
  assert.deepEqual(await tagsOf(await came()), ['Becas']);
  assert.equal((await coordinator.put('/rules/order', { ids: [second] })).status, 409);
  await coordinator.put('/rules/order', { ids: [second, first] });
  assert.deepEqual((await tagsOf(await came())).toSorted(), ['Becas', 'Dinero']);
});

test('what one action refuses undoes the others, and the log says why', async () => {
  const gone = (await coordinator.post('/tags', { name: 'De paso' })).body.id;
  const id = await rule({
    actions: [
      { do: 'note', text: 'No queda.' },
      { do: 'tag', tag: gone },
    ],
  });
  await coordinator.delete(`/tags/${gone}`);
  const { messages } = await shown(await came());
  assert.equal(messages.filter((one: { direction: string }) => one.direction === 'note').length, 0);
  const [run] = await runs(id);
  assert.equal(run.outcome, 'refused');
  assert.match(run.said[0].es, /etiqueta/);
});

test('two machines that write to each other end by themselves', async () => {
  const id = await rule({ actions: [{ do: 'note', text: 'Otra vez.' }] });
  const conversation = await came({ messageId: 'ring-0@correo.example' });
  for (let n = 1; n <= mostInConversation; n++) {
    const again = { messageId: `ring-${n}@correo.example`, references: ['ring-0@correo.example'], subject: 'Re: Pregunta por una beca' };
    assert.equal(await came(again), conversation);
  }
  const outcomes = (await runs(id)).map((one: { outcome: string }) => one.outcome);
  assert.deepEqual(outcomes, ['held', ...Array.from({ length: mostInConversation }, () => 'done')]);
});

test('a rule that takes everything stops by itself, and says so', async () => {
  const id = await rule();
  await sql`
    insert into automation.run (rule_id, rule_version, message_id, conversation_id, at, outcome, said)
    select ${id}::bigint, 1, -n, -n, ${new Date(t.clock.now() - 60_000)}, 'done', '[]' from generate_series(1, ${mostInHour}::int) n`.execute(
    t.k.db,
  );
  assert.deepEqual(await tagsOf(await came()), []);
  const [shownRule] = (await coordinator.get('/rules')).body.items;
  assert.deepEqual([shownRule.isOn, shownRule.stoppedWhy, (await runs(id))[0].outcome], [false, 'too-many', 'held']);
  await coordinator.put(`/rules/${id}/switch`, { isOn: true });
  assert.equal((await coordinator.get('/rules')).body.items[0].stoppedWhy, null);
});

test('a rehearsal counts what a rule would have acted on, and does nothing', async () => {
  const conversation = await came({ subject: 'Ensayo de una beca rara', text: 'Sin más.' });
  const { body } = await coordinator.post('/rules/rehearsal', { conditions: [{ field: 'subject', words: ['beca rara'] }] });
  assert.deepEqual([body.matched, body.items[0].conversation.id, body.looked > 1], [1, conversation, true]);
  assert.deepEqual(await tagsOf(conversation), []);
});

test('all are stopped at once; a name stands once; who changed it first is named', async () => {
  const [id] = [await rule({ name: 'Una' }), await rule({ name: 'Otra' })];
  assert.equal((await coordinator.post('/rules', { name: 'UNA', conditions: aboutGrants, actions: [{ do: 'tag', tag }] })).status, 409);
  await coordinator.post('/rules/stop', {});
  const { items } = (await coordinator.get('/rules')).body;
  assert.deepEqual(
    items.map((one: { isOn: boolean }) => one.isOn),
    [false, false],
  );
  const words = { name: 'Una más', conditions: aboutGrants, actions: [{ do: 'tag', tag }], isLast: false };
  assert.equal((await coordinator.patch(`/rules/${id}`, { ...words, version: 1 })).status, 200);
  const late = await coordinator.patch(`/rules/${id}`, { ...words, version: 1 });
  assert.deepEqual([late.status, late.body.code], [409, 'rule-changed']);
});

test('what comes in is told to the rules by the product itself', async () => {
  await rule();
  const server = await t.again({ serves: true });
  await server.start();
  try {
    const [got] = await receive(server.k, [mail({ subject: 'Beca por su camino' })]);
    await eventually('it is tagged', async () => (await tagsOf(got?.conversationId as string)).length === 1);
  } finally {
    await server.close();
  }
});
