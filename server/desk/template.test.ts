import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { idleMailbox } from '../../tests/world/idle-mailbox.ts';
import { type TestHttp, testHttp, type Visitor } from '../../tests/world/visitors.ts';
import { receive } from './receive.ts';
import { beforeSignature, fill, missingVariables, unknownVariables, withSignature } from './template.rules.ts';
import { mail } from './testing.ts';

let t: TestHttp;
let operator: Visitor;
let coordinator: Visitor;
let mailbox: { id: string; address: string };
before(async () => {
  t = await testHttp();
  mailbox = await idleMailbox(t.k);
  await t.k.settings.set('institution', { name: 'Instituto de Prueba', acronym: 'IP', department: 'Servicio al Usuario' });
  [operator, coordinator] = [await t.signedIn('operator'), await t.signedIn('coordinator')];
});
after(() => t?.close());

const asked = async (more: object = {}) => (await receive(t.k, [mail({ mailbox, ...more })]))[0]?.conversationId as string;
const key = () => ({ headers: { 'idempotency-key': randomUUID() } });

const nothing = {
  requester: null,
  firstName: null,
  number: null,
  subject: null,
  due: null,
  received: null,
  today: null,
  operator: null,
  institution: null,
  acronym: null,
  department: null,
  mailbox: null,
};

test('variables go by their Spanish or English names, with or without accents; what lacks a value stays to be seen', () => {
  const values = { ...nothing, number: 'VT-1', requester: 'Ana' };
  assert.deepEqual(fill('{{ número }} {{NUMBER}} {{solicitante}} {{vence}}', values), {
    text: 'VT-1 VT-1 Ana {{vence}}',
    missing: ['vence'],
  });
  assert.deepEqual(unknownVariables('{{matricula}} {{numero}} {{}} {no}'), ['matricula', '']);
  assert.deepEqual(unknownVariables('{{constructor}}'), ['constructor']);
  assert.deepEqual(missingVariables('Hola {{vence}} {{otra}}'), ['vence']);
});

test('a value that looks like a variable is nobody’s variable', () => {
  assert.deepEqual(fill('{{solicitante}}', { ...nothing, requester: '{{numero}} $& $1' }), { text: '{{numero}} $& $1', missing: [] });
});

test('a signature stands once, and comes off as it went on', () => {
  const signed = withSignature('Hola.\n', 'Ana\nServicio');
  assert.equal(signed, 'Hola.\n\nAna\nServicio');
  assert.equal(withSignature(signed, 'Ana\nServicio'), signed);
  assert.equal(beforeSignature(signed, 'Ana\nServicio'), 'Hola.');
  assert.equal(withSignature('Hola.', '  '), 'Hola.');
});

test('the coordinator writes templates; an unknown variable or a title that is taken is refused', async () => {
  const words = { title: 'Reinscripción', language: 'es', text: 'Buenos días, {{nombre}}: su solicitud {{numero}} vence {{vence}}.' };
  assert.equal((await operator.post('/templates', words)).status, 403);
  const wrong = await coordinator.post('/templates', { ...words, text: '{{matricula}}' });
  assert.deepEqual([wrong.status, wrong.body.code, wrong.body.names], [400, 'unknown-variable', ['matricula']]);
  const { body } = await coordinator.post('/templates', words);
  assert.equal((await coordinator.post('/templates', { ...words, title: 'REINSCRIPCIÓN' })).body.code, 'title-taken');
  assert.equal((await coordinator.post('/templates', { ...words, language: 'en' })).status, 201);
  assert.equal((await coordinator.patch(`/templates/${body.id}`, { ...words, text: 'Hola {{nombre}}.', version: 1 })).status, 200);
  const stale = await coordinator.patch(`/templates/${body.id}`, { ...words, version: 1 });
  assert.deepEqual([stale.status, stale.body.code], [409, 'template-changed']);
  const changed = (await operator.get('/templates')).body.items.find((one: { id: string }) => one.id === body.id);
  assert.deepEqual([changed.text, changed.version, changed.changedBy], ['Hola {{nombre}}.', 2, 'Persona de coordinator']);
  assert.equal((await coordinator.delete(`/templates/${body.id}`)).status, 200);
  assert.equal((await operator.get('/templates')).body.items.length, 1);
});

test('a template is filled for its conversation, and says what has no value before anything is sent', async () => {
  const { body } = await coordinator.post('/templates', {
    title: 'Plazo',
    language: 'es',
    text: 'Estimada {{solicitante}}: {{numero}}, {{asunto}}, {{vence}}. {{operador}}, {{institucion}}',
  });
  const id = await asked();
  const filled = (await operator.post(`/templates/${body.id}/text`, { conversation: id })).body;
  assert.equal(filled.text, `Estimada Ana Díaz: VT-${id}, Reinscripción, vie 27/11, 9:00 am. Persona de operator, Instituto de Prueba`);
  assert.deepEqual(filled.missing, []);
  const nameless = await asked({ from: 'sola@correo.example' });
  const without = (await operator.post(`/templates/${body.id}/text`, { conversation: nameless })).body;
  assert.deepEqual(without.missing, ['solicitante']);
  const saved = await operator.put(`/conversations/${nameless}/draft`, { base: null, text: without.text });
  const draft = { version: saved.body.draft.version };
  const sent = await operator.post(`/conversations/${nameless}/replies`, { text: without.text, draft }, key());
  assert.deepEqual([sent.status, sent.body.code, sent.body.names], [400, 'variable-missing', ['solicitante']]);
  assert.equal((await operator.get(`/conversations/${nameless}/drafts`)).body.mine.text, without.text);
});

test('who has no signature signs as the institution says; one’s own has variables too', async () => {
  const id = await asked();
  const standard = 'Persona de operator\nServicio al Usuario · Instituto de Prueba';
  assert.equal((await operator.get(`/conversations/${id}/drafts`)).body.signature, standard);
  assert.equal((await operator.get('/signature')).body.text, standard);
  assert.equal((await operator.put('/signature', { text: 'Atte. {{nadie}}' })).body.code, 'unknown-variable');
  assert.equal((await operator.put('/signature', { text: 'Atte. {{operador}} · {{siglas}}' })).status, 200);
  assert.equal((await operator.get(`/conversations/${id}/drafts`)).body.signature, 'Atte. Persona de operator · IP');
  const body = { text: 'Sí.', draft: { version: null }, signature: true };
  await operator.post(`/conversations/${id}/replies`, body, key());
  const shown = (await operator.get(`/conversations/${id}`)).body;
  assert.equal(shown.messages.at(-1).text, 'Sí.\n\nAtte. Persona de operator · IP');
  await operator.put('/signature', { text: null });
  assert.equal((await operator.get('/signature')).body.own, null);
});

test('the institution’s signature belongs to the coordinator and names only what there is', async () => {
  assert.equal((await operator.put('/settings/desk.signature', { value: 'x' })).status, 403);
  assert.equal((await coordinator.put('/settings/desk.signature', { value: '{{nadie}}' })).status, 422);
  assert.equal((await coordinator.put('/settings/desk.signature', { value: '{{operador}}' })).status, 200);
});

test('a blank has to be filled each time; a signature has none', async () => {
  const words = { title: 'Cita', language: 'es', text: 'Le esperamos el {{?fecha de la cita}} en {{?lugar}}, {{nombre}}.' };
  const { body } = await coordinator.post('/templates', words);
  const id = await asked();
  const filled = (await operator.post(`/templates/${body.id}/text`, { conversation: id })).body;
  assert.deepEqual(filled, { text: 'Le esperamos el {{?fecha de la cita}} en {{?lugar}}, Ana.', missing: ['?fecha de la cita', '?lugar'] });
  const text = filled.text.replace('{{?lugar}}', 'Admisiones');
  const { draft } = (await operator.put(`/conversations/${id}/draft`, { base: null, text })).body;
  const sent = await operator.post(`/conversations/${id}/replies`, { text, draft: { version: draft.version } }, key());
  assert.deepEqual([sent.body.code, sent.body.names], ['variable-missing', ['?fecha de la cita']]);
  assert.equal((await coordinator.post('/templates', { ...words, title: 'Otra', text: '{{?}}' })).body.code, 'unknown-variable');
  assert.equal((await operator.put('/signature', { text: '{{?cargo}}' })).body.code, 'unknown-variable');
});

test('one keeps templates of one’s own, under any title; nobody else sees or changes them', async () => {
  const words = { title: 'Plazo', language: 'es', text: 'El mío' };
  const { status, body } = await operator.post('/templates', { ...words, isOwn: true });
  assert.equal(status, 201);
  const found = async (who: Visitor) => (await who.get('/templates')).body.items.filter((one: { id: string }) => one.id === body.id);
  assert.deepEqual([(await found(operator))[0].isOwn, (await found(coordinator)).length], [true, 0]);
  assert.equal((await coordinator.patch(`/templates/${body.id}`, { ...words, version: 1 })).body.code, 'unknown-template');
  assert.equal((await coordinator.post(`/templates/${body.id}/text`, { conversation: await asked() })).body.code, 'unknown-template');
  assert.equal((await operator.post('/templates', { ...words, isOwn: true })).body.code, 'title-taken');
  assert.equal((await operator.patch(`/templates/${body.id}`, { ...words, text: 'Otro', version: 1 })).status, 200);
  const shared = (await operator.get('/templates')).body.items.find((one: { isOwn: boolean }) => !one.isOwn);
  assert.equal((await operator.delete(`/templates/${shared.id}`)).body.code, 'forbidden');
  assert.equal((await operator.delete(`/templates/${body.id}`)).status, 200);
});

test('one signs in a mailbox as one says for it, and the mailbox’s footer stands below, once', async () => {
  const id = await asked();
  await operator.put('/signature', { text: 'Atte. {{operador}}' });
  await operator.put('/signature', { text: 'Admisiones, {{operador}}', mailbox: 'INFO@itla.example' });
  assert.equal((await operator.put('/settings/desk.footers', { value: { 'info@itla.example': 'x' } })).status, 403);
  assert.equal((await coordinator.put('/settings/desk.footers', { value: { 'info@itla.example': '{{nadie}}' } })).status, 422);
  assert.equal(
    (await coordinator.put('/settings/desk.footers', { value: { 'info@itla.example': 'Confidencial. {{siglas}}' } })).status,
    200,
  );
  const reads = 'Admisiones, Persona de operator\n\nConfidencial. IP';
  assert.equal((await operator.get(`/conversations/${id}/drafts`)).body.signature, reads);
  const shown = (await operator.get('/signature?mailbox=info@itla.example')).body;
  assert.deepEqual([shown.own, shown.standard, shown.text], ['Admisiones, {{operador}}', 'Atte. {{operador}}', reads]);
  assert.equal((await operator.get('/signature')).body.text, 'Atte. Persona de operator');
  const body = { text: `Sí.\n\n${reads}`, draft: { version: null }, signature: true };
  await operator.post(`/conversations/${id}/replies`, body, key());
  assert.equal((await operator.get(`/conversations/${id}`)).body.messages.at(-1).text, body.text);
  await operator.put('/signature', { text: null, mailbox: 'info@itla.example' });
  assert.equal((await operator.get(`/conversations/${id}/drafts`)).body.signature, 'Atte. Persona de operator\n\nConfidencial. IP');
  await operator.put('/signature', { text: null });
  await coordinator.put('/settings/desk.footers', { value: {} });
});
