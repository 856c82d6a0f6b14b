import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { receive } from '#desk';
import { idleMailbox } from '../../../../tests/world/idle-mailbox.ts';
import { type TestHttp, testHttp, type Visitor } from '../../../../tests/world/visitors.ts';
import { reply } from '../../../desk/reply.ts';
import { mail } from '../../../desk/testing.ts';
import { accept, cameBack, fail } from '../outcome.ts';
import { claimNext, type OutgoingMail } from '../outgoing-store.ts';
import type { Verdict } from '../send.rules.ts';
import type { QueueItem } from '../shapes.ts';

// Nothing is sent by itself here: what the server says is said by the test.
let t: TestHttp;
let operator: Visitor;
let auditor: Visitor;
let mailbox: { id: string; address: string };
let asked = 0;
const conversationOf = new Map<string, string>();

before(async () => {
  t = await testHttp();
  mailbox = await idleMailbox(t.k);
  [operator, auditor] = [await t.signedIn('operator'), await t.signedIn('auditor')];
});
after(() => t?.close());

async function written(): Promise<string> {
  asked += 1;
  const [one] = await receive(t.k, [mail({ mailbox, subject: `Pregunta ${asked}` })]);
  const by = await t.asRole('operator');
  const id = one?.conversationId as string;
  const said = await reply(by, id, {
    text: 'Con gusto.',
    html: null,
    cc: [],
    attachments: [],
    key: `clave-${asked}`,
    undoFor: 0,
    seen: null,
  });
  conversationOf.set(said.id, id);
  return said.id;
}

/** It is tried, and that is what came of it. */
async function tried(id: string, verdict: Verdict): Promise<OutgoingMail> {
  for (;;) {
    const [next] = await claimNext(t.k, mailbox.id, 1);
    assert.ok(next, 'it waits to be tried');
    await fail(t.k, next, next.id === id ? verdict : later);
    if (next.id === id) return next;
  }
}
const later: Verdict = { kind: 'retry', response: '451 later', isMailbox: false, pause: null };
const refused: Verdict = { kind: 'rejected', response: '550 no such user' };
const lost: Verdict = { kind: 'uncertain', response: 'line lost' };

const queue = async (query = '', who = operator) =>
  (await who.get(`/outgoing${query}`)).body as { items: QueueItem[]; counts: Record<string, number>; next: string | null };
const one = async (id: string) => (await queue('?limit=200')).items.find((item) => item.id === id);
const deliveryOf = async (id: string) => {
  const { body } = await operator.get(`/conversations/${conversationOf.get(id)}`);
  const found = body.messages.find((message: { id: string }) => message.id === id);
  return [found.delivery, found.deliveryCode, body.messages.at(-1).event?.kind ?? null, body.obligations[0].state];
};

test('what waits stands in the queue with whom it is to, since when, its next try and the server’s words', async () => {
  const id = await written();
  const fresh = await one(id);
  assert.deepEqual(
    [fresh?.state, fresh?.kind, fresh?.recipients, fresh?.conversation?.subject, fresh?.tries, fresh?.canHurry, fresh?.canCancel],
    ['waiting', 'reply', ['ana@correo.example'], 'Pregunta 1', 0, true, true],
  );
  await tried(id, later);
  const again = await one(id);
  assert.deepEqual([again?.state, again?.response, again?.tries], ['waiting', '451 later', 1]);
  assert.ok(Date.parse(again?.nextTryAt as string) > Date.parse(again?.lastTryAt as string));
});

test('tried now, nothing of its mailbox stands before it', async () => {
  const [first, second] = [await written(), await written()];
  await tried(first, { ...later, isMailbox: true });
  assert.deepEqual(await claimNext(t.k, mailbox.id, 5), []);
  assert.equal((await operator.post(`/messages/${second}/sending`)).status, 200);
  assert.ok((await claimNext(t.k, mailbox.id, 5)).some((mail) => mail.id === second));
  assert.equal((await one(second))?.state, 'sending');
  assert.deepEqual((await operator.post(`/messages/${second}/sending`)).body.code, 'not-in-queue');
  assert.deepEqual((await operator.delete(`/messages/${second}/sending`)).body.code, 'too-late-to-cancel');
});

test('what never left is cancelled: it stays in the thread as not sent, and its question goes on waiting', async () => {
  const id = await written();
  assert.equal((await operator.delete(`/messages/${id}/sending`)).status, 200);
  assert.deepEqual(await deliveryOf(id), ['rejected', 'cancelled', 'cancelled', 'open']);
  assert.equal(await one(id), undefined);
  assert.deepEqual(
    (await queue('?state=cancelled')).items.map((item) => [item.id, item.canHurry, item.canCancel]),
    [[id, true, false]],
  );
  assert.equal((await operator.post(`/messages/${id}/sending`)).status, 200);
  assert.deepEqual(await deliveryOf(id), ['queued', null, 'sent-again', 'open']);
  assert.equal((await one(id))?.state, 'waiting');
});

test('what the server refused is tried once more on a person’s word, and that is in the thread', async () => {
  const id = await written();
  await tried(id, refused);
  assert.deepEqual([(await one(id))?.state, (await one(id))?.response], ['rejected', '550 no such user']);
  assert.equal((await operator.post(`/messages/${id}/sending`)).status, 200);
  assert.deepEqual(await deliveryOf(id), ['queued', null, 'sent-again', 'open']);
  assert.equal((await one(id))?.state, 'waiting');
});

test('what may have left is neither tried again by a press nor cancelled, not even while it waits again', async () => {
  const id = await written();
  await tried(id, lost);
  const item = await one(id);
  assert.deepEqual([item?.state, item?.canHurry, item?.canRepeat, item?.canCancel], ['uncertain', false, true, false]);
  assert.deepEqual((await operator.post(`/messages/${id}/sending`)).body.code, 'not-in-queue');
  assert.equal((await operator.post(`/messages/${id}/resending`)).status, 200);
  assert.deepEqual([(await one(id))?.state, (await one(id))?.canCancel], ['waiting', false]);
  assert.deepEqual((await operator.delete(`/messages/${id}/sending`)).body.code, 'too-late-to-cancel');
});

test('what came back is listed by its state; pages follow one another; each state says how many it holds', async () => {
  const id = await written();
  const sent = await tried(id, later);
  await cameBack(t.k, sent, {
    recipients: [{ address: 'ana@correo.example', action: 'failed', status: '5.1.1', diagnostic: 'unknown' }],
  } as never);
  const { items, counts } = await queue('?state=bounced');
  assert.deepEqual([items.map((item) => item.id), counts.bounced, counts.cancelled], [[id], 1, 0]);
  const all = (await queue('?limit=200')).items.map((item) => item.id);
  const paged: string[] = [];
  for (let cursor = ''; ; ) {
    const page = await queue(`?limit=2${cursor}`);
    paged.push(...page.items.map((item) => item.id));
    if (page.next === null) break;
    cursor = `&cursor=${page.next}`;
  }
  assert.deepEqual(paged, all);
  assert.deepEqual((await queue('?mailbox=999999')).items, []);
});

test('who audits reads it and changes nothing', async () => {
  const id = await written();
  assert.ok((await queue('', auditor)).items.some((item) => item.id === id));
  assert.deepEqual(
    [(await auditor.post(`/messages/${id}/sending`)).status, (await auditor.delete(`/messages/${id}/sending`)).status],
    [403, 403],
  );
  assert.equal((await (await t.signedIn('quality')).get('/outgoing')).status, 403);
});

test('a mailbox says when it last sent, what waits, and after an hour that nothing leaves and what to do', async () => {
  const network = await t.signedIn('network');
  const shown = async () =>
    (await network.get('/mailboxes')).body.items[0] as { sending: Record<string, unknown>; alarms: { es: string }[] };
  const before = await shown();
  assert.equal(before.sending.lastSentAt, null);
  assert.ok(!before.alarms.some((one) => one.es.includes('cola de salida')));
  t.clock.advance(2 * 3_600_000);
  const later = await shown();
  assert.match(
    later.alarms.map((one) => one.es).join('\n'),
    /en la cola de salida y ninguno sale desde hace 2 h\. El servidor dijo: «451 later»\. Véalo en Cola de salida/,
  );
  const [next] = await claimNext(t.k, mailbox.id, 1);
  const at = t.k.clock.now();
  await accept(t.k, next as OutgoingMail, ['sending'], { at, response: '250 ok', refused: [], note: null, needsCopy: false });
  const { sending } = await shown();
  assert.deepEqual([Date.parse(sending.lastSentAt as string), sending.waiting], [at, Number(before.sending.waiting) - 1]);
});
