import assert from 'node:assert/strict';
import { test } from 'node:test';
import { between } from './selection.ts';

test('a range holds both its ends, in whichever order they were pressed', () => {
  const ids = ['1', '2', '3', '4'];
  assert.deepEqual(between(ids, '2', '4'), ['2', '3', '4']);
  assert.deepEqual(between(ids, '4', '2'), ['2', '3', '4']);
  assert.deepEqual(between(ids, '3', '3'), ['3']);
});

test('from a row that has left the list the range is its other end alone', () => {
  assert.deepEqual(between(['1', '2'], '9', '2'), ['2']);
});
