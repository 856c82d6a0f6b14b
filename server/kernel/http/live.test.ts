import assert from 'node:assert/strict';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import { module as kernel, type Module } from '#kernel';
import { module as people } from '#people';
import { type TestHttp, testHttp, type Visitor } from '../../../tests/world/visitors.ts';
import { endSessions } from '../auth/sessions.ts';
import { eventually } from '../../../tests/world/temporary.ts';

// Two streams of different rights, whatever modules there are above.
const streams: Module = {
  name: 'streams',
  live: [
    { stream: 'desk', access: 'conversations.read' },
    { stream: 'mail', access: 'mailboxes.read' },
  ],
};
let t: TestHttp;
let base = '';
before(async () => {
  t = await testHttp({ modules: [kernel, people], more: [streams] });
  await t.http.app.listen({ host: '127.0.0.1', port: 0 });
  base = `http://127.0.0.1:${(t.http.app.server.address() as AddressInfo).port}/api/v1`;
});
after(() => t?.close());

interface Heard {
  readonly events: { readonly event: string; readonly id: string | undefined; readonly data: any }[];
  readonly ended: Promise<void>;
  stop(): void;
}

async function listen(who: Visitor, query = '', headers: Record<string, string> = {}): Promise<Heard> {
  const stop = new AbortController();
  const answer = await fetch(`${base}/live${query}`, { headers: { cookie: who.cookie(), ...headers }, signal: stop.signal });
  assert.equal(answer.status, 200);
  assert.match(String(answer.headers.get('content-type')), /^text\/event-stream/);
  const events: Heard['events'] = [];
  const ended = (async () => {
    let rest = '';
    for await (const chunk of answer.body as ReadableStream<Uint8Array>) {
      const blocks = (rest + Buffer.from(chunk).toString()).split('\n\n');
      rest = blocks.pop() ?? '';
      for (const block of blocks) {
        const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(block)?.[1];
        const event = field('event');
        if (event) events.push({ event, id: field('id'), data: JSON.parse(field('data') ?? 'null') });
      }
    }
  })().catch(() => {});
  await eventually('hello comes first', () => events[0]?.event === 'hello' || undefined);
  return { events, ended, stop: () => stop.abort() };
}

// New accounts are told on `people`: not what these tests look at.
const refsOf = (heard: Heard) =>
  heard.events.filter((one) => one.event === 'change' && one.data.stream !== 'people').map((one) => one.data.ref);
const tell = (stream: string, ref: string) => t.k.transaction((k) => k.live.tell(stream, ref));

test('a change reaches whoever may hear its stream, with its number, and nobody else', async () => {
  const operator = await listen(await t.signedIn('operator'));
  const network = await listen(await t.signedIn('network'));
  await tell('desk', 'c1');
  await tell('mail', 'm1');
  await tell('auth', 'nobody');
  await eventually('both have heard theirs', () => (refsOf(operator).length === 1 && refsOf(network).length === 1) || undefined);
  await new Promise((resolve) => setTimeout(resolve, 50));
  assert.deepEqual([refsOf(operator), refsOf(network)], [['c1'], ['m1']]);
  const change = operator.events.at(-1);
  assert.deepEqual(change?.data, { stream: 'desk', ref: 'c1', seq: Number(change?.id) });
  for (const one of [operator, network]) one.stop();
});

test('who comes back with the last number hears what came between, once', async () => {
  const who = await t.signedIn('operator');
  const first = await listen(who);
  await tell('desk', 'before');
  const last = await eventually('heard', () => first.events.find((one) => one.data.ref === 'before')?.id);
  first.stop();
  for (const ref of ['gap1', 'gap2']) await tell('desk', ref);
  for (const [query, headers] of [
    [`?after=${last}`, {}],
    ['', { 'last-event-id': last }],
  ] as const) {
    const again = await listen(who, query, headers as Record<string, string>);
    await tell('desk', 'present');
    await eventually('caught up', () => refsOf(again).includes('present') || undefined);
    assert.deepEqual(refsOf(again).slice(0, 2), ['gap1', 'gap2'], JSON.stringify(again.events));
    assert.equal(new Set(again.events.map((one) => one.id)).size, again.events.length);
    again.stop();
  }
});

test('nothing is lost or doubled while hundreds of changes fall around the moment of coming back', async () => {
  const who = await t.signedIn('operator');
  const start = (await who.get('/live/poll')).body.next;
  const writing = (async () => {
    for (let i = 0; i < 300; i += 1) await tell('desk', `w${i}`);
  })();
  const heard = await listen(who, `?after=${start}`);
  await writing;
  await eventually('all heard', () => refsOf(heard).includes('w299') || undefined);
  assert.deepEqual(
    refsOf(heard).filter((ref) => ref.startsWith('w')),
    Array.from({ length: 300 }, (_, i) => `w${i}`),
  );
  heard.stop();
});

test('a number of another life of the database says to read everything anew', async () => {
  const heard = await listen(await t.signedIn('operator'), '?after=999999999');
  assert.equal(heard.events[0]?.data.reset, true);
  heard.stop();
});

test('an ended session ends its stream at once', async () => {
  const who = await t.signedIn('operator');
  const heard = await listen(who);
  await t.k.transaction((k) => endSessions(k, who.id as string));
  await heard.ended;
  assert.equal(heard.events.at(-1)?.event, 'bye');
});

test('a role taken away closes its streams without ending the others', async () => {
  const admin = await t.signedIn('admin');
  const who = await t.signedIn('operator', 'network');
  const heard = await listen(who);
  await admin.patch(`/users/${who.id}`, { roles: ['network'] });
  await tell('desk', 'not for you');
  await tell('mail', 'for you');
  await eventually('heard', () => refsOf(heard).includes('for you') || undefined);
  assert.ok(!refsOf(heard).includes('not for you'));
  heard.stop();
});

test('polling answers the same', async () => {
  const who = await t.signedIn('operator');
  const { next } = (await who.get('/live/poll')).body;
  await tell('mail', 'unseen');
  await tell('desk', 'polled');
  const body = await eventually('numbered', async () => {
    const answer = (await who.get(`/live/poll?after=${next}`)).body;
    return answer.items.some((one: { ref: string }) => one.ref === 'polled') ? answer : undefined;
  });
  assert.ok(!body.items.some((one: { ref: string }) => one.ref === 'unseen'));
  assert.equal(body.reset, false);
});

test('nobody listens without signing in', async () => {
  assert.equal((await t.visitor().get('/live')).status, 401);
  assert.equal((await (await t.signedIn('operator')).ask('HEAD', '/live')).status, 200);
});
