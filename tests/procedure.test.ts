// Clause 5.3 from the mail server to the figure: mails in a real Dovecot, a clock that the test drives, the command line at the end.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { changeWeek, declareClosure } from '#calendar';
import { systemActor } from '#kernel';
import { conformity, obligationList } from '#procedure';
import { needsNoAnswer } from '../server/desk/no-answer.ts';
import { ventanillaJson } from './world/cli.ts';
import { type Box, type MailDesk, mailDesk, seriesOf } from './world/mail-desk.ts';
import { mail, messageId, person } from './world/mails.ts';

// The clock only goes forward, as the months of the tests do: acts never stand before older ones. All lie in the past:
// Dovecot takes no INTERNALDATE of the future.
let w: MailDesk;
before(async () => {
  w = await mailDesk({ at: '2026-01-02T15:00:00-04:00' });
});
after(() => w?.close());

const at = (text: string) => Date.parse(`2026-${text.replace(' ', 'T')}${text.length === 11 ? ':00' : ''}-04:00`);
const minute = 60_000;

interface Writing {
  readonly from?: string;
  readonly to?: string;
  readonly answers?: string;
  readonly id?: string;
  readonly headers?: readonly string[];
  readonly folder?: string;
}

/** A letter to the mailbox that arrives at that instant; its subject is its name in the test. */
function write(box: Box, name: string, instant: number, { from = 'ana@correo.example', answers, id, headers = [], folder }: Writing = {}) {
  const raw = mail(1, {
    series: seriesOf(box.user),
    from: { name: 'Ana Díaz', email: from },
    to: box.user,
    subject: name,
    date: instant,
    text: name,
    headers,
    ...(answers && { inReplyTo: idOf(box, answers) }),
  });
  return box.deliver(named(raw, box, id ?? name), { internalDate: instant, ...(folder && { mailbox: folder }) });
}

/** An answer of the desk as Outlook leaves it in Sent. */
function answer(box: Box, name: string, instant: number, { to = 'ana@correo.example', id, headers = [] }: Writing = {}) {
  const raw = mail(2, {
    series: seriesOf(box.user),
    from: { name: 'Servicio al Cliente', email: box.user },
    to,
    subject: `Re: ${name}`,
    date: instant,
    text: 'Con gusto.',
    inReplyTo: idOf(box, name),
    headers,
  });
  return box.deliver(named(raw, box, id ?? `answer to ${name}`), { internalDate: instant, mailbox: 'Sent' });
}

function named(raw: Buffer, box: Box, name: string): Buffer {
  return Buffer.from(raw.toString('latin1').replace(/^Message-ID: .*$/im, `Message-ID: ${idOf(box, name)}`), 'latin1');
}

function idOf(box: Box, name: string): string {
  return messageId(1, `${seriesOf(box.user)}-${Buffer.from(name).toString('hex')}`);
}

/** The obligations of a mailbox's conversations, as `GET obligations` gives them, by subject. */
async function obligations(box: Box) {
  const shown = new Map((await box.shown()).map((one) => [one.id, one.subject]));
  const { items } = await obligationList(w.k, { clause: '5.3', limit: 1000 });
  return items.filter((one) => shown.has(one.conversation ?? '')).map((one) => ({ ...one, subject: shown.get(one.conversation ?? '') }));
}

function weekdays(open: string, close: string) {
  return Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri'].map((day) => [day, [[open, close] as const]]));
}

async function figureOf(month: string) {
  const [row] = await conformity(w.k, { month });
  assert.ok(row);
  return row;
}

test('5.3: 24 hours of the schedule, from a Friday afternoon, a Saturday, a night, a holiday and a holiday that moved', async () => {
  const cases: [string, string, string, string][] = [
    ['moved holiday', '01-02 15:00', '01-08 15:00', '01-06 16:00'],
    ['the legal date that moved is worked', '01-06 08:30', '01-09 08:30', '01-07 16:00'],
    ['holiday', '02-27 09:00', '03-04 16:00', '03-03 16:00'],
    ['at opening', '03-10 08:00', '03-12 16:00', '03-11 16:00'],
    ['a second before closing', '03-10 15:59:59', '03-13 15:59:59', '03-11 16:00'],
    ['at closing', '03-10 16:00', '03-13 16:00', '03-12 16:00'],
    ['night', '03-10 22:40', '03-13 16:00', '03-12 16:00'],
    ['Friday 15:50', '03-13 15:50', '03-18 15:50', '03-16 16:00'],
    ['Saturday', '03-14 12:00', '03-18 16:00', '03-17 16:00'],
  ];
  const box = await w.mailbox();
  w.t.clock.set(at('03-20 09:00'));
  for (const [name, received] of cases)
    await write(box, name, at(received), { from: `${cases.findIndex((one) => one[0] === name)}@correo.example` });
  await box.settled(cases.length);
  const found = (await obligations(box)).map((one) => [
    one.subject,
    ...[one.openedAt, one.dueAt, one.otherDueAt].map((text) => Date.parse(text)),
  ]);
  assert.deepEqual(new Set(found), new Set(cases.map(([name, ...times]) => [name, ...times.map(at)])));
});

test('5.3: receipt is INTERNALDATE, never later than now and never the sender’s Date', async () => {
  const box = await w.mailbox();
  w.t.clock.set(at('03-24 10:00'));
  const raw = mail(1, { series: seriesOf(box.user), date: at('01-05 10:00'), to: box.user, subject: 'old Date' });
  await box.deliver(raw, { internalDate: at('03-24 09:00') });
  await write(box, 'of tomorrow', at('03-25 10:00'), { from: 'luis@correo.example' });
  await box.settled(2);
  const opened = Object.fromEntries((await obligations(box)).map((one) => [one.subject, Date.parse(one.openedAt)]));
  assert.deepEqual(opened, { 'old Date': at('03-24 09:00'), 'of tomorrow': at('03-24 10:00') });
});

test('5.3: an answer in Sent at the due instant is in time, a second later late; what is open past its due is late', async () => {
  const box = await w.mailbox();
  // Tuesday; due Friday the 10th at 10:00.
  const [asked, due] = [at('04-07 10:00'), at('04-10 10:00')];
  w.t.clock.set(at('04-10 10:00'));
  const people = ['early', 'at the due', 'a second late', 'never', 'by robot', 'to others', 'to who was in copy', 'not due'];
  const to = (name: string) => `${name.replaceAll(' ', '.')}@correo.example`;
  for (const name of people) {
    const headers = name === 'to who was in copy' ? ['Cc: maria@correo.example'] : [];
    await write(box, name, name === 'not due' ? at('04-10 09:00') : asked, { from: to(name), headers });
  }
  await box.settled(8);
  await answer(box, 'early', at('04-07 10:05'), { to: to('early') });
  await answer(box, 'at the due', due, { to: to('at the due') });
  w.t.clock.set(at('04-13 09:00'));
  await answer(box, 'a second late', due + 1000, { to: to('a second late') });
  await answer(box, 'by robot', asked + minute, { to: to('by robot'), headers: ['Auto-Submitted: auto-replied'] });
  await answer(box, 'to others', asked + minute, { to: 'registro@itla.test' });
  await answer(box, 'to who was in copy', asked + minute, { to: 'maria@correo.example' });
  await box.settled(14);
  const states = Object.fromEntries((await obligations(box)).map((one) => [one.subject, `${one.state} ${one.settledBy}`]));
  assert.deepEqual(states, {
    early: 'met sent-elsewhere',
    'at the due': 'met sent-elsewhere',
    'a second late': 'late sent-elsewhere',
    never: 'late null',
    'by robot': 'late null',
    'to others': 'late null',
    'to who was in copy': 'late null',
    'not due': 'open null',
  });
  const { due: all, met, late, open } = await figureOf('2026-04');
  assert.deepEqual({ all, met, late, open }, { all: 8, met: 2, late: 5, open: 1 });
});

test('5.3: one obligation a waiting spell: what comes meanwhile joins it, what comes after our answer waits anew', async () => {
  const box = await w.mailbox();
  w.t.clock.set(at('05-22 12:00'));
  await write(box, 'first', at('05-19 10:00'));
  await write(box, 'first', at('05-20 10:00'), { id: 'more', answers: 'first' });
  await box.settled(2);
  await answer(box, 'first', at('05-21 09:00'));
  await box.settled(3);
  await write(box, 'first', at('05-21 15:00'), { id: 'again', answers: 'answer to first' });
  await box.settled(4);
  const spells = (await obligations(box)).map((one) => [Date.parse(one.openedAt), Date.parse(one.dueAt), one.state]);
  assert.deepEqual(spells, [
    [at('05-19 10:00'), at('05-22 10:00'), 'met'],
    [at('05-21 15:00'), at('05-26 15:00'), 'open'],
  ]);
  assert.equal((await box.shown()).length, 1);
});

test('5.3: robots, lists, bounces and spam open nothing and are kept', async () => {
  const box = await w.mailbox();
  w.t.clock.set(at('05-22 14:00'));
  const kinds: [string, Writing][] = [
    ['out of office', { headers: ['Auto-Submitted: auto-replied'] }],
    ['old robot', { headers: ['X-Autoreply: yes'] }],
    ['newsletter', { headers: ['List-Id: <avisos.correo.example>', 'List-Unsubscribe: <mailto:x@correo.example>', 'Precedence: bulk'] }],
    ['bounce', { from: 'mailer-daemon@correo.example', headers: ['Auto-Submitted: auto-replied (failure)'] }],
    ['spam', { folder: 'Junk' }],
  ];
  for (const [name, more] of kinds)
    await write(box, name, at('05-22 13:00'), { from: `${name.replaceAll(' ', '.')}@correo.example`, ...more });
  await write(box, 'a person', at('05-22 13:00'), { from: 'luis@correo.example' });
  await box.settled(6);
  assert.equal((await box.shown()).length, 6);
  assert.deepEqual(
    (await obligations(box)).map((one) => one.subject),
    ['a person'],
  );
});

test('5.3: an obligation belongs to the local month of its due, not to that of its receipt', async () => {
  const box = await w.mailbox();
  w.t.clock.set(at('06-29 12:00'));
  const before = (await figureOf('2026-06')).due;
  // Friday 26 June 08:00 falls due on Tuesday the 30th at 16:00, at 09:00 on 1 July.
  await write(box, 'of June', at('06-26 08:00'), { from: 'luis@correo.example' });
  await write(box, 'of July', at('06-26 09:00'));
  await box.settled(2);
  assert.deepEqual(
    (await obligations(box)).map((one) => Date.parse(one.dueAt)),
    [at('06-30 16:00'), at('07-01 09:00')],
  );
  assert.deepEqual([(await figureOf('2026-06')).due - before, (await figureOf('2026-07')).due], [1, 1]);
});

test('5.3: «no requiere respuesta» is a person’s, with a reason, and is counted apart', async () => {
  const box = await w.mailbox();
  w.t.clock.set(at('07-14 12:00'));
  const before = await figureOf('2026-07');
  await write(box, 'thanks', at('07-14 10:00'));
  await box.settled(1);
  const [conversation] = await box.shown();
  const id = conversation?.id as string;
  const operator = await w.t.asRole('operator');
  await assert.rejects(needsNoAnswer(operator, id, '  '), { code: 'reason-missing' });
  await assert.rejects(needsNoAnswer(w.k.as(systemActor), id, 'Es un aviso'), { code: 'needs-person' });
  assert.equal((await figureOf('2026-07')).setAside, 0);
  await needsNoAnswer(operator, id, 'Solo da las gracias.');
  const after = await figureOf('2026-07');
  assert.deepEqual([after.due - before.due, after.setAside - before.setAside], [0, 1]);
  const [row] = await obligations(box);
  assert.deepEqual([row?.state, row?.setAside?.reason], ['setAside', 'Solo da las gracias.']);
  await write(box, 'thanks', at('07-14 11:00'), { id: 'but', answers: 'thanks' });
  await box.settled(2);
  assert.deepEqual(
    (await obligations(box)).map((one) => one.state),
    ['setAside', 'open'],
  );
});

test('5.3: a closure moves what is open; within ten working days it judges the settled anew beside the old, later only the open moves', async () => {
  const box = await w.mailbox();
  // Monday 3 August 09:00, due Thursday the 6th at 09:00; answered that day at 11:00: late by the schedule.
  w.t.clock.set(at('08-07 12:00'));
  for (const name of ['settled', 'open'])
    await write(box, name, name === 'open' ? at('08-06 09:00') : at('08-03 09:00'), { from: `${name}@correo.example` });
  await box.settled(2);
  await answer(box, 'settled', at('08-06 11:00'), { to: 'settled@correo.example' });
  await box.settled(3);
  const stand = async () => Object.fromEntries((await obligations(box)).map((one) => [one.subject, [one.state, Date.parse(one.dueAt)]]));
  assert.deepEqual(await stand(), { settled: ['late', at('08-06 09:00')], open: ['open', at('08-11 09:00')] });

  // Of the same day: what is open moves; what was settled before it began is left alone.
  assert.equal((await declareClosure(w.k, { date: '2026-08-07', from: '12:00', reason: 'Tormenta' })).moved, 1);
  assert.deepEqual(await stand(), { settled: ['late', at('08-06 09:00')], open: ['open', at('08-11 13:00')] });

  // Ten working days after Wednesday the 5th (16 August is a Sunday): Wednesday the 19th.
  w.t.clock.set(at('08-19 10:00'));
  await declareClosure(w.k, { date: '2026-08-05', from: '08:00', to: '12:00', reason: 'Sin luz' });
  const judged = (await obligations(box)).find((one) => one.subject === 'settled');
  assert.deepEqual([judged?.state, Date.parse(judged?.dueAt ?? ''), judged?.workedSeconds], ['met', at('08-06 13:00'), 22 * 3600]);
  const beside = judged?.judgements?.at(-1);
  assert.deepEqual([beside?.kind, beside?.outcomeBefore, beside?.outcomeAfter], ['rejudged', 'late', 'met']);
  const { rows } = await sql<{ detail: unknown }>`select detail from acts.act where verb = 'obligations.rejudged'`.execute(w.k.db);
  assert.deepEqual(rows, [{ detail: { obligations: [{ id: judged?.id, before: 'late', after: 'met' }] } }]);

  // Eleven working days after: the settled stays as it was judged; what is still open moves on.
  w.t.clock.set(at('08-20 10:00'));
  await write(box, 'waits', at('08-05 08:00'), { from: 'waits@correo.example' });
  await box.settled(4);
  const [was] = (await stand()).settled as [string];
  await declareClosure(w.k, { date: '2026-08-05', from: '13:00', reason: 'Sin agua' });
  const later = await stand();
  assert.deepEqual([was, later.settled], ['met', ['met', at('08-06 13:00')]]);
  // Wednesday the 5th gives 12:00–13:00, the 6th eight hours, Friday the 7th four, Monday the 10th eight, Tuesday the 11th three.
  assert.deepEqual(later.waits, ['late', at('08-11 11:00')]);
});

test('domain 1.7: forty spells, two set aside, and the figure is 33 of 36 to the letter, as the command line prints it', async () => {
  const box = await w.mailbox();
  w.t.clock.set(at('09-10 12:00'));
  const arrival = at('09-07 08:00');
  for (let nr = 1; nr <= 40; nr++) {
    const name = `spell ${nr}`;
    await write(box, name, nr > 38 ? at('09-08 10:00') : arrival, { from: person(nr).email });
    // The first 33 are answered ten minutes after one another, two a whole working hour or two late; 36 and 37 will be set aside.
    if (nr <= 33) await answer(box, name, arrival + nr * 10 * minute, { to: person(nr).email });
    if (nr === 34) await answer(box, name, at('09-10 09:00'), { to: person(nr).email });
    if (nr === 35) await answer(box, name, at('09-10 10:00'), { to: person(nr).email });
  }
  await box.settled(75, 60_000);
  const operator = await w.t.asRole('operator');
  for (const one of await box.shown()) if (/^spell 3[67]$/.test(one.subject)) await needsNoAnswer(operator, one.id, 'Duplicada.');
  const env = { DATABASE_URL: w.t.url, VENTANILLA_DATA: w.t.data, VENTANILLA_CLOCK: '2026-09-10T12:00:00-04:00' };
  const rows = await ventanillaJson(['conformity', '--month', '2026-09'], { env });
  assert.deepEqual(
    rows.map((one: { clause: string }) => one.clause),
    ['5.3', '6.2-1', '6.2-2'],
  );
  const { mark, tolerance, lateOpen, ...row } = rows[0];
  assert.deepEqual([mark, tolerance, lateOpen], ['triangle', 0.95, 1]);
  assert.deepEqual(row, {
    clause: '5.3',
    basis: 'text',
    due: 38,
    met: 33,
    late: 3,
    open: 2,
    setAside: 2,
    rate: 33 / 36,
    p50: 18 * 600,
    p90: 32 * 600,
    answered: { met: 33, late: 3, open: 2, rate: 33 / 36 },
    // One working day after Tuesday is Wednesday at closing: by the other reading the two are late.
    otherReading: { met: 33, late: 5, open: 0, rate: 33 / 38 },
    byPhone: 0,
  });
  assert.deepEqual(Object.keys(rows[0]).slice(0, 10), ['clause', 'basis', 'due', 'met', 'late', 'open', 'setAside', 'rate', 'p50', 'p90']);

  const list = (state: string) => obligationList(w.k, { clause: '5.3', month: '2026-09', state: state as 'met', limit: 200 });
  const counts = await Promise.all(['met', 'late', 'open', 'setAside'].map(async (state) => (await list(state)).items.length));
  assert.deepEqual(counts, [33, 3, 2, 2]);
});

test('a month without facts has a row of zeros, and its rate is null', async () => {
  const env = { DATABASE_URL: w.t.url, VENTANILLA_DATA: w.t.data, VENTANILLA_CLOCK: '2026-09-10T12:00:00-04:00' };
  const [{ mark, tolerance: _, ...row }] = await ventanillaJson(['conformity', '--month', '2030-02', '--targets'], { env });
  const none = { met: 0, late: 0, open: 0, rate: null };
  assert.deepEqual(
    [mark, row],
    [
      null,
      {
        clause: '5.3',
        basis: 'text',
        due: 0,
        lateOpen: 0,
        setAside: 0,
        p50: null,
        p90: null,
        ...none,
        answered: none,
        otherReading: none,
        byPhone: 0,
      },
    ],
  );
});

test('the month of a due in the evening is the local one, not that of UTC', async () => {
  w.t.clock.set(at('09-29 18:00'));
  await changeWeek(w.k, weekdays('14:00', '23:00'));
  const box = await w.mailbox();
  const [september, october] = [(await figureOf('2026-09')).open, (await figureOf('2026-10')).due];
  // Monday 8.5 hours, Tuesday 9, Wednesday 6.5: 30 September at 20:30, which is October in UTC.
  await write(box, 'evening', at('09-28 14:30'));
  await box.settled(1);
  assert.deepEqual(
    (await obligations(box)).map((one) => Date.parse(one.dueAt)),
    [at('09-30 20:30')],
  );
  assert.deepEqual([(await figureOf('2026-09')).open - september, (await figureOf('2026-10')).due - october], [1, 0]);
  await changeWeek(w.k, weekdays('08:00', '16:00'));
});

test('the other reading moves what is open and leaves what has ended under the reading that judged it', async () => {
  const box = await w.mailbox();
  w.t.clock.set(at('10-06 12:00'));
  await write(box, 'ended', at('10-05 09:00'), { from: 'ended@correo.example' });
  await write(box, 'goes on', at('10-06 09:00'));
  await box.settled(2);
  await answer(box, 'ended', at('10-06 10:00'), { to: 'ended@correo.example' });
  await box.settled(3);
  await w.k.settings.set('procedure.reading', 'working-days');
  const stand = Object.fromEntries(
    (await obligations(box)).map((one) => [one.subject, [Date.parse(one.dueAt), Date.parse(one.otherDueAt)]]),
  );
  assert.deepEqual(stand, {
    ended: [at('10-08 09:00'), at('10-06 16:00')],
    'goes on': [at('10-07 16:00'), at('10-09 09:00')],
  });
  assert.equal((await box.shown()).find((one) => one.subject === 'goes on')?.due, at('10-07 16:00'));
  await w.k.settings.set('procedure.reading', 'schedule-hours');
});

test('mail from before «since» is history: kept, found, without obligation; who writes again in its thread waits', async () => {
  w.t.clock.set(at('11-03 12:00'));
  const box = await w.mailbox({ since: at('11-02 08:00') });
  await write(box, 'old', at('11-02 08:00') - 1000);
  await write(box, 'new', at('11-02 08:00'), { from: 'luis@correo.example' });
  await box.settled(2);
  const shown = Object.fromEntries((await box.shown()).map((one) => [one.subject, [one.state, one.due, one.isHistory]]));
  assert.deepEqual(shown, { old: ['resolved', null, true], new: ['open', at('11-04 16:00'), false] });
  assert.deepEqual(
    (await obligations(box)).map((one) => one.subject),
    ['new'],
  );
  await write(box, 'old', at('11-03 09:00'), { id: 'and now', answers: 'old' });
  await box.settled(3);
  const opened = (await obligations(box)).filter((one) => one.subject === 'old').map((one) => Date.parse(one.openedAt));
  assert.deepEqual(opened, [at('11-03 09:00')]);
});
