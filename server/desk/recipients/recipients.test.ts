import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { addArea } from '#people';
import { idleMailbox } from '../../../tests/world/idle-mailbox.ts';
import { type TestHttp, testHttp, type Visitor } from '../../../tests/world/visitors.ts';
import { receive } from '../receive.ts';
import { mail } from '../testing.ts';
import { beginningQueryOf, holdingQueryOf } from './address-store.ts';

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
async function asked(more: Parameters<typeof mail>[0] = {}): Promise<string> {
  nr += 1;
  return (await receive(t.k, [mail({ mailbox, subject: `Consulta ${nr}`, ...more })]))[0]?.conversationId as string;
}

const key = () => ({ headers: { 'idempotency-key': randomUUID() } });
const reply = (id: string, body: object) => maria.post(`/conversations/${id}/replies`, body, key());
const emails = (list: { email: string }[]) => list.map((one) => one.email);

test('the composer is told to whom an answer goes, who is known in the conversation, and what is ours', async () => {
  const id = await asked({ to: ['info@itla.example', 'decano@otra.example'], cc: ['Eva <eva@correo.example>'] });
  const { addressing } = (await maria.get(`/conversations/${id}/drafts`)).body;
  assert.deepEqual(
    [addressing.to, addressing.cc, addressing.leftOut],
    [['ana@correo.example'], ['decano@otra.example', 'eva@correo.example'], 0],
  );
  assert.deepEqual(addressing.known.toSorted(), ['ana@correo.example', 'decano@otra.example', 'eva@correo.example']);
  assert.deepEqual(addressing.domains, ['itla.example']);
});

test('an answer goes to those whom its author named; a blind copy is in our record and in no header', async () => {
  const id = await asked({ cc: ['Eva <eva@correo.example>'] });
  const wish = { text: 'Sí.', to: ['eva@correo.example'], cc: ['ana@correo.example'], bcc: ['jefe@itla.example'] };
  const { body } = await reply(id, wish);
  const message = (await maria.get(`/conversations/${id}`)).body.messages.at(-1);
  assert.deepEqual(
    [message.to, emails(message.cc), emails(message.bcc)],
    [[{ name: 'Eva', email: 'eva@correo.example' }], ['ana@correo.example'], ['jefe@itla.example']],
  );
  const raw = (await maria.get(`/messages/${body.id}/raw`)).text;
  assert.match(raw, /^To: Eva <eva@correo.example>/m);
  assert.doesNotMatch(raw, /jefe@itla.example|^bcc:/im);
  const { rows } = await sql<{ recipients: string[] }>`select recipients from mail.outgoing where id = ${body.id}`.execute(t.k.db);
  assert.deepEqual(rows[0]?.recipients, ['eva@correo.example', 'ana@correo.example', 'jefe@itla.example']);
});

test('no address can bring in another header or another address', async () => {
  const id = await asked();
  for (const bad of ['a@b.example\r\nBcc: c@d.example', 'a@b.example,c@d.example', 'Eva <a@b.example>', '']) {
    for (const where of ['to', 'cc', 'bcc']) {
      const { status, body } = await reply(id, { text: 'Sí.', [where]: [bad] });
      assert.deepEqual([status, body.code], [400, 'bad-copy'], `${where}: ${bad}`);
    }
  }
  assert.equal((await reply(id, { text: 'Sí.', to: [] })).status, 400);
  // Only ours: nobody is left to answer.
  assert.equal((await reply(id, { text: 'Sí.', to: ['info@itla.example'] })).body.code, 'nobody-to-answer');
});

test('a draft keeps to whom it goes, as it was typed, and gets it back when it is taken back', async () => {
  const id = await asked();
  const words = { base: null, text: 'Sí.', to: ['ana@correo.example'], cc: ['a medias'], bcc: ['jefe@itla.example'] };
  const { draft } = (await maria.put(`/conversations/${id}/draft`, words)).body;
  assert.deepEqual([draft.to, draft.cc, draft.bcc], [['ana@correo.example'], ['a medias'], ['jefe@itla.example']]);
  const wish = { text: 'Sí.', to: ['ana@correo.example'], bcc: ['jefe@itla.example'], draft: { version: draft.version } };
  const { body } = await reply(id, wish);
  await maria.delete(`/messages/${body.id}`);
  const { mine } = (await maria.get(`/conversations/${id}/drafts`)).body;
  assert.deepEqual([mine.to, mine.cc, mine.bcc], [['ana@correo.example'], [], ['jefe@itla.example']]);
});

test('addresses are offered by how they begin and by any part of a name: of the conversation first, each once', async () => {
  const id = await asked({ from: 'José Núñez <jnunez@correo.example>', cc: ['eva@correo.example'] });
  const find = async (q: string) => (await maria.get(`/addresses?q=${encodeURIComponent(q)}&conversation=${id}`)).body.items;
  assert.deepEqual(await find('jnu'), [{ name: 'José Núñez', email: 'jnunez@correo.example', kind: 'participant' }]);
  assert.deepEqual(emails(await find('nunez')), ['jnunez@correo.example']);
  assert.equal((await find('eva@'))[0].kind, 'participant');
  await addArea(t.k, { name: 'Dirección de Peñas', mail: 'penas@itla.example' });
  assert.deepEqual(await find('peñas'), [{ name: 'Dirección de Peñas', email: 'penas@itla.example', kind: 'area' }]);
  assert.deepEqual(await find('e'), []);
  assert.deepEqual(await find('%%%'), []);
  assert.equal((await (await t.signedIn('auditor')).get('/addresses?q=eva')).status, 403);
});

test('looking for an address reads indexes', async () => {
  await sql`insert into desk.requester (email, name) select 'p' || g || '@muchos.example', 'Persona ' || md5(g::text) from generate_series(1, 20000) g`.execute(
    t.k.db,
  );
  await sql`analyze desk.requester`.execute(t.k.db);
  for (const [query, index] of [
    [beginningQueryOf('p1234', 8), 'requester_once_per_address'],
    [holdingQueryOf('c4ca4238', 8), 'requester_by_words'],
  ] as const) {
    const { rows } = await sql<{ 'QUERY PLAN': string }>`explain ${query}`.execute(t.k.db);
    assert.match(rows.map((row) => row['QUERY PLAN']).join('\n'), new RegExp(index));
  }
});
