import assert from 'node:assert/strict';
import test from 'node:test';
import type { ObligationItem } from '#procedure/shapes';
import { endedOf } from './ended.ts';

const answeredAt = '2026-11-24T09:40:00-04:00';
const met = { id: '1', basis: 'text', state: 'met', settledAt: answeredAt, setAside: null } as ObligationItem;
const open = { ...met, id: '2', state: 'open', settledAt: null } as ObligationItem;

test('an answered conversation keeps when its last deadline was met', () => {
  const ended = endedOf([{ ...met, id: '0', state: 'late' }, met]);
  assert.deepEqual([ended?.obligation.id, ended?.how, ended?.at], ['1', 'met', Date.parse(answeredAt)]);
});

test('late stays late, and what was set aside says so', () => {
  assert.equal(endedOf([{ ...met, state: 'late' }])?.how, 'late');
  const setAside = { at: answeredAt, by: 'Rosanna Mejía', reason: 'agradece' };
  assert.equal(endedOf([{ ...open, state: 'setAside', setAside }])?.how, 'setAside');
});

test('while one still waits, nothing has ended', () => {
  assert.equal(endedOf([met, open]), null);
  assert.equal(endedOf([]), null);
});

test('a target of the institution is no deadline of the procedure', () => {
  assert.equal(endedOf([{ ...met, basis: 'target' }]), null);
});
