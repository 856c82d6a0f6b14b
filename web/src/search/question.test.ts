import assert from 'node:assert/strict';
import test from 'node:test';
import { addressOf, questionOf } from './question.ts';

test('a question lives in its address, in Spanish', () => {
  const address = addressOf(new URLSearchParams(), { q: 'récord de notas', state: 'open', from: '2026-11-01' });
  assert.equal(address.toString(), 'q=r%C3%A9cord+de+notas&estado=open&desde=2026-11-01');
  assert.deepEqual(questionOf(address), { q: 'récord de notas', mailbox: '', state: 'open', from: '2026-11-01', to: '' });
});

test('a filter that is taken away leaves the address, the rest stays', () => {
  const before = new URLSearchParams('q=beca&estado=open&hasta=2026-11-30&otro=1');
  assert.equal(addressOf(before, { state: '', to: '' }).toString(), 'q=beca&otro=1');
  assert.equal(before.get('estado'), 'open', 'the address before is kept for the way back');
});
