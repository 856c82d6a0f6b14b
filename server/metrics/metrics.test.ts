import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { readXlsx } from 'hucre/xlsx';
import { conformity } from '#procedure';
import { addArea } from '#people';
import type { Kernel } from '#kernel';
import { idleMailbox } from '../../tests/world/idle-mailbox.ts';
import { type TestHttp, testHttp, type Visitor } from '../../tests/world/visitors.ts';
import { answeredByPhone } from '../desk/by-phone.ts';
import { noteAccepted, noteProgress } from '../desk/deliver.ts';
import { escalate } from '../desk/escalate.ts';
import { merge } from '../desk/merge/merge.ts';
import { needsNoAnswer } from '../desk/no-answer.ts';
import type { Inbound } from '../desk/port.ts';
import { receive } from '../desk/receive.ts';
import { reply } from '../desk/reply.ts';
import { resolve } from '../desk/resolve.ts';
import { take } from '../desk/assign.ts';
import { answerTo, type Draft, mail, replyTo } from '../desk/testing.ts';
import { medianOf, nearestRank } from './percentile.rules.ts';
import type { FigureId } from './figure.rules.ts';
import type { FigureRow, Figures, Line } from './shapes.ts';

// November 2026; it is Tuesday 24 at ten, and Monday 9 is not worked. Days of eight hours, a term of 24.
let t: TestHttp;
let coordinator: Visitor;
let maria: Kernel;
let wilkin: Kernel;
let mailbox: { id: string; address: string };
const ids = new Map<string, string>();
const at = (day: string, time = '09:00') => Date.parse(`2026-11-${day}T${time}:00-04:00`);
const accountOf = (k: Kernel) => k.actor.accountId as string;

async function come(name: string, receivedAt: number, more: Draft = {}): Promise<Inbound> {
  const one = mail({ mailbox, receivedAt, subject: name, ...more });
  t.clock.set(Math.max(t.clock.now(), receivedAt));
  const [stored] = await receive(t.k, [one]);
  ids.set(name, stored?.conversationId as string);
  return one;
}

/** Written and accepted by the outgoing server at that instant. */
async function answer(by: Kernel, name: string, acceptedAt: number): Promise<string> {
  t.clock.set(acceptedAt);
  const { id } = await reply(
    by,
    ids.get(name) as string,
    { text: 'Buenos días.', html: null, cc: [], attachments: [], key: `key-${name}-${acceptedAt}`, seen: null, undoFor: 0 } as never,
  );
  await noteAccepted(t.k, [{ id, delivery: 'accepted', at: acceptedAt, reached: ['ana@correo.example'] }]);
  return id;
}

before(async () => {
  t = await testHttp({ at: at('10', '08:00') });
  mailbox = await idleMailbox(t.k);
  [maria, wilkin] = [await t.asPerson('María Peguero', 'operator'), await t.asPerson('Wilkin Santana', 'operator')];
  await addArea(t.k, { name: 'Registro', mail: 'registro@itla.example' });
  coordinator = await t.signedIn('coordinator');
  await come('en una hora', at('10'));
  await answer(maria, 'en una hora', at('10', '10:00'));
  await come('tarde', at('10', '09:30'));
  await come('escalada', at('11', '08:00'));
  t.clock.set(at('11', '09:00'));
  await escalate(maria, ids.get('escalada') as string, { area: 'Registro', note: 'Confirmar.', dueAt: null, undoFor: 0 } as never);
  await accepted(ids.get('escalada') as string, at('11', '09:00'));
  await answer(maria, 'escalada', at('12'));
  await come('robot', at('12', '10:00'), { nature: 'robot' });
  await come('=cmd()', at('12', '11:00'));
  await answeredByPhone(wilkin, ids.get('=cmd()') as string, { text: 'Se lo expliqué.', at: at('12', '11:00') });
  await come('apartada', at('13'));
  await needsNoAnswer(maria, ids.get('apartada') as string, 'Solo agradece.');
  const outside = await come('fuera', at('13'));
  await receive(t.k, [answerTo(outside, { receivedAt: at('13', '10:00') })]);
  const again = await come('reabierta', at('13', '11:00'));
  await answer(wilkin, 'reabierta', at('13', '12:00'));
  await resolve(wilkin, ids.get('reabierta') as string);
  t.clock.set(at('16', '08:30'));
  await receive(t.k, [replyTo(again, { receivedAt: at('16', '08:30') })]);
  await answer(wilkin, 'reabierta', at('16', '09:00'));
  await answer(wilkin, 'tarde', at('16', '09:30'));
  const vacation = await come('vacaciones', at('17'));
  await receive(t.k, [answerTo(vacation, { nature: 'robot', receivedAt: at('17', '09:01') })]);
  await come('mía', at('23', '15:00'));
  await take(wilkin, ids.get('mía') as string);
  t.clock.set(at('24', '10:00'));
});
after(() => t?.close());

/** The mail to the area, taken by the outgoing server. */
async function accepted(conversation: string, when: number): Promise<void> {
  const { body } = await coordinator.get(`/conversations/${conversation}`);
  const ask = body.messages.find((one: { part: string | null }) => one.part === 'ask');
  await noteProgress(t.k, { id: ask.id, delivery: 'accepted', at: when });
}

const ask = async (query = '') => {
  const answered = await coordinator.get(`/figures${query}`);
  assert.equal(answered.status, 200, answered.text);
  return answered.body as Figures;
};
const rowsOf = async (figure: string, query = '', limit = 200) =>
  (await coordinator.get(`/figures/rows?figure=${figure}&limit=${limit}${query}`)).body as {
    items: FigureRow[];
    total: number;
    next: string | null;
  };
const subjects = async (figure: string, query = '') =>
  (await rowsOf(figure, query)).items.map((row) => row.conversation.subject).toSorted();

test('the worked cases of the percentiles hold', () => {
  const tens = [10, 20, 30, 40, 50, 60, 70, 80, 90, 100];
  for (const [values, median, p90, p95] of [
    [tens, 55, 90, 100],
    [[4], 4, 4, 4],
    [[9, 1, 5], 5, 9, 9],
    [[], null, null, null],
  ] as const)
    assert.deepEqual([medianOf(values), nearestRank(values, 0.9), nearestRank(values, 0.95)], [median, p90, p95]);
});

test('a month’s figures: what came, what needed an answer, who gave the first human one and in what working time', async () => {
  const { total, from, to } = await ask('?from=2026-11-01&to=2026-11-30');
  assert.deepEqual([from, to], ['2026-11-01', '2026-11-30']);
  assert.deepEqual(total.counts, {
    received: 11,
    automatic: 1,
    // The mail that came again opened a second wait; the robot’s and the one set aside are none.
    needing: 9,
    answered: 7,
    met: 6,
    late: 2,
    open: 1,
    answeredInTime: 6,
    answeredLate: 2,
    byPhone: 1,
    elsewhere: 1,
    setAside: 1,
    escalated: 1,
    returned: 0,
    reopened: 1,
    backlog: 2,
    backlog8: 1,
    backlog24: 0,
    backlog48: 1,
    backlogMore: 0,
    overdue: 1,
  });
  // 0, 1800 (twice opened again), three times 3600, 9 h of the escalated one until its answer, 32 h late.
  assert.deepEqual([total.p50, total.p90], [3600, 32 * 3600]);
  assert.deepEqual([total.rate, total.answeredRate], [6 / 8, 6 / 8]);
});

test('escalated in time is in time, but answers nobody; an automatic message or one that nobody wrote is no answer', async () => {
  assert.ok((await subjects('met')).includes('escalada'));
  const [escalated] = (await rowsOf('answered', `&operator=${accountOf(maria)}`)).items.filter(
    (row) => row.conversation.subject === 'escalada',
  );
  assert.deepEqual([escalated?.settledBy, escalated?.seconds], ['escalation', 9 * 3600]);
  assert.ok(!(await subjects('answered')).includes('vacaciones'));
  assert.ok((await subjects('overdue')).includes('vacaciones'));
});

test('they are the procedure’s own of the month', async () => {
  const [row] = await conformity(t.k, { month: '2026-11' });
  const { counts, rate } = (await ask()).total;
  assert.deepEqual(
    [counts.needing, counts.met, counts.late, counts.open, counts.setAside, counts.byPhone, counts.answeredInTime, rate],
    [row?.due, row?.met, row?.late, row?.open, row?.setAside, row?.byPhone, row?.answered?.met, row?.rate],
  );
});

const nameOf = (line: Line) => line.name || line.id;

test('each line is of whoever gave the answer, and until then of who has it; the lines of persons add up to the whole', async () => {
  const { total, operators, mailboxes, areas } = await ask();
  assert.deepEqual(operators.map(nameOf), ['María Peguero', 'Wilkin Santana', 'elsewhere', 'none']);
  assert.deepEqual(mailboxes.map(nameOf), ['info@itla.example']);
  for (const [figure, count] of Object.entries(total.counts))
    assert.equal(
      operators.reduce((sum, line) => sum + (line.counts[figure as FigureId] ?? 0), 0),
      count,
      figure,
    );
  const [registro] = areas;
  assert.deepEqual([registro?.name, registro?.counts.escalated, registro?.counts.returned], ['Registro', 1, 0]);
  assert.equal(areas.length, 1);
});

test('every count is as long as the list behind it, under every filter, and its pages go through it once', async () => {
  const { total, operators, mailboxes, areas } = await ask();
  const lines: [string, Line][] = [
    ['', total],
    ...operators.map((line): [string, Line] => [`&operator=${line.id}`, line]),
    ...mailboxes.map((line): [string, Line] => [`&mailbox=${encodeURIComponent(line.id)}`, line]),
    ...areas.map((line): [string, Line] => [`&area=${encodeURIComponent(line.id)}`, line]),
  ];
  for (const [query, line] of lines)
    for (const [figure, count] of Object.entries(line.counts)) {
      const { items, total: said } = await rowsOf(figure, query);
      assert.deepEqual([items.length, said], [count, count], `${figure}${query}`);
    }
  const seen: string[] = [];
  for (let cursor = ''; ; ) {
    const page = await rowsOf('received', cursor, 3);
    seen.push(...page.items.map((row) => row.id));
    if (page.next === null) break;
    cursor = `&cursor=${page.next}`;
  }
  assert.equal(new Set(seen).size, total.counts.received);
});

test('a filter narrows the whole, and what can be chosen stays', async () => {
  const all = await ask();
  const one = await ask(`?operator=${accountOf(wilkin)}&mailbox=info%40itla.example`);
  assert.equal(one.total.counts.answered, all.operators.find((line) => line.id === accountOf(wilkin))?.counts.answered);
  assert.deepEqual(one.choices, all.choices);
  assert.deepEqual(
    (await subjects('needing', '&area=Registro')).filter((name) => name !== 'escalada'),
    [],
  );
});

test('a period that ends before it begins, or is longer than a year, is refused; other roles are', async () => {
  for (const query of ['?from=2026-11-30&to=2026-11-01', '?from=2024-01-01&to=2026-01-01'])
    assert.deepEqual((await coordinator.get(`/figures${query}`)).body.code, 'bad-period');
  for (const role of ['operator', 'network'] as const) assert.equal((await (await t.signedIn(role)).get('/figures')).status, 403);
});

/** A reader of RFC 4180, written apart from the writer. */
function readCsv(text: string): string[][] {
  assert.ok(text.startsWith('\ufeff') && text.endsWith('\r\n'));
  const rows: string[][] = [[]];
  for (const [, quoted, plain, end] of text.slice(1).matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)) {
    rows.at(-1)?.push(quoted === undefined ? (plain as string) : quoted.replaceAll('""', '"'));
    if (end === '\r\n') rows.push([]);
  }
  return rows.slice(0, -1);
}

const numberOf = (text: string | undefined) => (text === '' || text === undefined ? null : Number(text));

test('the CSV says what the screen says, to the last digit', async () => {
  const figures = await ask('?from=2026-11-01&to=2026-11-30');
  const file = await coordinator.get('/figures/file?format=csv&from=2026-11-01&to=2026-11-30');
  assert.equal(file.headers['content-disposition'], 'attachment; filename="cifras-2026-11-01-2026-11-30.csv"');
  const [head, ...rows] = readCsv(file.text) as [string[], ...string[][]];
  assert.deepEqual(head.slice(0, 5), ['Grupo', 'Clave', 'Nombre', 'Recibidos', 'Automáticos']);
  const lines = [figures.total, ...figures.operators, ...figures.mailboxes, ...figures.areas];
  assert.equal(rows.length, lines.length);
  lines.forEach((line, index) => {
    const row = rows[index] as string[];
    assert.equal(row[1], line.id);
    assert.equal(numberOf(row[head.indexOf('Requieren respuesta')]), line.counts.needing ?? null);
    assert.equal(numberOf(row[head.indexOf('Escaladas')]), line.counts.escalated ?? null);
    assert.equal(numberOf(row[head.indexOf('Mediana (s laborables)')]), line.p50);
    assert.equal(numberOf(row[head.indexOf('p90 (s laborables)')]), line.p90);
    assert.equal(numberOf(row[head.indexOf('% a tiempo')]), line.rate);
  });
});

/** What a spreadsheet makes of the few formulas there are. */
function calculate(formula: string, rows: readonly (readonly unknown[])[]): unknown {
  const values = (range: string) => {
    const [, letters = '', first, last] = /^([A-Z]+)(\d+):[A-Z]+(\d+)$/.exec(range) ?? [];
    const column = [...letters].reduce((index, letter) => index * 26 + letter.charCodeAt(0) - 64, 0) - 1;
    return rows.slice(Number(first) - 1, Number(last)).map((row) => row[column] ?? null);
  };
  const sum = (range: string) => values(range).reduce<number>((all, one) => all + (typeof one === 'number' ? one : 0), 0);
  const ranges = [...formula.matchAll(/[A-Z]+\d+:[A-Z]+\d+/g)].map(([range]) => range);
  if (formula.startsWith('SUM(')) return sum(ranges[0] as string);
  if (formula.startsWith('COUNTA(')) return values(ranges[0] as string).filter((one) => one !== null).length;
  if (formula.includes('MEDIAN')) return medianOf(values(ranges[0] as string).filter((one) => typeof one === 'number')) ?? '';
  const [of, rest] = [sum(ranges[0] as string), sum(ranges[1] as string)];
  return of + rest === 0 ? '' : of / (of + rest);
}

test('the XLSX too: typed cells, and totals that the spreadsheet calculates to what the screen says', async () => {
  const figures = await ask();
  const answered = await t.http.app.inject({
    url: '/api/v1/figures/file?format=xlsx',
    headers: { cookie: coordinator.cookie(), 'sec-fetch-site': 'same-origin' },
  });
  const { sheets } = await readXlsx(new Uint8Array(answered.rawPayload), { readStyles: true });
  assert.deepEqual(
    sheets.map((sheet) => sheet.name),
    ['Por persona', 'Por buzón', 'Por área', 'Definiciones'],
  );
  const [persons] = sheets as [(typeof sheets)[0]];
  const [head, ...rows] = persons.rows as [string[], ...unknown[][]];
  figures.operators.forEach((line, index) => {
    const row = rows[index] as unknown[];
    const cell = (name: string) => row[head.indexOf(name)] ?? null;
    assert.deepEqual(
      [cell('Recibidos'), cell('Respondidas'), cell('p90 (s laborables)'), cell('% a tiempo')],
      [line.counts.received, line.counts.answered, line.p90, line.rate],
    );
  });
  const last = persons.rows.length - 1;
  let calculated = 0;
  for (const [key, cell] of persons.cells ?? []) {
    if (cell.formula === undefined) continue;
    const [row, column] = key.split(',').map(Number) as [number, number];
    assert.equal(row, last);
    const name = head[column] as string;
    const said = name === '% a tiempo' ? figures.total.rate : name === '% respondidas a tiempo' ? figures.total.answeredRate : undefined;
    assert.equal(calculate(cell.formula, persons.rows), cell.value, name);
    if (said !== undefined) assert.equal(cell.value, said, name);
    if (name === 'Requieren respuesta') assert.equal(cell.value, figures.total.counts.needing);
    calculated += 1;
  }
  assert.equal(calculated, Object.keys(figures.total.counts).length + 2);
});

test('rows behind a figure go into a file in which nothing that a stranger wrote is calculated; each export is an act', async () => {
  const { items } = await rowsOf('byPhone');
  const [head, row] = readCsv((await coordinator.get('/figures/rows/file?figure=byPhone&format=csv')).text) as [string[], string[]];
  const cell = (name: string) => row[head.indexOf(name)];
  assert.deepEqual([cell('Asunto'), cell('Vence'), cell('Tiempo (s laborables)')], ["'=cmd()", items[0]?.dueAt, '0']);
  const answered = await t.http.app.inject({
    url: '/api/v1/figures/rows/file?figure=byPhone&format=xlsx',
    headers: { cookie: coordinator.cookie(), 'sec-fetch-site': 'same-origin' },
  });
  const [sheet] = (await readXlsx(new Uint8Array(answered.rawPayload), { readStyles: true })).sheets;
  assert.ok(sheet);
  const column = (sheet.rows[0] as string[]).indexOf('Asunto');
  assert.equal(sheet.rows[1]?.[column], '=cmd()');
  assert.equal(sheet.cells?.get(`1,${column}`)?.formula, undefined);
  const due = sheet.rows[1]?.[(sheet.rows[0] as string[]).indexOf('Vence')] as Date;
  assert.equal(`${due.toISOString().slice(0, 19)}-04:00`, items[0]?.dueAt);
  const { body } = await (await t.signedIn('auditor')).get('/acts?verb=figures.exported');
  assert.equal(body.items.length, 4);
  assert.deepEqual([body.items[0].detail.figure, body.items[0].detail.rows], ['byPhone', 1]);
});

test('one answer to two merged conversations is of whoever gave it, in both', async () => {
  await come('gemela', at('24', '10:00'));
  await come('principal', at('24', '10:01'));
  const [from, into] = ['gemela', 'principal'].map((name) => ids.get(name) as string) as [string, string];
  await merge(maria, into, { conversation: from, evenIfOthers: true });
  await answer(maria, 'principal', at('24', '11:00'));
  const mine = await subjects('answered', `&operator=${accountOf(maria)}`);
  assert.deepEqual(
    mine.filter((name) => name === 'gemela' || name === 'principal'),
    ['gemela', 'principal'],
  );
});
