import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lagBucket, lagSeconds, medianByHour, readableFrom } from './lag.rules.ts';
import { backOff, fairShare, isLoopback, readServerUrl, warningFor } from './mailbox.rules.ts';
import { consentUrl, tokenRequest, tokenUrl } from './oauth.rules.ts';

test('server URLs: encryption by scheme, demanded but on this machine, secrets percent-encoded', () => {
  const read = (text: string) => readServerUrl(text, 'imap');
  assert.deepEqual(read('imaps://info%40itla.test:cl%40ve%2F1@imap.itla.example'), {
    server: { host: 'imap.itla.example', port: 993, security: 'tls', user: 'info@itla.test' },
    password: 'cl@ve/1',
  });
  assert.equal(read('imap://a:b@imap.itla.example')?.server.security, 'starttls');
  assert.equal(read('imap://a:b@127.0.0.1:1143')?.server.security, 'none');
  assert.equal(read('imap://a:b@[::1]:1143')?.server.host, '::1');
  for (const wrong of ['', 'imap', 'smtp://a@b', 'imaps://', 'imaps://a:%ZZ@b']) assert.equal(read(wrong), null, wrong);
});

test('only this machine is this machine', () => {
  for (const host of ['localhost', '127.0.0.1', '127.9.9.9', '::1', '[::1]', 'imap.localhost']) assert.ok(isLoopback(host), host);
  for (const host of ['127.0.0.1.example', 'localhost.example', '10.0.0.1', '0.0.0.0', '128.0.0.1']) assert.ok(!isLoopback(host), host);
});

test('pauses grow from one second to five minutes, spread by a quarter each way', () => {
  assert.deepEqual(
    [1, 2, 3, 9, 10, 50].map((n) => backOff(n, 0.5)),
    [1000, 2000, 4000, 256_000, 300_000, 300_000],
  );
  assert.deepEqual([backOff(1, 0), backOff(1, 1)], [750, 1250]);
});

test('processes share the mailboxes so that none is left over', () => {
  assert.deepEqual([fairShare(300, 1), fairShare(300, 2), fairShare(5, 2), fairShare(0, 3), fairShare(4, 0)], [300, 150, 3, 0, 4]);
});

test('the end of a secret is told 30, 7 and 1 days before, and after', () => {
  assert.deepEqual([31, 30, 8, 7, 2, 1, 0, -3].map(warningFor), [null, 30, 30, 7, 7, 1, 1, 1]);
});

test('lag counts from when a mail could have been read: not from before the connection, and under a driven clock from when its server told of it', () => {
  const connection = { connectedAt: 1_000_000, noticedAt: 1_060_000, isDriven: false };
  assert.equal(readableFrom(1_050_000, connection), 1_050_000);
  assert.equal(readableFrom(1, connection), 1_000_000, 'it lay there before');
  assert.equal(readableFrom(9_000_000, connection), 1_060_000, 'a server whose clock runs ahead');
  assert.equal(readableFrom(1, { ...connection, isDriven: true }), 1_060_000);
  assert.equal(readableFrom(null, connection), 1_060_000);
});

test('the median lag of an hour is read from its buckets', () => {
  const now = Date.parse('2026-11-24T14:30:00Z');
  const hour = Date.parse('2026-11-24T14:00:00Z');
  const counts = [
    { hour, bucket: lagBucket(1000), mails: 10 },
    { hour, bucket: lagBucket(60_000), mails: 2 },
  ];
  const median = medianByHour(counts, now);
  assert.equal(median.length, 24);
  assert.deepEqual(median.slice(0, 23), Array(23).fill(null));
  assert.ok((median[23] as number) > 0.5 && (median[23] as number) < 2);
  for (const seconds of [0.3, 1, 7.8, 60, 900])
    assert.ok(Math.abs(Math.log2(lagSeconds(lagBucket(seconds * 1000)) / seconds)) <= 0.6, String(seconds));
});

test('tokens are asked for as each provider wants them', () => {
  const none = { clientId: null, clientSecret: null, tenant: null, refreshToken: null, serviceAccount: null, tokenUrl: null };
  const app = { ...none, clientId: 'c', clientSecret: 's', tenant: 'itla' };
  assert.equal(tokenUrl('microsoft', app), 'https://login.microsoftonline.com/itla/oauth2/v2.0/token');
  assert.equal(tokenUrl('google', app), 'https://oauth2.googleapis.com/token');
  assert.equal(tokenRequest('microsoft', app, { assertion: null, kind: 'imap' })?.grant_type, 'client_credentials');
  assert.equal(tokenRequest('microsoft', { ...app, refreshToken: 'r' }, { assertion: null, kind: 'imap' })?.grant_type, 'refresh_token');
  assert.equal(tokenRequest('google', none, { assertion: 'jwt', kind: 'imap' })?.grant_type, 'urn:ietf:params:oauth:grant-type:jwt-bearer');
  assert.equal(tokenRequest('google', app, { assertion: null, kind: 'imap' }), null);
  const url = new URL(consentUrl('google', app, { mailbox: 'info@itla.example', back: 'https://v.example/b', state: 'x', kind: 'imap' }));
  assert.deepEqual([url.searchParams.get('access_type'), url.searchParams.get('prompt')], ['offline', 'consent']);
});
