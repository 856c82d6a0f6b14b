import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { obligationsOf } from '#procedure';
import { idleMailbox } from '../../../tests/world/idle-mailbox.ts';
import { type TestHttp, testHttp, type Visitor } from '../../../tests/world/visitors.ts';
import { noteAccepted } from '../deliver.ts';
import { statusLink } from '../links.ts';
import { receive } from '../receive.ts';
import { mail, replyTo } from '../testing.ts';
import { threadToken, sideToken } from '../token.ts';

let t: TestHttp;
let maria: Visitor;
let mailbox: { id: string; address: string };

before(async () => {
  t = await testHttp();
  mailbox = await idleMailbox(t.k);
  maria = await t.signedIn('operator');
});
after(() => t?.close());

let nr = 0;
async function asked() {
  nr += 1;
  const sha256 = await t.k.blobs.put(Buffer.from(`pdf ${nr}`));
  const file = { name: 'cedula.pdf', type: 'application/pdf', size: 5, sha256, contentId: null, inline: false };
  const question = mail({ mailbox, subject: `Beca ${nr}`, text: 'Quisiera saber de mi beca.', attachments: [file] });
  return { question, id: (await receive(t.k, [question]))[0]?.conversationId as string };
}

const key = () => ({ headers: { 'idempotency-key': randomUUID() } });
const shown = async (id: string) => (await maria.get(`/conversations/${id}`)).body;
const forward = (id: string, more: object = {}) =>
  maria.post(`/conversations/${id}/forwards`, { to: ['decano@otra.example'], text: '¿Puede verlo?', ...more }, key());
const accepted = (id: string, to: string) => noteAccepted(t.k, [{ id, delivery: 'accepted', at: t.k.clock.now(), reached: [to] }]);
const stateOf = async (id: string) => (await obligationsOf(t.k, { kind: 'conversation', id }))[0]?.state;

async function forwarded() {
  const { id, question } = await asked();
  const { body } = await forward(id);
  await accepted(body.id, 'decano@otra.example');
  const side = (await shown(id)).messages.at(-1).side.id as string;
  return { id, question, side, message: body.id as string };
}

async function decano(side: string, more: Parameters<typeof mail>[0] = {}): Promise<string | null> {
  t.clock.advance(1000);
  const receivedAt = t.k.clock.now();
  const [came] = await receive(t.k, [
    mail({ mailbox, from: 'Decano <decano@otra.example>', text: 'Está aprobada.', receivedAt, threadToken: sideToken(t.k, side), ...more }),
  ]);
  return came?.conversationId ?? null;
}

test('a conversation is forwarded to somebody outside, with its words and the files that were chosen; it answers nobody', async () => {
  const { id } = await asked();
  const file = (await shown(id)).messages[0].attachments[0].id;
  const sent = await forward(id, { cc: ['secretaria@otra.example'], attachments: [file] });
  assert.deepEqual([sent.status, sent.body.delivery], [201, 'queued']);
  const { messages } = await shown(id);
  const message = messages.at(-1);
  assert.deepEqual(
    [message.part, message.side.with, message.direction],
    ['side', ['decano@otra.example', 'secretaria@otra.example'], 'out'],
  );
  assert.match(
    message.text,
    /^¿Puede verlo\?\n\nPersona de operator[\s\S]*-- Mensaje reenviado --[\s\S]*De: Ana Díaz <ana@correo.example>[\s\S]*Quisiera saber de mi beca\./,
  );
  assert.equal(message.subject, `RV: Beca ${nr} [VT-${id}]`);
  assert.deepEqual(
    message.attachments.map((one: { name: string }) => one.name),
    ['cedula.pdf'],
  );
  const raw = (await maria.get(`/messages/${sent.body.id}/raw`)).text;
  assert.match(raw, /^Reply-To: info\+s\d+\.[0-9a-f]{32}@itla\.example/m);
  await accepted(sent.body.id, 'decano@otra.example');
  assert.deepEqual([(await shown(id)).state, await stateOf(id)], ['open', 'open']);
});

test('what they answer comes apart: no word of the requester’s, no answer of ours, seen by whoever has the conversation', async () => {
  const { id, side } = await forwarded();
  const before = await shown(id);
  assert.equal(await decano(side), id);
  const after = await shown(id);
  const came = after.messages.at(-1);
  assert.deepEqual([came.part, came.side.id, came.direction, came.from.email], ['side', side, 'in', 'decano@otra.example']);
  assert.deepEqual([after.obligations.length, after.dueAt, after.requester.email], [1, before.dueAt, 'ana@correo.example']);
  // They do not belong to the conversation by it: by its own token they begin another.
  assert.notEqual(await decano(side, { threadToken: threadToken(t.k, id) }), id);
  // The status page of whoever asked knows nothing of it.
  const token = new URL(await statusLink(t.k, id)).pathname.split('/').at(-1);
  const page = await t.visitor().post('/status/look', { token });
  assert.equal(page.status, 200);
  assert.doesNotMatch(page.text, /aprobada|decano/i);
});

test('without its token their answer finds it by what it answers; whoever asked speaks in the conversation whatever they answer', async () => {
  const { id, side, message, question } = await forwarded();
  const ours = (await maria.get(`/messages/${message}/raw`)).text.match(/^Message-ID: <(.+)>/im)?.[1] as string;
  assert.equal(await decano(side, { threadToken: null, references: [ours] }), id);
  assert.equal((await shown(id)).messages.at(-1).part, 'side');
  await receive(t.k, [
    replyTo(question, { mailbox, references: [ours], threadToken: sideToken(t.k, side), text: '¿Y bien?', receivedAt: t.k.clock.now() }),
  ]);
  const last = (await shown(id)).messages.find((one: { text: string }) => one.text === '¿Y bien?');
  assert.deepEqual([last.part, last.side], [null, null]);
});

test('an answer in a side thread opens again what was resolved, and opens no term', async () => {
  const { id, side } = await forwarded();
  const { body } = await maria.post(`/conversations/${id}/replies`, { text: 'Se lo pasamos al decano.' }, key());
  await accepted(body.id, 'ana@correo.example');
  assert.equal((await maria.post(`/conversations/${id}/resolution`, {})).status, 200);
  await decano(side);
  const now = await shown(id);
  assert.deepEqual([now.state, now.dueAt, now.obligations.length], ['open', null, 1]);
});

test('one goes on in it: to whoever wrote last, under its token, and never to the requester', async () => {
  const { id, side } = await forwarded();
  await decano(side, { from: 'Asistente <asistente@otra.example>' });
  const sent = await maria.post(`/sides/${side}/messages`, { text: 'Gracias.' }, key());
  assert.equal(sent.status, 201);
  const message = (await shown(id)).messages.at(-1);
  assert.deepEqual([message.to.map((one: { email: string }) => one.email), message.side.id], [['asistente@otra.example'], side]);
  const wrong = await maria.post(`/sides/${side}/messages`, { text: 'Gracias.', cc: ['ana@correo.example'] }, key());
  assert.deepEqual([wrong.status, wrong.body.code], [400, 'forward-to-requester']);
  assert.equal((await maria.post('/sides/999999/messages', { text: 'x' }, key())).body.code, 'unknown-side');
  assert.equal((await maria.post(`/sides/${side}/messages`, { text: ' ' }, key())).body.code, 'reply-empty');
});

test('what may not be forwarded is refused, and what was is taken back within its seconds', async () => {
  const { id } = await asked();
  assert.equal((await forward(id, { to: ['ANA@correo.example'] })).body.code, 'forward-to-requester');
  assert.equal((await forward(id, { to: ['x@y.example\r\nBcc: z@w.example'] })).body.code, 'bad-copy');
  assert.equal((await forward(id, { message: '999999' })).body.code, 'unknown-message');
  assert.equal((await forward(id, { attachments: ['999999'] })).body.code, 'unknown-attachment');
  assert.equal((await maria.post(`/conversations/${id}/forwards`, { to: ['a@b.example'] })).body.code, 'key-missing');
  const note = await maria.post(`/conversations/${id}/notes`, { text: 'Solo para nosotros' });
  assert.equal((await forward(id, { message: note.body.id })).body.code, 'unknown-message');
  const { body } = await forward(id);
  assert.doesNotMatch((await shown(id)).messages.at(-1).text, /Solo para nosotros/);
  assert.equal((await maria.delete(`/messages/${body.id}`)).status, 200);
  assert.ok((await shown(id)).messages.every((one: { part: string | null }) => one.part !== 'side'));
  assert.equal((await maria.get(`/conversations/${id}/drafts`)).body.mine, null);
});

test('the same key is the same forwarding', async () => {
  const { id } = await asked();
  const same = key();
  const body = { to: ['decano@otra.example'], text: 'Una vez' };
  const [one, two] = [
    await maria.post(`/conversations/${id}/forwards`, body, same),
    await maria.post(`/conversations/${id}/forwards`, body, same),
  ];
  assert.equal(one.body.id, two.body.id);
  assert.equal((await maria.post(`/conversations/${id}/forwards`, { ...body, text: 'Otra' }, same)).body.code, 'key-reused');
});
