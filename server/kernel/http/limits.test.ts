import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { module as kernel } from '#kernel';
import { module as people } from '#people';
import { type TestHttp, testHttp } from '../../../tests/world/visitors.ts';
import { networkOf } from './address.ts';
import { openBuckets } from './bucket.ts';

let t: TestHttp;
before(async () => {
  t = await testHttp({ modules: [kernel, people] });
});
after(() => t?.close());

test('of 10,000 requests in a minute from one address most get 429 with when to return, while others go on', async () => {
  const flood = t.visitor('10.66.0.1');
  const [colleague, operator, script] = [t.visitor('10.66.0.2'), await t.signedIn('operator'), await t.script('operator')];
  await operator.get('/people');
  await script.get('/people');
  let [served, refused] = [0, 0];
  for (let i = 0; i < 100; i += 1) {
    const answers = await Promise.all(Array.from({ length: 100 }, () => flood.get('/session')));
    for (const one of answers) {
      if (one.status === 200) served += 1;
      else {
        refused += 1;
        assert.deepEqual(
          [one.status, one.body.code, one.headers['content-type']],
          [429, 'too-many-requests', 'application/problem+json; charset=utf-8'],
        );
        assert.ok(Number(one.headers['retry-after']) >= 1);
      }
    }
    if (i % 10 === 0) {
      assert.equal((await colleague.get('/session')).status, 200);
      // Behind the very address of the flood, but signed in.
      assert.equal((await operator.get('/people', { remoteAddress: '10.66.0.1' })).status, 200);
      assert.equal((await script.get('/people', { remoteAddress: '10.66.0.1' })).status, 200);
      assert.equal((await flood.get('//healthz')).status, 200);
    }
  }
  assert.ok(served < 2000 && refused > 8000, `${served} served, ${refused} refused`);
});

test('the bucket fills again with time', async () => {
  const who = t.visitor('10.66.1.1');
  while ((await who.get('/session')).status === 200);
  t.clock.advance(5000);
  assert.equal((await who.get('/session')).status, 200);
});

test('signing in is held tighter than reading', async () => {
  const who = t.visitor('10.66.2.1');
  const statuses = [];
  for (let i = 0; i < 70; i += 1) statuses.push((await who.post('/invitation/look', { token: 'x' })).status);
  assert.deepEqual([statuses[0], statuses.at(-1)], [404, 429]);
  assert.equal((await who.get('/session')).status, 200);
});

test('guessing tokens spends the address, not the database', async () => {
  const statuses = new Set<number>();
  for (let i = 0; i < 2000; i += 1) {
    const answer = await t.visitor('10.66.3.1').get('/people', { headers: { authorization: `Bearer vt_${i}` } });
    statuses.add(answer.status);
    if (answer.status === 429) break;
  }
  assert.deepEqual([...statuses], [401, 429]);
});

test('the limits are a setting', async () => {
  await t.k.settings.set('http.limits', { anonymous: 20, session: 100, token: 100, door: 60 });
  const who = t.visitor('10.66.4.1');
  const statuses = [];
  for (let i = 0; i < 12; i += 1) statuses.push((await who.get('/session')).status);
  assert.equal(statuses.filter((one) => one === 200).length, 10);
  await assert.rejects(t.k.settings.set('http.limits', { anonymous: 0 }), { code: 'bad-setting' });
});

test('a bucket gives back at its rate and forgets the one that rested longest', () => {
  const buckets = openBuckets(2);
  const rate = { burst: 2, perMinute: 60 };
  assert.deepEqual([buckets.take('a', rate, 0), buckets.take('a', rate, 0), buckets.take('a', rate, 0)], [0, 0, 1]);
  assert.equal(buckets.take('a', rate, 1000), 0);
  buckets.take('b', rate, 1000);
  buckets.take('c', rate, 1000);
  assert.equal(buckets.size, 2);
  assert.equal(buckets.take('a', rate, 1000), 0);
});

test('neighbours are an IPv4 address or an IPv6 /64, however written', () => {
  const cases: [string, string][] = [
    ['10.0.0.1', '10.0.0.1'],
    ['::ffff:10.0.0.1', '10.0.0.1'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['2001:0DB8:0:0:aaaa::2', '2001:db8:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
  ];
  for (const [ip, network] of cases) assert.equal(networkOf(ip), network, ip);
});
