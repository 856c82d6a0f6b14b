import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { module as calendar } from '#calendar';
import { module as kernel } from '#kernel';
import { module as people } from '#people';
import { module as procedure } from '#procedure';
import { type TestHttp, testHttp, type Visitor } from '../../../tests/world/visitors.ts';
import { module as desk, receive } from '../index.ts';
import { type Draft, mail } from '../testing.ts';

let world: TestHttp;
let operator: Visitor;
let auditor: Visitor;
before(async () => {
  world = await testHttp({ modules: [kernel, calendar, people, procedure, desk] });
  operator = await world.signedIn('operator');
  auditor = await world.signedIn('auditor');
});
after(() => world?.close());

async function arrive(draft: Draft): Promise<string> {
  return (await receive(world.k, [mail(draft)]))[0]?.conversationId ?? '';
}
const conversation = async (id: string) => (await operator.get(`/conversations/${id}`)).body;
const contactOf = async (id: string): Promise<string> => (await conversation(id)).requester.contact;
const card = async (id: string) => (await operator.get(`/contacts/${id}`)).body;
const historyOf = async (id: string, query = ''): Promise<string[]> =>
  (await operator.get(`/contacts/${id}/conversations?${query}`)).body.items.map((one: { id: string }) => one.id);
const found = async (q: string, more = {}): Promise<string[]> =>
  (await operator.post('/contacts/search', { q, ...more })).body.items.map((one: { name: string; email: string }) => one.name || one.email);

test('who writes first has a card; without an address there is none', async () => {
  const id = await contactOf(await arrive({ from: 'Berta Luna <berta@correo.example>' }));
  const body = await card(id);
  assert.deepEqual(
    [body.name, body.made.by, body.addresses.map((one: { email: string }) => one.email), body.conversations],
    ['Berta Luna', null, ['berta@correo.example'], 1],
  );
  assert.equal(await contactOf(await arrive({ from: null })), null);
});

test('mail from any address of a card is that requester’s, and the name that a person wrote is shown', async () => {
  const first = await arrive({ from: 'cm83@correo.example', subject: 'Pago' });
  const id = await contactOf(first);
  assert.equal((await operator.post(`/contacts/${id}/addresses`, { email: 'Carlos <Carlos.Mena@empresa.example>' })).status, 201);
  await operator.patch(`/contacts/${id}`, { name: 'Carlos Mena', segment: 'corporate', organisation: 'Empresa, S. A.', language: 'es' });
  const second = await arrive({ from: 'C. M. <carlos.mena@empresa.example>', subject: 'Factura' });
  assert.deepEqual(await historyOf(id), [second, first]);
  const shown = await conversation(second);
  assert.deepEqual(
    [shown.requester.name, shown.requester.email, shown.requester.contact, shown.requester.conversations, shown.history[0].id],
    ['Carlos Mena', 'carlos.mena@empresa.example', id, 2, first],
  );
  const [item] = (await operator.get('/conversations?view=all&limit=1')).body.items;
  assert.equal(item.requester.name, 'Carlos Mena');
  const ofSegment = (await operator.get('/conversations?view=all&segment=corporate')).body.items;
  assert.deepEqual(
    ofSegment.map((one: { id: string }) => one.id),
    [second, first],
  );
  assert.deepEqual((await operator.get('/conversations?view=all&segment=internal-area')).body.items, []);
  const page = (await operator.get(`/contacts/${id}/conversations?limit=1`)).body;
  assert.deepEqual(await historyOf(id, `limit=1&cursor=${page.next}`), [first]);
});

test('an address is on one card: another’s is refused with whose it is, a lookalike until it is confirmed', async () => {
  const id = await contactOf(await arrive({ from: 'Dora Gil <dora@correo.example>' }));
  const other = await contactOf(await arrive({ from: 'Elsa Paz <elsa@correo.example>' }));
  const taken = await operator.post(`/contacts/${id}/addresses`, { email: 'elsa@correo.example' });
  assert.deepEqual([taken.status, taken.body.code, taken.body.contact], [409, 'address-taken', { id: other, name: 'Elsa Paz' }]);
  const alike = await operator.post(`/contacts/${id}/addresses`, { email: 'd0ra@correo.example' });
  assert.deepEqual([alike.status, alike.body.code, alike.body.other], [409, 'lookalike-address', 'dora@correo.example']);
  assert.equal((await operator.post(`/contacts/${id}/addresses`, { email: 'd0ra@correo.example', isSure: true })).status, 201);
  for (const [email, code] of [
    ['dora', 'bad-address'],
    ['dоra@correo.example', 'mixed-letters'],
  ])
    assert.equal((await operator.post(`/contacts/${id}/addresses`, { email })).body.code, code);
});

test('an address without mail goes; one with mail goes on with a card of its own', async () => {
  const first = await arrive({ from: 'Fe Rey <fe@correo.example>' });
  const id = await contactOf(first);
  const addressed = async (email: string): Promise<string> =>
    (await card(id)).addresses.find((one: { email: string }) => one.email === email)?.id;
  assert.equal((await operator.delete(`/contacts/${id}/addresses/${await addressed('fe@correo.example')}`)).body.code, 'last-address');
  await operator.post(`/contacts/${id}/addresses`, { email: 'fe.rey@casa.example' });
  await operator.post(`/contacts/${id}/addresses`, { email: 'nadie@casa.example' });
  const second = await arrive({ from: 'Otra Persona <fe.rey@casa.example>' });
  assert.deepEqual(await historyOf(id), [second, first]);
  assert.equal((await operator.delete(`/contacts/${id}/addresses/${await addressed('nadie@casa.example')}`)).body.contact, null);
  const own = (await operator.delete(`/contacts/${id}/addresses/${await addressed('fe.rey@casa.example')}`)).body.contact;
  assert.deepEqual([await historyOf(id), await historyOf(own), (await card(own)).name], [[first], [second], 'Otra Persona']);
  assert.equal((await operator.delete(`/contacts/${id}/addresses/999`)).body.code, 'unknown-address');
});

test('a telephone is kept as E.164 however it was typed and shown as it is read here', async () => {
  const { body, status } = await operator.post('/contacts', { name: 'Gil Soto', phones: ['(809) 555 0101', '+18095550101'] });
  assert.equal(status, 201);
  await operator.post(`/contacts/${body.id}/phones`, { phone: '8295550102 ext 7' });
  const { phones } = await card(body.id);
  assert.deepEqual(
    phones.map((one: { number: string; shown: string }) => [one.number, one.shown]),
    [
      ['+18095550101', '809-555-0101'],
      ['+18295550102', '829-555-0102 ext. 7'],
    ],
  );
  assert.equal((await operator.delete(`/contacts/${body.id}/phones/${phones[0].id}`)).status, 200);
  assert.equal((await operator.delete(`/contacts/${body.id}/phones/${phones[0].id}`)).body.code, 'unknown-phone');
  assert.equal((await operator.post(`/contacts/${body.id}/phones`, { phone: '12' })).body.code, 'bad-phone');
  assert.equal((await card(body.id)).phones.length, 1);
});

test('a card says something of somebody', async () => {
  assert.equal((await operator.post('/contacts', {})).body.code, 'contact-empty');
  const { id } = (await operator.post('/contacts', { name: 'Hilda' })).body;
  assert.equal((await operator.patch(`/contacts/${id}`, { name: '' })).body.code, 'name-missing');
  assert.equal((await operator.patch(`/contacts/${id}`, { segment: 'aliens' })).status, 400);
  assert.equal((await operator.get('/contacts/999999')).body.code, 'unknown-contact');
});

test('notes and consent: what for, when and how; taken back it stays to be read', async () => {
  const { id } = (await operator.post('/contacts', { name: 'Iris Mora' })).body;
  const note = (await operator.post(`/contacts/${id}/notes`, { text: ' Prefiere la tarde. ' })).body.id;
  const consent = { purpose: 'surveys', how: 'form', givenOn: '2026-11-20' };
  const given = (await operator.post(`/contacts/${id}/consents`, consent)).body.id;
  assert.equal((await operator.post(`/contacts/${id}/consents`, { ...consent, purpose: 'other' })).body.code, 'detail-missing');
  assert.equal((await operator.post(`/contacts/${id}/consents`, { ...consent, givenOn: '2026-11-25' })).body.code, 'consent-in-future');
  assert.equal((await operator.post(`/contacts/${id}/consents/${given}/withdrawal`, {})).status, 200);
  assert.equal((await operator.post(`/contacts/${id}/consents/${given}/withdrawal`, {})).body.code, 'unknown-consent');
  const body = await card(id);
  assert.deepEqual(
    [body.notes[0].text, body.consents[0].givenOn, body.consents[0].noted.by, body.consents[0].revoked.by],
    ['Prefiere la tarde.', '2026-11-20', 'Persona de operator', 'Persona de operator'],
  );
  assert.equal((await operator.delete(`/contacts/${id}/notes/${note}`)).status, 200);
  assert.deepEqual((await card(id)).notes, []);
});

test('two cards of one person are shown as one, mail from either is theirs, and taken apart each has its own again', async () => {
  const first = await arrive({ from: 'Juana Cruz <juana@correo.example>' });
  const second = await arrive({ from: 'J. Cruz <jcruz@empresa.example>' });
  const [kept, gone] = [await contactOf(first), await contactOf(second)];
  await operator.post(`/contacts/${gone}/notes`, { text: 'De la otra ficha' });
  const union = await operator.post(`/contacts/${kept}/unions`, { contact: gone });
  assert.equal(union.status, 201);
  assert.equal((await operator.post(`/contacts/${gone}/unions`, { contact: kept })).body.code, 'same-contact');
  const body = await card(gone);
  assert.deepEqual(
    [body.id, body.addresses.length, body.notes.length, body.united.map((one: { contact: { id: string } }) => one.contact.id)],
    [kept, 2, 1, [gone]],
  );
  assert.equal((await conversation(second)).requester.name, 'Juana Cruz');
  const third = await arrive({ from: 'J. Cruz <jcruz@empresa.example>', subject: 'Después' });
  assert.deepEqual((await historyOf(kept)).toSorted(), [first, second, third].toSorted());
  assert.deepEqual(await found('jcruz@empresa'), ['Juana Cruz']);
  assert.equal((await operator.delete(`/contact-unions/${union.body.id}`)).status, 200);
  assert.equal((await operator.delete(`/contact-unions/${union.body.id}`)).body.code, 'unknown-union');
  assert.deepEqual([await historyOf(kept), (await historyOf(gone)).toSorted()], [[first], [second, third].toSorted()]);
  assert.deepEqual([(await conversation(second)).requester.name, await found('jcruz@empresa')], ['J. Cruz', ['J. Cruz']]);
});

test('a card that was united into one that is united itself is shown under the last, and each union is taken back alone', async () => {
  const made = async (name: string): Promise<string> => (await operator.post('/contacts', { name })).body.id;
  const [a, b, c] = [await made('Kira Uno'), await made('Kira Dos'), await made('Kira Tres')];
  const inner = (await operator.post(`/contacts/${b}/unions`, { contact: a })).body.id;
  await operator.post(`/contacts/${c}/unions`, { contact: b });
  assert.equal((await card(a)).id, c);
  await operator.delete(`/contact-unions/${inner}`);
  assert.deepEqual([(await card(a)).id, (await card(b)).id], [a, c]);
});

test('the same name or telephone makes two cards candidates, with the reason; nothing is united by itself', async () => {
  const made = async (body: object): Promise<string> => (await operator.post('/contacts', body)).body.id;
  const one = await made({ name: 'María Féliz', phones: ['809-555-0155'] });
  const named = await made({ name: 'maria feliz' });
  const called = await made({ name: 'Otro Nombre', phones: ['+1 809 555 0155'] });
  const { items } = (await operator.get(`/contacts/${one}/candidates`)).body;
  assert.deepEqual(
    new Map(items.map((item: { id: string; reasons: string[] }) => [item.id, item.reasons])),
    new Map([
      [named, ['name']],
      [called, ['phone']],
    ]),
  );
  assert.equal((await card(one)).united.length, 0);
});

test('search bears missing accents and slips, finds telephones and addresses, and the best stands first', async () => {
  for (const name of ['Rodríguez Núñez, José', 'Rodrigo Peña', 'Josefina Rodas', 'Zoila Yunes'])
    await operator.post('/contacts', { name, segment: name === 'Zoila Yunes' ? 'adult-student' : 'young-student' });
  await operator.post('/contacts', {
    name: 'Lía Yáñez',
    phones: ['8495550177'],
    addresses: ['lia.yanez@correo.example'],
    organisation: 'Zona Franca',
  });
  assert.equal((await found('jose rodriguez'))[0], 'Rodríguez Núñez, José');
  assert.equal((await found('rodrigez nunes'))[0], 'Rodríguez Núñez, José');
  assert.deepEqual(await found('849-555-0177'), ['Lía Yáñez']);
  assert.deepEqual(await found('lia.yanez@correo'), ['Lía Yáñez']);
  assert.deepEqual(await found('zona franca'), ['Lía Yáñez']);
  assert.deepEqual(await found('zo', { segment: 'adult-student' }), ['Zoila Yunes']);
  assert.deepEqual(await found('qqqq wwww'), []);
  for (const q of ['%', '_', "'; drop table x; --", '\\', '"', ' '])
    assert.equal((await operator.post('/contacts/search', { q })).status, 200, q);
});

test('the list goes by name and its filters, page by page, without leaving anybody out', async () => {
  const { items } = (await operator.get('/contacts?limit=200')).body;
  const names = items.map((one: { id: string }) => one.id);
  const paged: string[] = [];
  let cursor: string | null = null;
  do {
    const page = (await operator.get(`/contacts?limit=3${cursor === null ? '' : `&cursor=${cursor}`}`)).body as {
      items: { id: string }[];
      next: string | null;
    };
    paged.push(...page.items.map((one) => one.id));
    cursor = page.next;
  } while (cursor !== null);
  assert.deepEqual(paged, names);
  const corporate = (await operator.get('/contacts?segment=corporate')).body.items;
  assert.deepEqual(
    corporate.map((one: { name: string; organisation: string; conversations: number }) => [one.name, one.organisation, one.conversations]),
    [['Carlos Mena', 'Empresa, S. A.', 2]],
  );
  assert.equal((await operator.get('/contacts?organisation=empresa, s. a.')).body.items.length, 1);
  assert.deepEqual((await operator.get('/contacts/organisations')).body.items, ['Empresa, S. A.', 'Zona Franca']);
  assert.equal((await operator.get('/contacts?cursor=x')).body.code, 'bad-cursor');
  const searched = (await operator.post('/contacts/search', { q: 'rod', limit: 1 })).body;
  const next = (await operator.post('/contacts/search', { q: 'rod', limit: 1, cursor: searched.next })).body;
  assert.notEqual(searched.items[0].id, next.items[0].id);
});

test('an auditor reads and changes nothing; acts name the card and never what stands on it', async () => {
  const { id } = (await operator.post('/contacts', { name: 'Nora Vidal', phones: ['8095550199'] })).body;
  await operator.patch(`/contacts/${id}`, { name: 'Nora Vidal Cruz' });
  assert.equal((await auditor.get(`/contacts/${id}`)).status, 200);
  assert.equal((await auditor.patch(`/contacts/${id}`, { name: 'X' })).status, 403);
  const { items } = (await auditor.get('/acts?subject=contact')).body;
  const acts = items.filter((one: { subject: { id: string } }) => one.subject.id === id);
  assert.deepEqual(acts.map((one: { verb: string }) => one.verb).toSorted(), ['contact.changed', 'contact.made', 'contact.read']);
  assert.doesNotMatch(JSON.stringify(acts), /Nora|809/);
});
