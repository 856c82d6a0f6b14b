import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type TestHttp, testHttp } from '../../../tests/world/visitors.ts';
import { receive } from '../receive.ts';
import { mail } from '../testing.ts';
import { headOf } from './head.rules.ts';

let t: TestHttp;
before(async () => {
  t = await testHttp();
});
after(() => t?.close());

test('a header section ends at its empty line, whatever ends its lines, and is shown as text', () => {
  assert.equal(headOf(Buffer.from('A: 1\r\n b\r\nC: ñ\r\n\r\nCuerpo')), 'A: 1\n b\nC: ñ');
  assert.equal(headOf(Buffer.from('A: 1\nB: 2\n\nx\n\ny')), 'A: 1\nB: 2');
  assert.equal(headOf(Buffer.from('Solo: esto\n')), 'Solo: esto');
});

test('a text longer than a list of messages takes comes whole; headers come to who may open originals, and that is an act once an hour', async () => {
  const text = 'ñ palabra\n'.repeat(60_000);
  const rawSha256 = await t.k.blobs.put(Buffer.from(`Received: by correo.example\r\nSubject: Hola\r\n\r\n${'x'.repeat(300_000)}`));
  const [one] = await receive(t.k, [mail({ text, rawSha256 })]);
  const [operator, head, auditor] = [await t.signedIn('operator'), await t.signedIn('head'), await t.signedIn('auditor')];
  const { messages } = (await operator.get(`/conversations/${one?.conversationId}`)).body;
  assert.equal(messages[0].isTextCut, true);
  assert.equal((await head.get(`/messages/${one?.messageId}/text`)).body.text, text);
  assert.equal((await head.get(`/messages/${one?.messageId}/headers`)).status, 403);
  for (let again = 0; again < 2; again += 1)
    assert.equal((await operator.get(`/messages/${one?.messageId}/headers`)).body.headers, 'Received: by correo.example\nSubject: Hola');
  assert.equal((await auditor.get('/acts?verb=message.headers-read')).body.items.length, 1);
  assert.equal((await operator.get('/messages/999999/text')).body.code, 'unknown-message');
});
