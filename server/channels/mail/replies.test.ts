import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { receive } from '#desk';
import { mail } from '../../desk/testing.ts';
import { idleMailbox } from '../../../tests/world/idle-mailbox.ts';
import { type TestHttp, testHttp, type Visitor } from '../../../tests/world/visitors.ts';

// The entrance to a reply, as scripts and the console use it. Nothing is sent here: send.test.ts does.
let t: TestHttp;
let script: Visitor;
let operator: Visitor;
let mailbox: { id: string; address: string };
let before24 = 0;

before(async () => {
  t = await testHttp();
  mailbox = await idleMailbox(t.k);
  [script, operator] = [await t.script('operator'), await t.signedIn('operator')];
});
after(() => t?.close());

async function asked(more: object = {}): Promise<string> {
  before24 += 1;
  const [one] = await receive(t.k, [mail({ mailbox, subject: `Consulta ${before24}`, ...more })]);
  return one?.conversationId as string;
}

const key = () => ({ headers: { 'idempotency-key': randomUUID() } });

test('a reply is queued, shown, and counts for nothing until it has been accepted', async () => {
  const id = await asked();
  const { status, body } = await script.post(`/conversations/${id}/replies`, { text: 'Sí.' }, key());
  assert.equal(status, 201);
  assert.deepEqual(body, { id: body.id, delivery: 'queued' });
  const shown = (await script.get(`/conversations/${id}`)).body;
  assert.equal(shown.state, 'open');
  const message = shown.messages.at(-1);
  assert.deepEqual([message.id, message.direction, message.delivery, message.text], [body.id, 'out', 'queued', 'Sí.']);
  assert.deepEqual([message.from.email, message.to[0].email], ['info@itla.example', 'ana@correo.example']);
  assert.deepEqual(message.marks, ['by-api']);
  assert.equal(shown.obligations[0].state, 'open');
});

test('the same key and body is the same answer; another body is 409; none is 400', async () => {
  const id = await asked();
  const with1 = key();
  const first = await script.post(`/conversations/${id}/replies`, { text: 'Sí.' }, with1);
  const again = await script.post(`/conversations/${id}/replies`, { text: 'Sí.' }, with1);
  assert.deepEqual([again.status, again.body], [first.status, first.body]);
  const other = await script.post(`/conversations/${id}/replies`, { text: 'No.' }, with1);
  assert.deepEqual([other.status, other.body.code], [409, 'key-reused']);
  const without = await script.post(`/conversations/${id}/replies`, { text: 'Sí.' });
  assert.deepEqual([without.status, without.body.code], [400, 'key-missing']);
  assert.equal((await script.get(`/conversations/${id}`)).body.messages.length, 2);
});

test('the same key of two scripts is two replies', async () => {
  const [one, other] = [await asked(), await asked()];
  const with1 = key();
  const first = await script.post(`/conversations/${one}/replies`, { text: 'Sí.' }, with1);
  const second = await (await t.script('operator')).post(`/conversations/${other}/replies`, { text: 'Sí.' }, with1);
  assert.deepEqual([first.status, second.status], [201, 201]);
});

test('a reply has text or html, addresses that are addresses, and files up to 25 MB together', async () => {
  const id = await asked();
  const ask = async (body: object) => {
    const answer = await script.post(`/conversations/${id}/replies`, body, key());
    return [answer.status, answer.body.code];
  };
  assert.equal((await ask({}))[0], 400);
  assert.equal((await ask({ text: 'Sí.', html: '<p>Sí.</p>' }))[0], 400);
  assert.deepEqual(await ask({ text: '   ' }), [400, 'reply-empty']);
  assert.deepEqual(await ask({ html: '<p>&nbsp;</p>' }), [400, 'reply-empty']);
  assert.deepEqual(await ask({ text: 'Sí.', cc: ['copia@area.example\r\nBcc: malo@correo.example'] }), [400, 'bad-copy']);
  assert.equal((await ask({ text: 'Sí.', attachments: [{ name: 'a', type: 'text/plain', base64: '%%%' }] }))[0], 400);
  const large = { name: 'a', type: 'text/plain', base64: Buffer.alloc(26 * 1024 * 1024).toString('base64') };
  assert.deepEqual(await ask({ text: 'Sí.', attachments: [large] }), [413, 'attachments-too-large']);
  assert.equal((await script.get(`/conversations/${id}`)).body.messages.length, 1);
});

test('html goes out without what could harm, with its text beside', async () => {
  const id = await asked();
  await script.post(`/conversations/${id}/replies`, { html: '<p onclick="x()">Hola <b>Ana</b><script>x()</script></p>' }, key());
  const message = (await script.get(`/conversations/${id}`)).body.messages.at(-1);
  assert.doesNotMatch(message.html, /script|onclick/);
  assert.match(message.html, /<b>Ana<\/b>/);
  assert.equal(message.text.trim(), 'Hola Ana');
  const raw = (await t.script('auditor')).get(`/messages/${message.id}/raw`);
  assert.doesNotMatch((await raw).text, /onclick/);
});

test('an answer goes to Reply-To, else to From; what has no address is answered to nobody', async () => {
  const form = await asked({
    from: 'Formulario <noreply@sitio.example>',
    replyTo: ['Eva <eva@correo.example>'],
  });
  await script.post(`/conversations/${form}/replies`, { text: 'Sí.' }, key());
  const to = (await script.get(`/conversations/${form}`)).body.messages.at(-1).to;
  assert.deepEqual(to, [{ name: 'Eva', email: 'eva@correo.example' }]);
  const nobody = await asked({ from: null, replyTo: [] });
  const refused = await script.post(`/conversations/${nobody}/replies`, { text: 'Sí.' }, key());
  assert.deepEqual([refused.status, refused.body.code], [409, 'nobody-to-answer']);
});

test('from the console it can be taken back by whoever sent it, and by nobody else', async () => {
  const id = await asked();
  const { body } = await operator.post(`/conversations/${id}/replies`, { text: 'Sí.' }, key());
  const other = await (await t.signedIn('operator')).delete(`/messages/${body.id}`);
  assert.deepEqual([other.status, other.body.code], [403, 'not-yours']);
  assert.equal((await operator.delete(`/messages/${body.id}`)).status, 200);
  const shown = (await operator.get(`/conversations/${id}`)).body;
  assert.deepEqual([shown.messages.length, shown.messageCount], [1, 1]);
  assert.equal((await operator.delete(`/messages/${body.id}`)).status, 404);
});

test('what came in cannot be taken back', async () => {
  const id = await asked();
  const [message] = (await operator.get(`/conversations/${id}`)).body.messages;
  assert.equal((await operator.delete(`/messages/${message.id}`)).status, 404);
});

test('who may not reply is refused, and an unknown conversation is 404', async () => {
  const id = await asked();
  assert.equal((await (await t.script('auditor')).post(`/conversations/${id}/replies`, { text: 'Sí.' }, key())).status, 403);
  assert.equal((await script.post('/conversations/999999999/replies', { text: 'Sí.' }, key())).status, 404);
});

test('what a reply says is found by searching', async () => {
  const id = await asked();
  await script.post(`/conversations/${id}/replies`, { text: 'Pase por la ventanilla azulada.' }, key());
  const found = (await script.get('/search?q=azulada')).body.items.map((one: { id: string }) => one.id);
  assert.deepEqual(found, [id]);
});

test('an answer repeats the whole thread of what it answers, in order', async () => {
  const id = await asked({ messageId: 'c@correo.example', references: ['a@correo.example', 'b@correo.example'] });
  await script.post(`/conversations/${id}/replies`, { text: 'Sí.' }, key());
  const message = (await script.get(`/conversations/${id}`)).body.messages.at(-1);
  const raw = (await script.get(`/messages/${message.id}/raw`)).text.replace(/\r\n[ \t]+/g, ' ');
  assert.match(raw, /^In-Reply-To: <c@correo\.example>\r$/m);
  assert.match(raw, /^References: <a@correo\.example> <b@correo\.example> <c@correo\.example>\r$/m);
});

test('the name of a file is one line, as it is shown', async () => {
  const id = await asked();
  const attachments = [{ name: 'factura\r\nBcc: x\u202efdp.exe', type: 'text/plain', base64: 'YQ==' }];
  const { status } = await script.post(`/conversations/${id}/replies`, { text: 'Sí.', attachments }, key());
  assert.equal(status, 201);
  assert.equal((await script.get(`/conversations/${id}`)).body.messages.at(-1).attachments[0].name, 'factura Bcc: x fdp.exe');
});
