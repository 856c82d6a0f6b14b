import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { module as calendar } from '#calendar';
import { cursorOf, module as kernel } from '#kernel';
import { type TestHttp, testHttp, type Visitor } from '../../tests/world/visitors.ts';
import { module, openObligations, settleObligations } from './index.ts';

let t: TestHttp;
let quality: Visitor;
const at = (text: string) => Date.parse(`${text}-04:00`);
before(async () => {
  t = await testHttp({ modules: [kernel, calendar, module] });
  quality = await t.signedIn('quality');
  const openings = ['09:00', '10:00', '11:00'].map((hour, index) => ({
    clause: '5.3',
    subject: { kind: 'letter', id: String(index + 1) },
    spell: 'm1',
    openedAt: at(`2026-11-19T${hour}:00`),
  }));
  const [first] = await openObligations(t.k, openings);
  await settleObligations(t.k, [
    { obligationId: first?.id as string, at: at('2026-11-20T09:00:00'), by: 'reply', answeredAt: at('2026-11-20T09:00:00') },
  ]);
});
after(() => t?.close());

test('the procedure is shown with its clauses and its official text, verbatim', async () => {
  const { body } = await quality.get('/procedure');
  assert.equal(body.code, 'PR-ME-04');
  assert.equal(body.firstMonth, '2026-11');
  assert.ok(body.text.includes('dentro de las primeras 24 horas laborables y/o escalar'));
  assert.deepEqual(
    body.clauses.filter((one: { measured: boolean }) => one.measured).map((one: { id: string }) => one.id),
    ['5.3', '6.2-1', '6.2-2'],
  );
});

test('the figure of the month opens the rows behind it, and a row its arithmetic', async () => {
  const [row] = (await quality.get('/conformity?month=2026-11')).body.items;
  assert.deepEqual([row.clause, row.due, row.met, row.open], ['5.3', 3, 1, 2]);
  const met = (await quality.get('/obligations?clause=5.3&basis=text&state=met&month=2026-11')).body.items;
  assert.deepEqual(
    met.map((one: { outcome: string }) => one.outcome),
    ['met'],
  );
  const { body } = await quality.get(`/obligations/${met[0].id}/deadline`);
  assert.equal(body.explanation.readings[0].dueAt, body.obligation.dueAt);
  assert.equal(body.explanation.readings[1].dueAt, body.obligation.otherDueAt);
  assert.equal(body.explanation.readings[0].rows.at(-1).total, 24 * 3600);
  const history = (await quality.get('/conformity/history?clause=5.3&months=2&month=2026-12')).body.items;
  assert.deepEqual(
    history.map((one: { month: string; row: { due: number } }) => [one.month, one.row.due]),
    [
      ['2026-11', 3],
      ['2026-12', 0],
    ],
  );
});

test('pages of obligations follow one another without a gap', async () => {
  const first = (await quality.get('/obligations?limit=2')).body;
  const second = (await quality.get(`/obligations?limit=2&cursor=${first.next}`)).body;
  assert.deepEqual([first.items.length, second.items.length, second.next], [2, 1, null]);
  const forged = [
    { dueAt: 1e300, id: '1' },
    { dueAt: 0, id: 'x' },
    { dueAt: 0, id: '9'.repeat(30) },
  ].map(cursorOf);
  for (const cursor of ['nonsense', ...forged])
    assert.equal((await quality.get(`/obligations?cursor=${cursor}`)).body.code, 'bad-cursor', cursor);
});

test('the Administrador/a de Redes sees neither the figure, nor the rows, nor one of them', async () => {
  const network = await t.signedIn('network');
  assert.deepEqual((await network.get('/conformity?month=2026-11')).body.items, []);
  assert.deepEqual((await network.get('/obligations')).body.items, []);
  const [one] = (await quality.get('/obligations')).body.items;
  assert.equal((await network.get(`/obligations/${one.id}/deadline`)).status, 404);
  assert.equal((await quality.get('/obligations/x/deadline')).body.code, 'unknown-obligation');
});
