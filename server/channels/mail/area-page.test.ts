import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { areaLink, noteProgress, receive, statusLink } from '#desk';
import { openLog } from '#kernel';
import { obligationsOf } from '#procedure';
import { addArea } from '#people';
import { sql } from 'kysely';
import { tokenOf } from '../../desk/links.ts';
import { mail } from '../../desk/testing.ts';
import { idleMailbox } from '../../../tests/world/idle-mailbox.ts';
import { type TestHttp, testHttp, type Visitor } from '../../../tests/world/visitors.ts';

// An area's page and a requester's, behind their signed links. What leaves is noted as accepted by hand: other tests send it.
let t: TestHttp;
let script: Visitor;
let mailbox: { id: string; address: string };
let asks = 0;
const lines: string[] = [];

before(async () => {
  t = await testHttp({ log: openLog('debug', (line) => void lines.push(line)) });
  mailbox = await idleMailbox(t.k);
  script = await t.script('operator');
  await addArea(t.k, { name: 'Registro', mail: 'registro@itla.example' });
  await addArea(t.k, { name: 'Caja', mail: 'caja@itla.example', answers: 'operator' });
});
after(() => t?.close());

const detail = async (id: string) => (await script.get(`/conversations/${id}`)).body;

async function accepted(id: string, part: string): Promise<void> {
  const message = (await detail(id)).messages.findLast((one: { part: string }) => one.part === part);
  const reached = message.to.map((one: { email: string }) => one.email);
  await noteProgress(t.k, { id: message.id, delivery: 'accepted', at: t.k.clock.now(), reached });
}

async function handed(area = 'Registro', by: Visitor = script): Promise<{ id: string; escalation: string; token: string }> {
  asks += 1;
  const [one] = await receive(t.k, [mail({ mailbox, subject: `Convalidación ${asks}`, receivedAt: t.k.clock.now() })]);
  const id = one?.conversationId as string;
  const { body } = await by.post(`/conversations/${id}/escalations`, { area, note: '¿Sale antes del 11/12?' });
  await accepted(id, 'ask');
  const token = (await areaLink(t.k, body.id)).split('/').at(-1) as string;
  return { id, escalation: body.id, token };
}

const clocks = async (id: string) =>
  (await obligationsOf(t.k, { kind: 'conversation', id })).map((row) => `${row.clause} ${row.basis} ${row.settledBy ?? row.state}`).sort();
const page = () => t.visitor();
const said = { name: 'Nurys Abreu', text: 'Fue aprobada.' };
const key = () => randomUUID();

test('the page shows the matter and what is asked; looking a hundred times changes nothing', async () => {
  const { id, token } = await handed();
  const before = await sql<{ n: number }>`select count(*)::int as n from acts.act`.execute(t.k.db);
  const nobody = page();
  let last: any;
  for (let n = 0; n < 100; n += 1) last = (await nobody.post('/area/look', { token })).body;
  assert.deepEqual(
    [last.area.name, last.state, last.to, last.note, last.share],
    ['Registro', 'open', 'requester', '¿Sale antes del 11/12?', 1],
  );
  assert.equal(last.conversation.number, `VT-${id}`);
  assert.equal(last.messages.length, 1);
  const after = await sql<{ n: number }>`select count(*)::int as n from acts.act`.execute(t.k.db);
  assert.deepEqual(after.rows, before.rows);
  assert.deepEqual(await clocks(id), ['5.3 text escalation', '5.3-area target open']);
});

test('a GET of the link is only the page, whoever opens it and however often, and its token is in no log', async () => {
  const { id, token } = await handed();
  const opened = [`//area/${token}`, `//estado/${token}`, `//api/v1/area/${token}`];
  for (let n = 0; n < 99; n += 1) {
    const { headers } = await page().get(opened[n % 3] as string);
    assert.deepEqual([headers['referrer-policy'], headers['x-robots-tag']], ['no-referrer', 'noindex, nofollow']);
  }
  await page().post('/area/look', { token });
  assert.ok(lines.some((line) => line.includes('http.answered')));
  assert.equal(
    lines.some((line) => line.includes(token)),
    false,
  );
  assert.deepEqual(await clocks(id), ['5.3 text escalation', '5.3-area target open']);
});

test('the answer goes on to the requester from our mailbox, and the area’s term ends when that is accepted', async () => {
  const { id, token } = await handed();
  const attachments = [{ name: 'acta.pdf', type: 'application/pdf', base64: Buffer.from('%PDF').toString('base64') }];
  const { status, body } = await page().post('/area/answer', { token, ...said, attachments, key: key() });
  assert.deepEqual([status, body.state], [200, 'answered']);
  assert.deepEqual(await clocks(id), ['5.3 text escalation', '5.3-area target open']);
  const shown = await detail(id);
  const [words, out] = [
    shown.messages.find((one: any) => one.part === 'answer'),
    shown.messages.find((one: any) => one.part === 'forward'),
  ];
  assert.deepEqual([words.direction, words.author, words.area.name], ['in', 'Nurys Abreu, Registro', 'Registro']);
  assert.deepEqual([out.direction, out.to[0].email, out.delivery], ['out', 'ana@correo.example', 'queued']);
  assert.match(out.text, /^Fue aprobada\.\s+Nurys Abreu\s+Registro/);
  assert.deepEqual(
    out.attachments.map((one: any) => one.name),
    ['acta.pdf'],
  );
  await accepted(id, 'forward');
  assert.deepEqual(await clocks(id), ['5.3 text escalation', '5.3-area target area']);
  const ended = await detail(id);
  assert.deepEqual(
    [ended.state, ended.escalations[0].state, ended.escalations[0].endedBy],
    ['waiting', 'answered', 'Nurys Abreu, Registro'],
  );
  assert.notEqual(ended.obligations.find((one: any) => one.clause === '5.3').answeredAt, null);
});

test('used twice: the same key is the same answer, another is told who answered and when; nothing goes out twice', async () => {
  const { id, token } = await handed();
  const once = { token, ...said, key: key() };
  const first = await page().post('/area/answer', once);
  assert.deepEqual((await page().post('/area/answer', once)).body, first.body);
  const again = await page().post('/area/answer', { ...once, key: key() });
  assert.deepEqual([again.status, again.body.code, again.body.by], [409, 'already-answered', 'Nurys Abreu, Registro']);
  assert.match(again.body.detail, /^Ya fue respondida por Nurys Abreu, Registro, mar 24\/11, 10:/);
  assert.equal((await page().post('/area/return', { token, name: 'X', reason: 'No', key: key() })).status, 409);
  assert.equal((await detail(id)).messages.filter((one: any) => one.part === 'forward').length, 1);
  assert.equal((await page().post('/area/look', { token })).body.state, 'answered');
});

test('two at the same moment: one answers, the other is told', async () => {
  const { id, token } = await handed();
  const both = await Promise.all([1, 2].map(() => page().post('/area/answer', { token, ...said, key: key() })));
  assert.deepEqual(
    both.map((one) => one.status).toSorted((a, b) => a - b),
    [200, 409],
  );
  assert.equal((await detail(id)).messages.filter((one: any) => one.part === 'answer').length, 1);
});

test('an area that answers the operator ends its term at once, and the matter is his again', async () => {
  const operator = await t.signedIn('operator');
  const { id, token } = await handed('Caja', operator);
  await page().post('/area/answer', { token, ...said, key: key() });
  assert.deepEqual(await clocks(id), ['5.3 text escalation', '5.3-area target area']);
  const shown = await detail(id);
  assert.equal(
    shown.messages.some((one: any) => one.part === 'forward'),
    false,
  );
  assert.deepEqual([shown.state, shown.assignee.id], ['open', operator.id]);
});

test('handed back: the area’s term ends as «devuelto», and 24 hours of ours begin; both stay in the history', async () => {
  const { id, token } = await handed();
  assert.equal((await page().post('/area/return', { token, name: 'Nurys', reason: ' ', key: key() })).body.code, 'reason-missing');
  const { body } = await page().post('/area/return', { token, name: 'Nurys', reason: 'Es de Caja.', key: key() });
  assert.equal(body.state, 'returned');
  assert.deepEqual(await clocks(id), ['5.3 target open', '5.3 text escalation', '5.3-area target returned']);
  const shown = await detail(id);
  assert.deepEqual([shown.escalations[0].state, shown.escalations[0].reason], ['returned', 'Es de Caja.']);
  const [area, back] = [
    shown.obligations.find((one: any) => one.clause === '5.3-area'),
    shown.obligations.find((one: any) => one.basis === 'target' && one.clause === '5.3'),
  ];
  assert.deepEqual([area.outcome, area.state, back.openedAt], ['devuelto', 'setAside', area.settledAt]);
  assert.equal(shown.dueAt, null);
  const listed = (await script.get('/conversations?view=toAnswer&limit=200')).body.items.map((one: any) => one.id);
  assert.ok(listed.includes(id));
  assert.equal((await script.post(`/conversations/${id}/resolution`, {})).body.code, 'waits-for-answer');
  await script.post(`/conversations/${id}/replies`, { text: 'Vaya a Caja.' }, { headers: { 'idempotency-key': key() } });
  const message = (await detail(id)).messages.at(-1);
  await noteProgress(t.k, { id: message.id, delivery: 'accepted', at: t.k.clock.now(), reached: ['ana@correo.example'] });
  assert.deepEqual(await clocks(id), ['5.3 target reply', '5.3 text escalation', '5.3-area target returned']);
});

test('a link altered, of another kind, or expired opens nothing and says what to do', async () => {
  const { id, escalation, token } = await handed();
  const altered = token.slice(0, -1) + (token.endsWith('0') ? '1' : '0');
  const other = token.replace(/^\d+/, (n) => String(Number(n) + 1));
  const status = (await statusLink(t.k, id)).split('/').at(-1) as string;
  for (const wrong of [altered, other, status, 'x', `${token}0`, token.toUpperCase()])
    for (const path of ['look', 'answer', 'return']) {
      const more = { look: {}, answer: { ...said, key: key() }, return: { name: 'X', reason: 'X', key: key() } }[path];
      const { status: code, body } = await page().post(`/area/${path}`, { token: wrong, ...more });
      assert.deepEqual([code, body.code], [403, 'link-altered'], `${path} ${wrong}`);
    }
  const expired = tokenOf(t.k, 'area', escalation, t.k.clock.real() - 1000);
  const answer = await page().post('/area/answer', { token: expired, ...said, key: key() });
  assert.deepEqual([answer.status, answer.body.code], [410, 'link-expired']);
  assert.deepEqual(await clocks(id), ['5.3 text escalation', '5.3-area target open']);
});

test('each area has its figure; what was handed back in time counts apart', async () => {
  const before = async () =>
    (await script.get('/conformity/areas?month=2026-11')).body.items.find((one: any) => one.area === 'Registro') ?? { due: 0, setAside: 0 };
  const first = await before();
  const { token } = await handed();
  await handed();
  await page().post('/area/return', { token, name: 'Nurys', reason: 'No.', key: key() });
  const then = await before();
  assert.deepEqual([then.due - first.due, then.setAside - first.setAside], [1, 1]);
  const [target] = (await script.get('/conformity?month=2026-11&targets=true')).body.items.filter((one: any) => one.clause === '5.3-area');
  assert.equal(target.basis, 'target');
  assert.ok(target.setAside >= 1);
  const listed = (await script.get('/obligations?clause=5.3-area&state=setAside')).body.items;
  assert.ok(listed.length >= 1 && listed.every((one: any) => one.outcome === 'devuelto' && one.state === 'setAside'));
});

test('what the operator resolved meanwhile is his again when the area answers him', async () => {
  const { id, token } = await handed('Caja');
  assert.equal((await script.post(`/conversations/${id}/resolution`, {})).status, 200);
  assert.equal((await detail(id)).state, 'resolved');
  await page().post('/area/answer', { token, ...said, key: key() });
  assert.equal((await detail(id)).state, 'open');
});

test('the views: escalated while an area owes, and counted', async () => {
  const { id, token } = await handed();
  const escalated = async () => (await script.get('/conversations?view=escalated&limit=200')).body.items.map((one: any) => one.id);
  assert.ok((await escalated()).includes(id));
  const { body } = await script.get('/conversations/counts');
  assert.ok(body.escalated >= 1);
  await page().post('/area/return', { token, name: 'Nurys', reason: 'No.', key: key() });
  assert.equal((await escalated()).includes(id), false);
  assert.equal((await script.get('/conversations/counts')).body.escalated, body.escalated - 1);
});

test('the requester sees where it is, and adds to it once', async () => {
  const { id } = await handed();
  const token = (await statusLink(t.k, id)).split('/').at(-1) as string;
  const seen = (await page().post('/status/look', { token })).body;
  assert.deepEqual([seen.number, seen.state, seen.area.name], [`VT-${id}`, 'area', 'Registro']);
  assert.deepEqual(
    seen.steps.map((one: any) => `${one.kind} ${one.state}`),
    ['received done', 'escalated done', 'reviewing now', 'answered next'],
  );
  assert.equal(seen.isOverdue, false);
  assert.doesNotMatch(JSON.stringify(seen), /11\/12/);
  const more = { token, text: 'Ya no la necesito.', key: key() };
  await page().post('/status/add', more);
  assert.equal((await page().post('/status/add', more)).status, 200);
  const shown = await detail(id);
  const mine = shown.messages.filter((one: any) => one.direction === 'in');
  assert.deepEqual(
    [mine.length, mine[1].text, mine[1].from.email, mine[1].nature],
    [2, 'Ya no la necesito.', 'ana@correo.example', 'person'],
  );
  assert.deepEqual(await clocks(id), ['5.3 text escalation', '5.3-area target open']);
  assert.equal((await page().post('/status/look', { token: `${token}0` })).body.code, 'link-altered');
  const expired = tokenOf(t.k, 'status', id, t.k.clock.real() - 1000);
  assert.equal((await page().post('/status/look', { token: expired })).body.code, 'link-expired');
});

test('the requester is not promised a day that has passed', async () => {
  const [one] = await receive(t.k, [
    mail({ mailbox, subject: 'Convalidación sin respuesta', receivedAt: t.k.clock.now() - 20 * 86_400_000 }),
  ]);
  const token = (await statusLink(t.k, one?.conversationId as string)).split('/').at(-1) as string;
  const seen = (await page().post('/status/look', { token })).body;
  assert.deepEqual([seen.state, seen.isOverdue], ['received', true]);
});
