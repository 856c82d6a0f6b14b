import assert from 'node:assert/strict';
import { test } from 'node:test';
import { keepsOwnCopy, retryAt, type SendFailure, verdictOf } from './send.rules.ts';

const cases: readonly [string, SendFailure, boolean, string][] = [
  ['the server will never take the recipient', { code: 'EENVELOPE', responseCode: 550, command: 'RCPT TO' }, false, 'rejected'],
  ['nor the mail', { code: 'EMESSAGE', responseCode: 554, command: 'DATA' }, true, 'rejected'],
  ['full for now', { code: 'EENVELOPE', responseCode: 452, command: 'RCPT TO' }, false, 'retry'],
  ['a 4xx after the dot is a clear no', { code: 'EMESSAGE', responseCode: 451, command: 'DATA' }, true, 'retry'],
  ['no line', { code: 'ECONNECTION', command: 'CONN' }, false, 'retry'],
  ['a wrong password is the mailbox’s, not the mail’s', { code: 'EAUTH', responseCode: 535, command: 'AUTH PLAIN' }, false, 'retry'],
  ['the server wants nobody', { responseCode: 554, command: 'CONN' }, false, 'retry'],
  ['cut before all of it was handed over', { code: 'ESOCKET' }, false, 'retry'],
  ['cut after all of it was handed over', { code: 'ECONNECTION', message: 'Connection closed unexpectedly' }, true, 'uncertain'],
  ['silence after all of it was handed over', { code: 'ETIMEDOUT' }, true, 'uncertain'],
];
for (const [name, failure, wasHandedOver, kind] of cases) test(name, () => assert.equal(verdictOf(failure, wasHandedOver).kind, kind));

test('whatever fails without an answer of the server after the last byte is never tried again by itself', () => {
  for (const code of ['ECONNECTION', 'ESOCKET', 'ETIMEDOUT', 'EPIPE', 'ECONNRESET', ''])
    assert.equal(verdictOf({ code }, true).kind, 'uncertain', code);
});

test('it is tried again after 1, 5, 15 and then every 60 minutes, for 24 hours', () => {
  const minute = 60_000;
  assert.deepEqual(
    [1, 2, 3, 4, 5, 20].map((attempts) => (retryAt({ attempts, firstTriedAt: 0 }, 0, null) as number) / minute),
    [1, 5, 15, 60, 60, 60],
  );
  assert.notEqual(retryAt({ attempts: 9, firstTriedAt: 0 }, 24 * 60 * minute - 1, null), null);
  assert.equal(retryAt({ attempts: 9, firstTriedAt: 0 }, 24 * 60 * minute, null), null);
});

test('providers that keep a copy in Sent by themselves are known by host or by how one signs in', () => {
  assert.deepEqual(
    [
      keepsOwnCopy('smtp.gmail.com', 'password'),
      keepsOwnCopy('smtp.office365.com', 'password'),
      keepsOwnCopy('mail.itla.example', 'microsoft'),
    ],
    [true, true, true],
  );
  assert.deepEqual([keepsOwnCopy('mail.itla.example', 'password'), keepsOwnCopy('notgmail.com.example', 'password')], [false, false]);
});
