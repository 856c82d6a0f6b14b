import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { receive } from '#desk';
import { addArea, changeArea } from '#people';
import { sql } from 'kysely';
import { mail } from '../../desk/testing.ts';
import { idleMailbox } from '../../../tests/world/idle-mailbox.ts';
import { type TestHttp, testHttp, type Visitor } from '../../../tests/world/visitors.ts';

// The entrance to an escalation, as scripts and the console use it. Nothing is sent here.
let t: TestHttp;
let script: Visitor;
let operator: Visitor;
let mailbox: { id: string; address: string };
let registro: string;
let asks = 0;

before(async () => {
  t = await testHttp();
  mailbox = await idleMailbox(t.k);
  [script, operator] = [await t.script('operator'), await t.signedIn('operator')];
  registro = (await addArea(t.k, { name: 'Registro', mail: 'registro@itla.example' })).id;
  await addArea(t.k, { name: 'Caja', mail: 'caja@itla.example', answers: 'operator' });
});
after(() => t?.close());

async function asked(more: object = {}): Promise<string> {
  asks += 1;
  const [one] = await receive(t.k, [mail({ mailbox, subject: `Convalidación ${asks}`, ...more })]);
  return one?.conversationId as string;
}

const detail = async (id: string) => (await script.get(`/conversations/${id}`)).body;

test('an escalation is queued, shown as an event, and counts for nothing until it has been accepted', async () => {
  const id = await asked();
  const { status, body } = await script.post(`/conversations/${id}/escalations`, { area: 'Registro', note: '¿Sale antes del 11/12?' });
  assert.equal(status, 201);
  assert.deepEqual(Object.keys(body), ['id']);
  const shown = await detail(id);
  assert.equal(shown.state, 'open');
  const [one] = shown.escalations;
  assert.deepEqual(
    [one.id, one.area.name, one.note, one.state, one.endedAt],
    [body.id, 'Registro', '¿Sale antes del 11/12?', 'queued', null],
  );
  const event = shown.messages.at(-1);
  assert.deepEqual([event.direction, event.event.kind, event.event.detail, event.delivery], ['event', 'escalated', 'Registro', 'queued']);
  assert.deepEqual(event.to, [{ name: 'Registro', email: 'registro@itla.example' }]);
  assert.equal(shown.obligations[0].state, 'open');
  assert.equal(shown.messageCount, 1);
});

test('its mail says the question, the note, the deadline in words, both ways to answer, and bears a token of its own', async () => {
  const id = await asked({ text: 'Entregué el programa.\nGracias.' });
  const answer = await script.post(`/conversations/${id}/escalations`, {
    area: registro,
    note: 'Confirmar.',
    dueAt: '2026-12-11T12:00:00-04:00',
  });
  assert.equal(answer.status, 201);
  const event = (await detail(id)).messages.at(-1);
  const raw = (await (await t.script('auditor')).get(`/messages/${event.id}/raw`)).text;
  assert.match(raw, /^Reply-To: info\+e\d+\.[0-9a-f]{32}@itla\.example/m);
  assert.match(raw, new RegExp(`^Subject: .*=5BVT-${id}=5D`, 'm'));
  assert.doesNotMatch(raw, /^Auto-Submitted:/m);
  assert.match(event.text, /> Entregué el programa\.\n> Gracias\./);
  assert.match(event.text, /vie 11\/12, 12 m/);
  assert.match(event.text, /\/area\/\d+-[0-9a-z]+-[0-9a-f]{40}/);
});

test('an area that is not there, closed, or has it already, an empty note and a deadline gone by are refused with what to do', async () => {
  const id = await asked();
  const ask = async (body: object) => {
    const { status, body: said } = await script.post(`/conversations/${id}/escalations`, body);
    return [status, said.code];
  };
  assert.deepEqual(await ask({ area: 'Nadie', note: 'x' }), [404, 'unknown-area']);
  assert.deepEqual(await ask({ area: 'Registro', note: '  ' }), [400, 'note-missing']);
  assert.deepEqual(await ask({ area: 'Registro', note: 'x', dueAt: '2020-01-01T00:00:00-04:00' }), [400, 'due-in-the-past']);
  assert.equal((await ask({ area: 'Registro', note: 'x', dueAt: 'mañana' }))[0], 400);
  const { id: closed } = await addArea(t.k, { name: 'Becas', mail: 'becas@itla.example' });
  await changeArea(t.k, closed, { active: false });
  assert.deepEqual(await ask({ area: 'Becas', note: 'x' }), [409, 'area-closed']);
  assert.equal((await ask({ area: 'Registro', note: 'x' }))[0], 201);
  assert.deepEqual(await ask({ area: 'Registro', note: 'x' }), [409, 'already-escalated']);
  assert.equal((await ask({ area: 'Caja', note: 'x' }))[0], 201);
  assert.equal((await script.post('/conversations/999999999/escalations', { area: 'Caja', note: 'x' })).status, 404);
});

test('from the console it can be taken back by whoever made it, and by nobody else', async () => {
  const id = await asked();
  const { body } = await operator.post(`/conversations/${id}/escalations`, { area: 'Registro', note: 'x' });
  const other = await (await t.signedIn('operator')).delete(`/escalations/${body.id}`);
  assert.deepEqual([other.status, other.body.code], [403, 'not-yours']);
  assert.equal((await operator.delete(`/escalations/${body.id}`)).status, 200);
  const shown = await detail(id);
  assert.deepEqual([shown.messages.length, shown.escalations[0].state], [1, 'undone']);
  const { rows } = await sql`select 1 from mail.outgoing where conversation_id = ${id}`.execute(t.k.db);
  assert.equal(rows.length, 0);
  assert.deepEqual((await operator.delete(`/escalations/${body.id}`)).body.code, 'too-late-to-undo');
  assert.equal((await operator.post(`/conversations/${id}/escalations`, { area: 'Registro', note: 'x' })).status, 201);
});

test('nobody begins another header by a name, a note or a subject', async () => {
  const { id: odd } = await addArea(t.k, { name: 'Área Bcc: malo@correo.example', mail: 'area@itla.example' });
  const id = await asked({ subject: 'Hola\r\nBcc: malo@correo.example', from: 'Ana\r\nBcc: malo@correo.example <ana@correo.example>' });
  await script.post(`/conversations/${id}/escalations`, { area: odd, note: 'x\r\nBcc: malo@correo.example\r\n\r\nHola' });
  const event = (await detail(id)).messages.at(-1);
  const raw = (await (await t.script('auditor')).get(`/messages/${event.id}/raw`)).text;
  const head = raw.slice(0, raw.indexOf('\r\n\r\n'));
  assert.doesNotMatch(head, /^Bcc:/im);
  const { rows } = await sql<{ recipients: string[] }>`select recipients from mail.outgoing where id = ${event.id}`.execute(t.k.db);
  assert.deepEqual(rows[0]?.recipients, ['area@itla.example']);
});

test('who may not escalate is refused', async () => {
  const id = await asked();
  assert.equal((await (await t.script('auditor')).post(`/conversations/${id}/escalations`, { area: 'Caja', note: 'x' })).status, 403);
});

test('the area to which matters like it went is proposed, with how many of how many; an area that closed is not', async () => {
  const becas = (await addArea(t.k, { name: 'Bienestar', mail: 'bienestar@itla.example' })).id;
  for (const subject of ['Beca de excelencia', 'Renovación de beca', 'Solicitud de beca', 'Pago de beca']) {
    await script.post(`/conversations/${await asked({ subject })}/escalations`, { area: becas, note: 'Responder, por favor.' });
  }
  const id = await asked({ subject: 'RE: Pregunta sobre una beca' });
  const proposal = async () => (await operator.get(`/conversations/${id}/area-proposal`)).body.proposal;
  const { area, alike, of, confidence } = await proposal();
  assert.deepEqual([area, alike, of, confidence > 0.5 && confidence < 1], [{ id: becas, name: 'Bienestar' }, 4, 4, true]);
  assert.equal((await operator.get(`/conversations/${await asked({ subject: 'Parqueo' })}/area-proposal`)).body.proposal, null);
  await changeArea(t.k, becas, { active: false });
  assert.equal(await proposal(), null);
});
