import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { sql } from 'kysely';
import { annulClosure, changeWeek, declareClosure, explainDeadline, module as calendar, previewClosure, workingTime } from '#calendar';
import { type Kernel, Refusal, systemActor } from '#kernel';
import { testKernel, type TestKernel } from '../../tests/world/database.ts';
import { conformity, conformityHistory } from './conformity.ts';
import {
  module,
  obligationList,
  obligationsOf,
  obligationsOfSubjects,
  openObligations,
  plugSubjects,
  retimeObligations,
  setAside,
  settleObligations,
  unsettleObligations,
  withdrawObligations,
} from './index.ts';
import type { ConformityRow } from './shapes.ts';

let world: TestKernel;
let k: Kernel;
let made = 0;
const told: string[] = [];
const at = (text: string) => Date.parse(`${text}-04:00`);
const refused = (code: string) => (error: unknown) => error instanceof Refusal && error.code === code;

before(async () => {
  world = await testKernel({ modules: [calendar, module] });
  k = await world.asRole('coordinator');
  plugSubjects('conversation', {
    describe: async (_, ids) =>
      new Map(ids.map((id) => [id, { number: `VT-${id}`, title: 'Constancia de estudios', who: 'Katherine Lora' }])),
    moved: async (_, ids) => void told.push(...ids),
  });
});
after(() => world?.close());
beforeEach(async () => {
  await sql`truncate procedure.judgement, procedure.obligation`.execute(k.db);
  world.clock.set('2026-11-24T10:00:00-04:00');
  await world.k.settings.set('procedure.reading', 'schedule-hours');
  told.length = 0;
});

/** Opens a waiting spell of 5.3; answers its obligation's id and its subject. */
async function open(openedAt: string): Promise<{ id: string; subject: string }> {
  const subject = String(++made);
  const [row] = await openObligations(k, [
    { clause: '5.3', subject: { kind: 'conversation', id: subject }, spell: `m${made}`, openedAt: at(openedAt) },
  ]);
  return { id: row?.id as string, subject };
}

async function settle(id: string, when: string, by: 'reply' | 'escalation' = 'reply'): Promise<void> {
  await settleObligations(k, [{ obligationId: id, at: at(when), by, answeredAt: by === 'reply' ? at(when) : null }]);
}

async function figure(month: string): Promise<ConformityRow> {
  return (await conformity(k, { month }))[0] as ConformityRow;
}

async function item(subject: string) {
  return (await obligationsOf(k, { kind: 'conversation', id: subject }))[0];
}

async function acts(verb: string): Promise<{ detail: any; reason: string | null }[]> {
  return (
    await sql<{ detail: any; reason: string | null }>`select detail, reason from acts.act where verb = ${verb} order by id`.execute(k.db)
  ).rows;
}

test('an opened spell has its due time, the other reading beside it, and the values that gave them', async () => {
  const { subject } = await open('2026-11-19T10:40:00');
  const one = await item(subject);
  assert.equal(one?.dueAt, '2026-11-24T10:40:00-04:00');
  assert.equal(one?.otherDueAt, '2026-11-20T16:00:00-04:00');
  assert.equal(one?.state, 'open');
  assert.equal(one?.owedBy, 'Agentes de Servicio');
  assert.deepEqual(one?.inputs, { hours: 24, reading: 'schedule-hours', calendarVersion: one?.inputs.calendarVersion });
});

test('opening the same spell twice is harmless', async () => {
  const opening = { clause: '5.3', subject: { kind: 'conversation', id: '7' }, spell: 'm1', openedAt: at('2026-11-19T10:40:00') };
  const [first] = await openObligations(k, [opening]);
  const [again] = await openObligations(k, [{ ...opening, openedAt: at('2026-11-20T10:40:00') }]);
  assert.deepEqual(again, first);
});

test('1.7 the worked example: of 40 spells 2 are set aside, 33 met, 2 late, 1 past due, 2 open: 91.7 %, a triangle', async () => {
  const due: { id: string }[] = [];
  for (let index = 0; index < 38; index++) due.push(await open(index < 36 ? '2026-11-12T09:00:00' : '2026-11-23T14:00:00'));
  const aside = [await open('2026-11-12T10:00:00'), await open('2026-11-12T10:00:00')];
  for (const { id } of aside) await setAside(k, id, 'Publicidad que pasó el filtro');
  for (const { id } of due.slice(0, 33)) await settle(id, '2026-11-17T09:00:00');
  for (const { id } of due.slice(33, 35)) await settle(id, '2026-11-17T09:00:01');
  const row = await figure('2026-11');
  assert.deepEqual([row.due, row.met, row.late, row.open, row.setAside], [38, 33, 3, 2, 2]);
  assert.equal(((row.rate ?? 0) * 100).toFixed(1), '91.7');
  assert.equal(row.mark, 'triangle');
  assert.equal(row.tolerance, 0.95);
  assert.deepEqual([row.p50, row.p90], [86_400, 86_400]);
});

test('p50 is the midpoint of the two central values, p90 the nearest rank', async () => {
  for (const minutes of [10, 20, 30, 40]) {
    const { id } = await open('2026-11-24T08:00:00');
    await settle(id, `2026-11-24T08:${minutes}:00`);
  }
  const row = await figure('2026-11');
  assert.deepEqual([row.p50, row.p90], [25 * 60, 40 * 60]);
});

test('a month without facts has a row of zeros, no rate, no mark', async () => {
  const row = await figure('2027-03');
  assert.deepEqual([row.clause, row.basis, row.due, row.rate, row.p50, row.p90, row.mark], ['5.3', 'text', 0, null, null, null, null]);
  assert.deepEqual(row.answered, { met: 0, late: 0, open: 0, rate: null });
});

test('an obligation belongs to the local month of its due', async () => {
  // Opened in November, due on Thursday 3 December.
  await open('2026-11-30T15:00:00');
  assert.equal((await figure('2026-11')).due, 0);
  assert.equal((await figure('2026-12')).due, 1);
  const history = await conformityHistory(k, '5.3', 3, '2026-12');
  assert.deepEqual(
    history.map(({ month, row }) => [month, row.due]),
    [
      ['2026-10', 0],
      ['2026-11', 0],
      ['2026-12', 1],
    ],
  );
});

test('an escalation in term meets the clause; that the requester had no answer is shown beside', async () => {
  const { id } = await open('2026-11-12T09:00:00');
  await settle(id, '2026-11-13T09:00:00', 'escalation');
  const row = await figure('2026-11');
  assert.deepEqual([row.met, row.late], [1, 0]);
  assert.deepEqual(row.answered, { met: 0, late: 1, open: 0, rate: 0 });
});

test('the other reading judges the same spells beside', async () => {
  const { id } = await open('2026-11-12T09:00:00');
  await settle(id, '2026-11-16T09:00:00');
  const row = await figure('2026-11');
  assert.equal(row.met, 1);
  assert.deepEqual(row.otherReading, { met: 0, late: 1, open: 0, rate: 0 });
});

test('one open in the last quarter of its working term is a diamond', async () => {
  await open('2026-11-19T10:40:00');
  world.clock.set('2026-11-23T12:39:59-04:00');
  assert.equal((await figure('2026-11')).mark, 'tick');
  world.clock.set('2026-11-23T12:40:00-04:00');
  assert.equal((await figure('2026-11')).mark, 'diamond');
});

test('a closure moves what is open, tells the owner, keeps the old due, and is explained; taking it back moves it again', async () => {
  const touched = await open('2026-11-20T10:00:00');
  const untouched = await open('2026-11-26T10:00:00');
  assert.deepEqual(await previewClosure(k, { date: '2026-11-25', from: '09:00', to: '12:00', reason: 'vaguada' }), { moved: 1 });
  assert.equal((await item(touched.subject))?.dueAt, '2026-11-25T10:00:00-04:00');
  const { id, moved } = await declareClosure(k, { date: '2026-11-25', from: '09:00', to: '12:00', reason: 'vaguada' });
  assert.equal(moved, 1);
  const one = await item(touched.subject);
  assert.equal(one?.dueAt, '2026-11-25T13:00:00-04:00');
  assert.deepEqual(
    one?.judgements.map(({ kind, dueBefore, dueAfter, cause }) => ({ kind, dueBefore, dueAfter, cause })),
    [
      {
        kind: 'moved',
        dueBefore: '2026-11-25T10:00:00-04:00',
        dueAfter: '2026-11-25T13:00:00-04:00',
        cause: 'closure: 2026-11-25 09:00–12:00 vaguada',
      },
    ],
  );
  assert.deepEqual(told.slice(-1), [touched.subject]);
  assert.equal((await item(untouched.subject))?.judgements.length, 0);
  const [row] = await obligationsOfSubjects(k, 'conversation', [touched.subject]);
  const said = await explainDeadline(
    k,
    row?.openedAt as number,
    { hours: 24 },
    { reading: 'schedule-hours', version: row?.calendarVersion as string },
  );
  assert.equal(said.readings[0]?.dueAt, one?.dueAt);
  assert.equal((await acts('closure.declared')).at(-1)?.detail.moved, 1);
  assert.equal((await annulClosure(k, id)).moved, 1);
  assert.equal((await item(touched.subject))?.dueAt, '2026-11-25T10:00:00-04:00');
});

test('a spell that is being opened while a closure is declared is moved by it', async () => {
  const opened = Promise.withResolvers<void>();
  const may = Promise.withResolvers<void>();
  const opening = k.transaction(async (k) => {
    await openObligations(k, [
      { clause: '5.3', subject: { kind: 'conversation', id: '1' }, spell: 'm1', openedAt: at('2026-11-20T10:00:00') },
    ]);
    opened.resolve();
    await may.promise;
  });
  await opened.promise;
  const declared = declareClosure(k, { date: '2026-11-25', reason: 'vaguada' });
  const first = await Promise.race([declared.then(() => 'closure'), waitsForLock().then(() => 'waits')]);
  assert.equal(first, 'waits');
  may.resolve();
  await opening;
  const { id, moved } = await declared;
  assert.equal(moved, 1);
  await annulClosure(k, id);
});

/** Until a session of this database waits for an advisory lock. */
async function waitsForLock(): Promise<void> {
  for (;;) {
    const { rows } = await sql`select from pg_locks where locktype = 'advisory' and not granted
      and database = (select oid from pg_database where datname = current_database())`.execute(k.db);
    if (rows.length > 0) return;
  }
}

test('1.6 a closure declared within 10 working days judges settled ones anew, beside the old outcome, and its act names them', async () => {
  const { id, subject } = await open('2026-11-06T14:20:00');
  await settle(id, '2026-11-13T10:00:00');
  assert.equal((await item(subject))?.outcome, 'late');
  // Ten working days after Wednesday 11: Wednesday 25.
  world.clock.set('2026-11-25T23:00:00-04:00');
  const closure = await declareClosure(k, { date: '2026-11-11', from: '12:00', reason: 'vaguada' });
  const one = await item(subject);
  assert.equal(one?.outcome, 'met');
  assert.equal(one?.workedSeconds, 24 * 3600 - 1200);
  assert.deepEqual(
    one?.judgements.map(({ kind, outcomeBefore, outcomeAfter }) => [kind, outcomeBefore, outcomeAfter]),
    [
      ['settled', null, 'late'],
      ['rejudged', 'late', 'met'],
    ],
  );
  assert.deepEqual((await acts('obligations.rejudged')).at(-1)?.detail.obligations, [{ id, before: 'late', after: 'met' }]);
  await annulClosure(k, closure.id);
  assert.equal((await item(subject))?.outcome, 'late');
});

test('1.6 a closure declared later than 10 working days moves only what is open', async () => {
  const settled = await open('2026-11-06T14:20:00');
  await settle(settled.id, '2026-11-13T10:00:00');
  const waiting = await open('2026-11-06T14:20:00');
  world.clock.set('2026-11-26T00:00:00-04:00');
  const closure = await declareClosure(k, { date: '2026-11-11', from: '12:00', reason: 'vaguada' });
  assert.equal(closure.moved, 1);
  assert.equal((await item(settled.subject))?.outcome, 'late');
  assert.equal((await item(waiting.subject))?.dueAt, '2026-11-13T10:20:00-04:00');
  await annulClosure(k, closure.id);
});

test('1.6 what judges a settled one anew is the closure alone: not one declared too late, nor another schedule', async () => {
  const { id, subject } = await open('2026-11-06T14:20:00');
  await settle(id, '2026-11-13T10:00:00');
  world.clock.set('2026-11-26T00:00:00-04:00');
  const tooLate = await declareClosure(k, { date: '2026-11-10', reason: 'vaguada' });
  const before = (await workingTime(k)).rows.schedule.week;
  await changeWeek(k, { ...before, fri: [['10:00', '16:00']] });
  const inTime = await declareClosure(k, { date: '2026-11-12', from: '12:00', reason: 'apagón' });
  const one = await item(subject);
  // 24 h from Friday 14:20, of which four of Thursday afternoon went to Friday 13.
  assert.deepEqual([one?.dueAt, one?.outcome, one?.workedSeconds], ['2026-11-13T10:20:00-04:00', 'met', 24 * 3600 - 20 * 60]);
  const [row] = await obligationsOfSubjects(k, 'conversation', [subject]);
  const under = { reading: 'schedule-hours', version: row?.calendarVersion as string, isSettled: true } as const;
  const said = await explainDeadline(k, at('2026-11-06T14:20:00'), { hours: 24 }, under);
  assert.equal(said.readings[0]?.dueAt, one?.dueAt, 'its page says the same');
  assert.deepEqual(
    said.laterClosures.map(({ reason }) => reason),
    ['vaguada'],
  );

  // An earlier answer that is found afterwards goes by the same.
  await settle(id, '2026-11-13T09:00:00');
  assert.equal((await item(subject))?.workedSeconds, 24 * 3600 - 80 * 60);
  await annulClosure(k, inTime.id);
  assert.equal((await item(subject))?.dueAt, '2026-11-12T14:20:00-04:00');
  await changeWeek(k, before);
  await annulClosure(k, tooLate.id);
});

test('another reading moves what is open and touches nothing that has ended, and is an act', async () => {
  const settled = await open('2026-11-12T09:00:00');
  await settle(settled.id, '2026-11-16T09:00:00');
  const waiting = await open('2026-11-23T09:00:00');
  await k.settings.set('procedure.reading', 'working-days');
  const one = await item(waiting.subject);
  assert.equal(one?.dueAt, '2026-11-24T16:00:00-04:00');
  assert.equal(one?.otherDueAt, '2026-11-26T09:00:00-04:00');
  assert.equal(one?.judgements[0]?.cause, 'reading: working-days');
  assert.equal((await item(settled.subject))?.outcome, 'met');
  const act = (await acts('setting.changed')).at(-1);
  assert.deepEqual([act?.detail.before, act?.detail.after], ['schedule-hours', 'working-days']);
});

test('a reading that another process has just set judges the next spell here', async () => {
  const other = await world.again();
  try {
    await open('2026-11-20T10:00:00');
    await other.k.settings.set('procedure.reading', 'working-days');
    const { subject } = await open('2026-11-20T10:00:00');
    assert.equal((await item(subject))?.dueAt, '2026-11-23T16:00:00-04:00');
  } finally {
    await other.close();
  }
});

test('«No requiere respuesta» needs a person, a reason and something open; it stays listed with both', async () => {
  const { id, subject } = await open('2026-11-20T10:00:00');
  await assert.rejects(setAside(k, id, '  '), refused('reason-missing'));
  await assert.rejects(setAside(k.as(systemActor), id, 'x'), refused('needs-person'));
  await setAside(k, id, 'Es un agradecimiento');
  await assert.rejects(setAside(k, id, 'otra vez'), refused('already-ended'));
  const one = await item(subject);
  assert.equal(one?.state, 'setAside');
  assert.equal(one?.setAside?.by, 'Persona coordinator');
  const { items } = await obligationList(k, { state: 'setAside', limit: 10 });
  assert.deepEqual(
    items.map((row) => row.id),
    [id],
  );
});

test('a bounced answer lets the spell go on under the calendar of now; the history shows both', async () => {
  const { id, subject } = await open('2026-11-20T10:00:00');
  await settle(id, '2026-11-23T10:00:00');
  const closure = await declareClosure(k, { date: '2026-11-25', reason: 'asueto' });
  await unsettleObligations(k, [id], 'bounce');
  const one = await item(subject);
  assert.deepEqual([one?.state, one?.settledAt, one?.workedSeconds], ['open', null, null]);
  assert.equal(one?.dueAt, '2026-11-26T10:00:00-04:00');
  assert.deepEqual(
    one?.judgements.map((row) => row.kind),
    ['settled', 'reopened'],
  );
  await annulClosure(k, closure.id);
});

test('an earlier answer that is found later settles anew; a spell that never was is in no figure', async () => {
  const { id, subject } = await open('2026-11-12T09:00:00');
  await settle(id, '2026-11-18T09:00:00');
  await settleObligations(k, [
    { obligationId: id, at: at('2026-11-13T09:00:00'), by: 'sent-elsewhere', answeredAt: at('2026-11-13T09:00:00') },
  ]);
  assert.deepEqual([(await item(subject))?.outcome, (await item(subject))?.settledBy], ['met', 'sent-elsewhere']);
  await withdrawObligations(k, [id], 'no-such-spell');
  assert.equal((await figure('2026-11')).due, 0);
  assert.deepEqual((await obligationList(k, { limit: 10 })).items, []);
});

test('a spell that began earlier than was known has its deadline anew', async () => {
  const { id, subject } = await open('2026-11-20T10:00:00');
  await retimeObligations(k, [{ obligationId: id, spell: 'm0', openedAt: at('2026-11-19T10:00:00') }]);
  assert.equal((await item(subject))?.dueAt, '2026-11-24T10:00:00-04:00');
});

test('the list goes by due instant, page after page, and each row says whose it is', async () => {
  for (const hour of ['12', '09', '11', '10']) await open(`2026-11-23T${hour}:00:00`);
  const seen: string[] = [];
  for (let after: { dueAt: number; id: string } | null = null; ; ) {
    const page = await obligationList(k, { clause: '5.3', month: '2026-11', limit: 3, ...(after && { after }) });
    seen.push(...page.items.map((row) => row.openedAt.slice(11, 13)));
    assert.equal(page.items[0]?.label?.who, 'Katherine Lora');
    after = page.last;
    if (!after) break;
  }
  assert.deepEqual(seen, ['09', '10', '11', '12']);
  assert.deepEqual((await obligationList(k, { clause: '9.9', limit: 3 })).items, []);
});

test('the Administrador/a de Redes reads only what the role owes', async () => {
  await open('2026-11-23T09:00:00');
  const network = await world.asRole('network');
  assert.deepEqual(await conformity(network), []);
  assert.deepEqual((await obligationList(network, { limit: 10 })).items, []);
});

test('the tolerance of a clause is a setting, as a share or a percentage, and no other clause has one', async () => {
  await k.settings.set('procedure.tolerance.5.3', 90);
  assert.equal((await figure('2026-11')).tolerance, 0.9);
  await k.settings.set('procedure.tolerance.5.3', 0.95);
  await assert.rejects(k.settings.set('procedure.tolerance.5.3', 0), refused('bad-setting'));
  await assert.rejects(k.settings.set('procedure.tolerance.8.8', 0.9), refused('unknown-setting'));
});
