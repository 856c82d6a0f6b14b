import assert from 'node:assert/strict';
import { test } from 'node:test';
import { conversationPath, inboxPath, viewAt } from './address.ts';

test('a view has a Spanish address, which leads back to it', () => {
  assert.equal(inboxPath('toAnswer'), '/bandeja/por-responder');
  assert.equal(conversationPath('10482'), '/bandeja/todas/10482');
  assert.deepEqual(viewAt('sin-asignar'), { view: 'unassigned', isOld: false });
});

test('the address of before is known as old, and no other word is a view', () => {
  assert.deepEqual(viewAt('toAnswer'), { view: 'toAnswer', isOld: true });
  assert.deepEqual(viewAt('all'), { view: 'all', isOld: true });
  for (const other of [undefined, '', 'nada', 'constructor', 'toString']) assert.equal(viewAt(other), undefined, String(other));
});
