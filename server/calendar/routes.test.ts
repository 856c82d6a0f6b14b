import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { module as kernel } from '#kernel';
import { type TestHttp, testHttp, type Visitor } from '../../tests/world/visitors.ts';
import { module } from './index.ts';

let t: TestHttp;
let head: Visitor;
before(async () => {
  t = await testHttp({ modules: [kernel, module] });
  head = await t.signedIn('head');
});
after(() => t?.close());

test('everybody reads the calendar, the coordinator and the head change it', async () => {
  const operator = await t.signedIn('operator');
  assert.equal((await operator.get('/calendar')).body.schedule.week.mon[0][0], '08:00');
  assert.equal((await operator.post('/calendar/closures', { date: '2026-11-30', reason: 'x' })).status, 403);
  assert.equal((await operator.put('/calendar/schedule', { week: {} })).status, 403);
});

test('a closure is previewed, declared, seen and taken back', async () => {
  const closure = { date: '2026-11-30', from: '12:00', reason: 'Alerta por lluvias' };
  assert.deepEqual((await head.post('/calendar/preview', { closure })).body, { moved: 0 });
  const declared = await head.post('/calendar/closures', closure);
  assert.equal(declared.status, 201);
  const [seen] = (await head.get('/calendar')).body.closures;
  assert.deepEqual([seen.id, seen.from, seen.to, seen.declaredBy], [declared.body.id, '12:00', null, 'Persona de head']);
  assert.deepEqual((await head.post('/calendar/preview', { annul: seen.id })).body, { moved: 0 });
  assert.equal((await head.delete(`/calendar/closures/${seen.id}`)).status, 200);
  assert.equal((await head.delete(`/calendar/closures/${seen.id}`)).body.code, 'unknown-closure');
  assert.deepEqual((await head.get('/calendar')).body.closures, []);
});

test('hours, an override and holidays are set by their own addresses', async () => {
  const day = [
    ['08:00', '12:00'],
    ['13:00', '17:00'],
  ];
  assert.equal((await head.put('/calendar/schedule', { week: { mon: day, tue: day, wed: day, thu: day, fri: day } })).status, 200);
  assert.equal(
    (await head.put('/calendar/overrides/2026-11-28', { intervals: [['08:00', '12:00']], reason: 'Inscripciones' })).status,
    200,
  );
  assert.equal((await head.delete('/calendar/overrides/2026-11-28')).status, 200);
  assert.equal((await head.post('/calendar/holidays', { date: '2027-03-25', name: 'Jueves Santo' })).status, 201);
  const confirmed = await head.post('/calendar/holidays/2027/confirm');
  assert.equal(confirmed.body.holidays.confirmed.by, 'Persona de head');
  assert.equal((await head.delete('/calendar/holidays/2027-03-25')).status, 200);
  assert.equal((await head.get('/calendar?year=2027')).body.holidays.confirmed, null);
});

test('the calculator answers each of its four questions and refuses half ones', async () => {
  const ask = async (query: string) => (await head.get(`/deadline?${query.replaceAll(':', '%3A')}`)).body;
  assert.deepEqual(await ask('from=2026-03-10T13:00:00-04:00&hours=8'), { due: '2026-03-11T12:00:00-04:00' });
  assert.deepEqual(await ask('from=2026-03-11T13:00:00-04:00&hours=8&back=true'), { due: '2026-03-10T13:00:00-04:00' });
  assert.deepEqual(await ask('from=2026-03-10T13:00:00-04:00&days=1'), { due: '2026-03-11T17:00:00-04:00' });
  assert.deepEqual(await ask('from=2026-03-10T13:00:00-04:00&to=2026-03-10T12:00:00-04:00'), { seconds: 0 });
  assert.deepEqual(await ask('month=2026-04&workingDay=5'), { date: '2026-04-08', due: '2026-04-08T17:00:00-04:00' });
  assert.equal((await ask('from=2026-03-10T13:00:00-04:00')).code, 'bad-deadline-question');
  assert.equal((await ask('month=2026-04&workingDay=25')).code, 'no-deadline');
});

test('what is no date, no time or no week is refused before anything is written', async () => {
  assert.equal((await head.post('/calendar/closures', { date: '2026-02-30', reason: 'x' })).status, 400);
  assert.equal((await head.post('/calendar/closures', { date: '2026-11-30', from: '25:00', reason: 'x' })).status, 400);
  assert.equal((await head.put('/calendar/schedule', { week: { mon: [['12:00', '08:00']] } })).status, 400);
  assert.equal((await head.put('/calendar/schedule', { week: { sat: [['08:00', '12:00']] } })).body.code, 'never-opens');
  assert.equal((await head.get('/calendar?year=1400')).status, 400);
});
