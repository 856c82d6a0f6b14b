import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { idleMailbox } from '../../tests/world/idle-mailbox.ts';
import { type TestHttp, testHttp, type Visitor } from '../../tests/world/visitors.ts';
import { receive } from './receive.ts';
import { mail } from './testing.ts';

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

let nr = 0;
async function asked(): Promise<string> {
  nr += 1;
  return (await receive(t.k, [mail({ mailbox, subject: `Consulta ${nr}` })]))[0]?.conversationId as string;
}

const key = () => ({ headers: { 'idempotency-key': randomUUID() } });
const drafts = async (id: string, who: Visitor) => (await who.get(`/conversations/${id}/drafts`)).body;
const save = (id: string, who: Visitor, text: string, base: string | null = null, more: object = {}) =>
  who.put(`/conversations/${id}/draft`, { base, text, ...more });
const version = async (id: string, who: Visitor, text: string, base: string | null = null) =>
  (await save(id, who, text, base)).body.draft.version as string;
const pdf = (content: string) => ({ name: 'constancia.pdf', type: 'application/pdf', base64: Buffer.from(content).toString('base64') });

test('a draft is kept for its author, and nothing in it removes it', async () => {
  const id = await asked();
  assert.equal((await drafts(id, maria)).mine, null);
  const v1 = await version(id, maria, 'Buenos días');
  const v2 = await version(id, maria, 'Buenos días, Ana:', v1);
  assert.notEqual(v1, v2);
  const { mine, others } = await drafts(id, maria);
  assert.deepEqual([mine.text, mine.version, mine.savedAt, others], ['Buenos días, Ana:', v2, '2026-11-24T10:00:00-04:00', []]);
  assert.equal((await save(id, maria, '  ', v2)).body.draft, null);
  assert.equal((await drafts(id, maria)).mine, null);
});

test('a window that is behind loses nothing and overwrites nothing: it is given what is there', async () => {
  const id = await asked();
  const v1 = await version(id, maria, 'En casa');
  const v2 = await version(id, maria, 'En casa y en la oficina', v1);
  const stale = await save(id, maria, 'Otra cosa', v1);
  assert.deepEqual(
    [stale.status, stale.body.code, stale.body.draft.text, stale.body.draft.version],
    [409, 'draft-changed', 'En casa y en la oficina', v2],
  );
  assert.equal((await save(id, maria, 'Otra cosa')).body.code, 'draft-changed');
  assert.equal((await drafts(id, maria)).mine.text, 'En casa y en la oficina');
  await save(id, maria, '', v2);
  const gone = await save(id, maria, 'Otra cosa', v2);
  assert.deepEqual([gone.status, gone.body.code, gone.body.draft], [409, 'draft-changed', null]);
});

test('of two windows that save at once exactly one is taken', async () => {
  const id = await asked();
  const first = await Promise.all(['a', 'b', 'c'].map((text) => save(id, maria, text)));
  assert.deepEqual(
    first.map((one) => one.status).toSorted((a, b) => a - b),
    [200, 409, 409],
  );
  const { mine } = await drafts(id, maria);
  const again = await Promise.all(['d', 'e', 'f'].map((text) => save(id, maria, text, mine.version)));
  assert.deepEqual(
    again.map((one) => one.status).toSorted((a, b) => a - b),
    [200, 409, 409],
  );
});

test('others who may answer see who is writing; nobody else sees a word of it', async () => {
  const id = await asked();
  await save(id, maria, 'Estimada Ana');
  t.clock.advance(40_000);
  const [seen] = (await drafts(id, wilkin)).others;
  assert.deepEqual([seen.text, seen.author.id, seen.writingSeconds], ['Estimada Ana', maria.id, 40]);
  t.clock.advance(30_000);
  assert.equal((await drafts(id, wilkin)).others[0].writingSeconds, null);
  for (const role of ['head', 'auditor', 'quality', 'network'] as const) {
    const other = await t.signedIn(role);
    assert.equal((await other.get(`/conversations/${id}/drafts`)).status, 403);
  }
  const shown = (await (await t.signedIn('auditor')).get(`/conversations/${id}`)).text;
  assert.doesNotMatch(shown, /Estimada Ana/);
});

test('taking a draft copies it before one’s own, leaves theirs, and is told in the thread', async () => {
  const id = await asked();
  const theirs = await version(id, maria, 'Buenos días, Ana:');
  await maria.post(`/conversations/${id}/draft/files`, pdf('uno'));
  await version(id, wilkin, 'Un saludo');
  const taken = await wilkin.post(`/conversations/${id}/draft/taking`, { from: maria.id, version: theirs });
  assert.equal(taken.status, 200);
  assert.deepEqual([taken.body.draft.text, taken.body.draft.files.length], ['Buenos días, Ana:\n\nUn saludo', 1]);
  const mine = await drafts(id, maria);
  assert.deepEqual([mine.mine.text, mine.mine.version, mine.mine.files.length], ['Buenos días, Ana:', theirs, 1]);
  assert.equal(mine.mine.taken.by, 'Persona de coordinator');
  assert.match((await maria.get(`/conversations/${id}`)).body.messages.at(-1).text, /tomó el borrador de Persona de operator/);
  const stale = await wilkin.post(`/conversations/${id}/draft/taking`, { from: maria.id, version: '1' });
  assert.deepEqual([stale.status, stale.body.code], [409, 'draft-changed']);
});

test('sent from its draft, files and all, the draft is gone with it; the other person’s stays', async () => {
  const id = await asked();
  await version(id, wilkin, 'Lo mismo, a medias');
  await maria.post(`/conversations/${id}/draft/files`, pdf('uno'));
  const { mine } = await drafts(id, maria);
  const v = await version(id, maria, 'Ya puede retirarla.', mine.version);
  const body = { text: 'Ya puede retirarla.', draft: { version: v } };
  const stale = await maria.post(`/conversations/${id}/replies`, { ...body, draft: { version: mine.version } }, key());
  assert.deepEqual([stale.status, stale.body.code, stale.body.draft.version], [409, 'draft-changed', v]);
  const once = key();
  const sent = await maria.post(`/conversations/${id}/replies`, body, once);
  assert.equal(sent.status, 201);
  assert.equal((await maria.post(`/conversations/${id}/replies`, body, once)).body.id, sent.body.id);
  const message = (await maria.get(`/conversations/${id}`)).body.messages.at(-1);
  assert.deepEqual(
    [message.text, message.attachments.map((one: { name: string }) => one.name)],
    ['Ya puede retirarla.', ['constancia.pdf']],
  );
  assert.equal((await drafts(id, maria)).mine, null);
  assert.equal((await drafts(id, wilkin)).mine.text, 'Lo mismo, a medias');
});

test('of two who answer at once one reply leaves, and the other’s draft is kept', async () => {
  const id = await asked();
  const seen = (await maria.get(`/conversations/${id}`)).body.messages.at(-1).id;
  const [a, b] = [await version(id, maria, 'De María'), await version(id, wilkin, 'De Wilkin')];
  const both = await Promise.all([
    maria.post(`/conversations/${id}/replies`, { text: 'De María', seen, draft: { version: a } }, key()),
    wilkin.post(`/conversations/${id}/replies`, { text: 'De Wilkin', seen, draft: { version: b } }, key()),
  ]);
  assert.deepEqual(
    both.map((one) => one.status).toSorted((a, b) => a - b),
    [201, 409],
  );
  const [loser, text] = both[0].status === 409 ? [maria, 'De María'] : [wilkin, 'De Wilkin'];
  assert.equal((await drafts(id, loser)).mine.text, text);
  assert.equal((await maria.get(`/conversations/${id}`)).body.messages.length, 2);
});

test('what is taken back is a draft again, unsigned, before what was begun since', async () => {
  const id = await asked();
  await maria.post(`/conversations/${id}/draft/files`, pdf('uno'));
  const { mine } = await drafts(id, maria);
  const body = { text: 'Sí.', cc: ['registro@itla.example'], draft: { version: mine.version }, signature: true };
  const sent = await maria.post(`/conversations/${id}/replies`, body, key());
  assert.equal((await maria.get(`/conversations/${id}`)).body.messages.at(-1).text, 'Sí.\n\nPersona de operator');
  await version(id, maria, 'Y otra cosa');
  assert.equal((await maria.delete(`/messages/${sent.body.id}`)).status, 200);
  const { mine: again } = await drafts(id, maria);
  assert.deepEqual([again.text, again.cc, again.files.length], ['Sí.\n\nY otra cosa', ['registro@itla.example'], 1]);
});

test('files of a draft are 25 MB together, and one is taken out', async () => {
  const id = await asked();
  const large = (mb: number) => ({ ...pdf(''), base64: Buffer.alloc(mb * 1024 * 1024).toString('base64') });
  const first = await maria.post(`/conversations/${id}/draft/files`, large(20));
  assert.equal(first.status, 201);
  assert.deepEqual((await maria.post(`/conversations/${id}/draft/files`, large(6))).body.code, 'attachments-too-large');
  const left = await maria.delete(`/conversations/${id}/draft/files/${first.body.draft.files[0].id}`);
  assert.equal(left.body.draft, null);
  assert.equal((await drafts(id, maria)).mine, null);
});

test('a picture of one’s own draft can be looked at, and nobody else’s', async () => {
  const id = await asked();
  const shot = { name: 'captura.png', type: 'image/png', base64: Buffer.from('png').toString('base64') };
  const { draft } = (await maria.post(`/conversations/${id}/draft/files`, shot)).body;
  const path = `/conversations/${id}/draft/files/${draft.files[0].id}`;
  const seen = await maria.get(path);
  assert.deepEqual([seen.status, seen.headers['content-type'], seen.text], [200, 'image/png', 'png']);
  assert.equal((await wilkin.get(path)).status, 404);
  assert.equal((await maria.get(`/conversations/${id}/draft/files/999999`)).status, 404);
});

test('a script that says nothing of drafts touches none', async () => {
  const id = await asked();
  await save(id, maria, 'A medias');
  await maria.post(`/conversations/${id}/replies`, { text: 'Sí.' }, key());
  assert.equal((await drafts(id, maria)).mine.text, 'A medias');
});

test('a draft for a conversation that is not there is refused', async () => {
  assert.equal((await save('999999', maria, 'x')).status, 404);
  assert.equal((await maria.get('/conversations/999999/drafts')).status, 404);
});
