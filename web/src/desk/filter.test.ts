import assert from 'node:assert/strict';
import { test } from 'node:test';
import { filterAt, isNarrowed, noFilter, orderOf, withFilter } from './filter.ts';

test('a filter stands in the address in Spanish and is read from it', () => {
  const filter = {
    ...noFilter,
    waitsFor: 'them',
    assignee: 'me',
    mailbox: 'info@itla.example',
    from: '2026-11-01',
    order: 'last',
  } as const;
  const address = withFilter(new URLSearchParams('q=pago'), filter);
  assert.equal(String(address), 'q=pago&esperan=ellos&buzon=info%40itla.example&de=mi&desde=2026-11-01&orden=movimiento');
  assert.deepEqual(filterAt(address), filter);
  assert.equal(String(withFilter(address, noFilter)), 'q=pago');
});

test('what an address says wrongly narrows nothing', () => {
  const address = new URLSearchParams('esperan=todos&de=pedro&area=x&etiqueta=y&desde=ayer&hasta=2026-19-45&estado=open&orden=nombre');
  assert.deepEqual(filterAt(address), noFilter);
});

test('an order alone narrows nothing; without one the view’s own holds', () => {
  assert.equal(isNarrowed({ ...noFilter, order: 'due' }), false);
  assert.equal(isNarrowed({ ...noFilter, area: '3' }), true);
  assert.deepEqual([orderOf('mine', noFilter), orderOf('all', noFilter), orderOf('all', { order: 'due' })], ['due', 'last', 'due']);
});
