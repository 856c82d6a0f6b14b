import assert from 'node:assert/strict';
import test from 'node:test';
import { addressOf, behindPath, daysOf, questionOf } from './question.ts';

const ask = (address: string) => questionOf(new URLSearchParams(address), '2026-11');

test('an address asks for the running month, another one, or days; filters stand beside', () => {
  assert.deepEqual(ask(''), { month: '2026-11', from: '2026-11-01', to: '2026-11-30', mailbox: '', operator: '', area: '' });
  assert.deepEqual([ask('mes=2028-02').to, ask('mes=hoy').month], ['2028-02-29', '2026-11']);
  const days = ask('desde=2026-11-02&hasta=2026-11-06&persona=none');
  assert.deepEqual([days.month, days.from, days.to, days.operator], ['', '2026-11-02', '2026-11-06', 'none']);
  assert.deepEqual(daysOf('2026-02'), { from: '2026-02-01', to: '2026-02-28' });
});

test('another period takes the place of the one before; what is not changed stays', () => {
  const before = new URLSearchParams('desde=2026-11-02&hasta=2026-11-06&buzon=info%40itla.example&otro=1');
  assert.equal(addressOf(before, { month: '2026-10' }, '2026-11').toString(), 'buzon=info%40itla.example&otro=1&mes=2026-10');
  assert.equal(addressOf(before, { month: '2026-11' }, '2026-11').toString(), 'buzon=info%40itla.example&otro=1');
  assert.equal(addressOf(before, { mailbox: '' }, '2026-11').get('desde'), '2026-11-02');
});

test('the rows behind a figure of a line keep the question', () => {
  assert.equal(behindPath(new URLSearchParams('mes=2026-10'), 'late', { operator: '7' }), '/cifras/late?mes=2026-10&persona=7');
  assert.equal(behindPath(new URLSearchParams(), 'late'), '/cifras/late');
});
