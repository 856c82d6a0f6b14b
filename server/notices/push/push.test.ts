import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { sql } from 'kysely';
import { receive } from '#desk';
import { mail } from '../../desk/testing.ts';
import { type PushService, startPushService } from '../../../tests/world/push.ts';
import { type TestHttp, testHttp, type Visitor } from '../../../tests/world/visitors.ts';
import { isPushService, knownServices } from './endpoint.rules.ts';
import { pushKeys } from './keys.ts';

let t: TestHttp;
let service: PushService;
let wilkin: Visitor;
let maria: Visitor;
let name = '';
let nr = 0;
before(async () => {
  [t, service] = await Promise.all([testHttp(), startPushService()]);
  await t.k.settings.set('notices.push_services', ['127.0.0.1']);
  wilkin = await t.signedIn('coordinator');
});
after(async () => {
  await t?.close();
  await service?.stop();
});
beforeEach(async () => {
  t.clock.set('2026-11-24T10:00:00-04:00');
  service.answerWith(201);
  service.pushed.length = 0;
  maria = await t.signedIn('operator');
  nr += 1;
  name = `María Peña ${nr}`;
  await maria.patch('/account', { name });
  await t.drain();
});

async function mention(): Promise<string> {
  const id = (await receive(t.k, [mail()]))[0]?.conversationId as string;
  await wilkin.post(`/conversations/${id}/notes`, { text: `@${name}, ¿la ve?` });
  return id;
}
const subscribe = async (who: Visitor, browser = service.browser()) => {
  assert.equal((await who.put('/notices/subscription', browser)).status, 200);
  return browser;
};
const left = async () => (await sql<{ n: number }>`select count(*)::int as n from notices.subscription`.execute(t.k.db)).rows[0]?.n;
const untold = async () =>
  (
    await sql<{ n: number }>`select count(*)::int as n from notices.notice where account_id = ${maria.id} and told_at is null`.execute(
      t.k.db,
    )
  ).rows[0]?.n;

test('a notice reaches each browser of its person, readable by it alone and signed by us, and is told', async () => {
  const [one, other] = [await subscribe(maria), await subscribe(maria)];
  await subscribe(wilkin);
  const id = await mention();
  await t.drain();
  assert.deepEqual(service.pushed.map((each) => `${service.origin}${each.path}`).toSorted(), [one.endpoint, other.endpoint].toSorted());
  const [{ message, headers, claims }] = service.pushed as [(typeof service.pushed)[0]];
  assert.deepEqual(
    [message.title, message.body, message.path],
    [`Ventanilla · VT-${id}`, 'Persona de coordinator le nombró en una nota', `/bandeja/todas/${id}`],
  );
  assert.equal(headers['content-encoding'], 'aes128gcm');
  assert.deepEqual([claims.aud, claims.sub.startsWith('https://')], [service.origin, true]);
  assert.equal(await untold(), 0);
});

test('a browser that is gone is forgotten, and a mail says it instead', async () => {
  const before = await left();
  await subscribe(maria);
  service.answerWith(410);
  await mention();
  await t.drain();
  assert.deepEqual([await left(), await untold()], [before, 1]);
});

test('a service that is busy is asked again', async () => {
  await subscribe(maria);
  service.answerWith(503);
  await mention();
  await assert.rejects(t.drain(), /busy/);
  assert.equal(await untold(), 1);
  // Read at the console, it need not be tried again.
  await maria.post('/notices/reading', { until: '999999' });
});

test('an act on many conversations knocks a few times, not once for each', async () => {
  await subscribe(maria);
  for (let i = 0; i < 8; i += 1) {
    await mention();
    await t.drain();
  }
  assert.deepEqual([service.pushed.length, await untold()], [5, 3]);
});

test('outside the schedule nothing is pushed', async () => {
  await subscribe(maria);
  t.clock.set('2026-11-24T18:00:00-04:00');
  await mention();
  await t.drain();
  assert.deepEqual(service.pushed, []);
});

test('whoever signs out of a browser, or lends it to somebody else, is told there no more', async () => {
  const browser = await subscribe(maria);
  await wilkin.delete('/notices/subscription', { endpoint: browser.endpoint });
  await subscribe(maria, browser);
  await maria.delete('/notices/subscription', { endpoint: browser.endpoint });
  await mention();
  await t.drain();
  assert.deepEqual(service.pushed, []);
  await subscribe(maria, browser);
  await subscribe(wilkin, browser);
  await mention();
  await t.drain();
  assert.deepEqual(service.pushed, []);
});

test('the keys are made once, by whichever process comes first, and lie sealed', async () => {
  const other = await t.again();
  const all = await Promise.all([pushKeys(t.k), pushKeys(other.k), pushKeys(t.k)]);
  await other.close();
  assert.equal(new Set(all.map((one) => `${one.publicKey} ${one.privateKey}`)).size, 1);
  const { rows } = await sql<{ private_key: string }>`select private_key from notices.push_key`.execute(t.k.db);
  assert.ok(!rows[0]?.private_key.includes(all[0].privateKey));
  assert.equal((await maria.get('/notices/push-key')).body.key, all[0].publicKey);
});

test('we write to the browsers’ push services only, never to where somebody would like us to knock', () => {
  const listed = [
    'https://fcm.googleapis.com/fcm/send/x',
    'https://updates.push.services.mozilla.com/wpush/v2/x',
    'https://web.push.apple.com/x',
  ];
  for (const endpoint of listed) assert.ok(isPushService(endpoint, knownServices), endpoint);
  for (const endpoint of [
    'http://fcm.googleapis.com/x',
    'https://127.0.0.1/x',
    'http://127.0.0.1:9/x',
    'https://fcm.googleapis.com.otra.example/x',
    'https://otra.example/fcm.googleapis.com',
    'https://fcm.googleapis.com@otra.example/x',
    'https://u:p@fcm.googleapis.com/x',
    'file:///etc/passwd',
    'x',
  ])
    assert.ok(!isPushService(endpoint, knownServices), endpoint);
});

test('what is no subscription is refused, and a script has no browser', async () => {
  const browser = service.browser();
  const refused = await maria.put('/notices/subscription', { ...browser, endpoint: 'https://dentro.itla.example/x' });
  assert.deepEqual([refused.status, refused.body.code], [422, 'unknown-push-service']);
  assert.equal((await maria.put('/notices/subscription', { ...browser, keys: { ...browser.keys, auth: 'AAAA' } })).status, 400);
  assert.equal((await (await t.script('operator')).put('/notices/subscription', browser)).body.code, 'only-browsers');
});
