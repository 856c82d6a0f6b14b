import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compose } from '../compose.ts';
import { isGraphHost, retryAfter, rootOf, verdictOfGraph } from './graph.rules.ts';
import { splitMail } from './split.rules.ts';
import { saysMaySend } from './token.rules.ts';

const failure = { status: null, code: 'ECONNRESET', message: '', pause: null, wasHandedOver: false };

test('a service that asks to wait is waited for, by seconds and by date, within reason', () => {
  const now = Date.parse('2026-11-24T14:00:00Z');
  assert.equal(retryAfter('30', now), 30_000);
  assert.equal(retryAfter('Tue, 24 Nov 2026 14:02:00 GMT', now), 120_000);
  assert.equal(retryAfter('0', now), 1000);
  assert.equal(retryAfter('999999', now), 3_600_000);
  assert.equal(retryAfter('pronto', now), null);
  assert.equal(retryAfter(undefined, now), null);
});

test('only what had been handed over whole can be uncertain; an answer before the work is tried again', () => {
  assert.equal(verdictOfGraph(failure).kind, 'retry');
  assert.equal(verdictOfGraph({ ...failure, wasHandedOver: true }).kind, 'uncertain');
  assert.equal(verdictOfGraph({ ...failure, status: 504, wasHandedOver: true }).kind, 'uncertain');
  const busy = verdictOfGraph({ ...failure, status: 503, pause: 7000, wasHandedOver: true });
  assert.deepEqual([busy.kind, busy.kind === 'retry' && busy.pause], ['retry', 7000]);
  assert.equal(verdictOfGraph({ ...failure, status: 400, code: 'ErrorInvalidRecipients' }).kind, 'rejected');
  assert.equal(verdictOfGraph({ ...failure, status: 403, code: 'ErrorSendAsDenied' }).kind, 'rejected');
  assert.equal(verdictOfGraph({ ...failure, status: 403, code: 'ErrorAccessDenied' }).kind, 'retry');
});

test('a mailbox has its addresses at Microsoft’s, or at a server of this machine', () => {
  const server = { host: 'graph.microsoft.com', port: 443, security: 'tls' as const, user: 'info@itla.example' };
  assert.equal(rootOf(server, ''), 'https://graph.microsoft.com/v1.0/users/info%40itla.example');
  assert.ok(isGraphHost('127.0.0.1'));
  assert.ok(!isGraphHost('graph.microsoft.com.malo.example'));
});

test('the files come out of a mail of ours, and its words and threading stay', async () => {
  const people = [{ name: 'Ana', email: 'ana@correo.example' }];
  const words = { to: people, cc: [], subject: 'Año', text: 'Sí.', html: '<p>Sí.</p>', answersId: 'a@b', references: [], automatic: null };
  const letter = {
    from: { name: 'ITLA', email: 'info@itla.example' },
    replyTo: 'info+t1@itla.example',
    messageId: 'm@itla.example',
    date: 0,
    instance: 'i',
    attachments: [1, 2].map((nr) => ({ name: `${nr}.bin`, type: 'application/octet-stream', content: Buffer.alloc(1000, nr) })),
  };
  const { raw } = await compose(words, letter);
  const split = splitMail(raw);
  assert.equal(split?.parts.length, 2);
  const light = split?.light.toString() ?? '';
  assert.match(light, /^In-Reply-To: <a@b>/m);
  assert.match(light, /multipart\/alternative/);
  assert.doesNotMatch(light, /1\.bin/);
  assert.match(split?.parts[1]?.toString() ?? '', /2\.bin/);
  assert.equal(splitMail((await compose(words, { ...letter, attachments: [] })).raw), null);
});

test('what a token says it may do is believed only where it can be read', () => {
  const token = (claims: object) => `x.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.y`;
  assert.equal(saysMaySend(token({ roles: ['Mail.ReadWrite', 'Mail.Send'] })), true);
  assert.equal(saysMaySend(token({ scp: 'Mail.ReadWrite' })), false);
  assert.equal(saysMaySend(token({})), null);
  assert.equal(saysMaySend('opaque'), null);
});
