import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type TestHttp, testHttp, type Visitor } from '../../../tests/world/visitors.ts';
import { receive } from '../receive.ts';
import { type Draft, mail } from '../testing.ts';

let t: TestHttp;
let maria: Visitor;
before(async () => {
  t = await testHttp();
  maria = await t.signedIn('operator');
});
after(() => t?.close());

const came = async (draft: Draft): Promise<string> => (await receive(t.k, [mail(draft)]))[0]?.conversationId as string;
const related = async (id: string): Promise<[string, string][]> =>
  (await maria.get(`/conversations/${id}/related`)).body.items.map((one: { id: string; reason: string }) => [one.id, one.reason]);
const day = (text: string) => Date.parse(`${text}T09:00:00-04:00`);

test('the same requester with a like subject within thirty days, and not one about something else or of long before', async () => {
  const from = 'Rafael <rafael@correo.example>';
  const one = await came({ from, subject: 'Carta de estudio para la visa', receivedAt: day('2026-11-20') });
  const like = await came({ from, subject: 'Carta de estudio para visa (urgente)', receivedAt: day('2026-11-24') });
  await came({ from, subject: 'Pago con tarjeta', receivedAt: day('2026-11-23') });
  await came({ from, subject: 'Carta de estudio para la visa', receivedAt: day('2026-09-01') });
  assert.deepEqual(await related(one), [[like, 'same-requester']]);
  assert.deepEqual(await related(like), [[one, 'same-requester']]);
});

test('who answers a mail without belonging to it, and a number that both subjects name', async () => {
  const first = mail({ from: 'Ana <ana9@correo.example>', subject: 'Matrícula 2024-0183' });
  const [stored] = await receive(t.k, [first]);
  const one = stored?.conversationId as string;
  const stranger = await came({ from: 'Su madre <madre@otro.example>', subject: 'Otra cosa', references: [first.messageId as string] });
  const numbered = await came({ from: 'Caja <caja@otro.example>', subject: 'Recibo de 2024-0183' });
  const named = await came({ from: 'Otro <otro@otro.example>', subject: `Sobre VT-${one}` });
  assert.deepEqual(await related(one), [
    [stranger, 'not-a-participant'],
    [numbered, 'same-number'],
  ]);
  assert.deepEqual(await related(named), [[one, 'same-number']]);
  await maria.post(`/conversations/${one}/merges`, { conversation: stranger, evenIfOthers: true });
  assert.deepEqual(await related(one), [[numbered, 'same-number']]);
  assert.deepEqual(await related(numbered), [[one, 'same-number']]);
  assert.equal((await maria.get('/conversations/999999/related')).status, 404);
});
