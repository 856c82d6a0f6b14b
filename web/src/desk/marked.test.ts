import assert from 'node:assert/strict';
import { test } from 'node:test';
import { noticesOf } from './marked.ts';

test('a mail that is signed, sealed or longer than what is shown says so, each once', () => {
  assert.deepEqual(noticesOf([]), []);
  assert.deepEqual(noticesOf(['signed-not-verified']), ['signed-not-verified']);
  assert.deepEqual(noticesOf(['truncated:parts', 'truncated:attachments', 'encrypted']), ['encrypted', 'cut']);
  assert.deepEqual(noticesOf(['external-body', 'several-from']), ['several-from', 'in-pieces']);
});

test('what the mail shows by itself needs no notice', () => {
  assert.deepEqual(noticesOf(['calendar', 'winmail', 'warning:dmarc-fail', 'illegible']), []);
});
