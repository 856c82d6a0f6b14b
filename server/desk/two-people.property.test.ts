// Two people on one conversation, through every interleaving of draft, send, take back, assign, note and resolve, and with what comes in or is found in
// Sent between any two of them: what the database says is what a model of a page says, one reply leaves for each thing that was seen, and no draft is lost.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { type Kernel, Refusal } from '#kernel';
import { idleMailbox } from '../../tests/world/idle-mailbox.ts';
import { type TestKernel, testKernel } from '../../tests/world/database.ts';
import { assign, take } from './assign.ts';
import { saveDraft, showDrafts, takeDraft } from './draft.ts';
import { note } from './note.ts';
import type { Inbound } from './port.ts';
import { receive } from './receive.ts';
import { reply } from './reply.ts';
import { resolve } from './resolve.ts';
import { showConversation } from './show.ts';
import { answerTo, mail, replyTo } from './testing.ts';
import { undoReply } from './undo-reply.ts';

let t: TestKernel;
let people: readonly [Kernel, Kernel];
let mailbox: { id: string; address: string };
before(async () => {
  t = await testKernel();
  mailbox = await idleMailbox(t.k);
  people = [await t.asPerson('María Peña', 'operator'), await t.asPerson('Wilkin Santana', 'coordinator')];
});
after(() => t?.close());

const acts = ['look', 'write', 'stale', 'send', 'undo', 'take over', 'assign', 'note', 'resolve', 'question', 'found in Sent'] as const;
type Act = (typeof acts)[number];
type Who = 0 | 1;
interface Step {
  readonly who: Who;
  readonly act: Act;
}

/** What one person's window knows, and what the model says is kept for them. */
interface Window {
  seen: string;
  version: string | null;
  text: string;
  /** Their last reply that has not been taken back. */
  sent: { id: string; text: string } | null;
}

interface World {
  readonly id: string;
  readonly question: Inbound;
  readonly windows: readonly [Window, Window];
  /** The messages between the requester and us, by id: what `seen` is compared with. */
  messages: { id: string; direction: 'in' | 'out'; text: string }[];
  at: number;
  waits: boolean;
}

const start = Date.parse('2026-11-24T09:00:00-04:00');

async function begin(): Promise<World> {
  const question = mail({ mailbox, receivedAt: start, subject: `Consulta ${randomUUID()}` });
  const [one] = await receive(t.k, [question]);
  const messages = [{ id: one?.messageId as string, direction: 'in' as const, text: question.text }];
  const fresh = (): Window => ({ seen: messages[0]?.id as string, version: null, text: '', sent: null });
  return { id: one?.conversationId as string, question, windows: [fresh(), fresh()], messages, at: start, waits: true };
}

/** The code that it refused with; null where it was done. */
async function refusal(work: () => Promise<unknown>): Promise<string | null> {
  try {
    await work();
    return null;
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
}

let words = 0;
const say = (who: Who) => `Texto ${(words += 1)} de ${who === 0 ? 'María' : 'Wilkin'}`;
const latest = ({ messages }: World) => messages.at(-1)?.id as string;

/** One step: done for real, and foretold by the model. */
async function step(world: World, { who, act }: Step): Promise<void> {
  const k = people[who];
  const mine = world.windows[who];
  const theirs = world.windows[who === 0 ? 1 : 0];
  const { id } = world;
  world.at += 60_000;
  if (act === 'look') mine.seen = latest(world);
  else if (act === 'write') {
    const text = say(who);
    mine.version = (await saveDraft(k, id, { base: mine.version, text, html: null, cc: [] }))?.version ?? null;
    mine.text = text;
  } else if (act === 'stale') {
    // Another window of the same person, which knows of another version.
    const base = mine.version === null ? '1' : null;
    assert.equal(await refusal(() => saveDraft(k, id, { base, text: say(who), html: null, cc: [] })), 'draft-changed');
  } else if (act === 'send') await send(world, who);
  else if (act === 'undo') {
    if (!mine.sent) return;
    const { id: message, text } = mine.sent;
    await undoReply(k, message);
    world.messages = world.messages.filter((one) => one.id !== message);
    mine.text = mine.text === '' ? text : `${text}\n\n${mine.text}`;
    mine.version = (await showDrafts(k, id)).mine?.version ?? null;
    mine.sent = null;
  } else if (act === 'take over') {
    const before = await showDrafts(k, id);
    const [other] = before.others;
    assert.equal(other?.text ?? '', theirs.text);
    if (!other) return;
    mine.version = (await takeDraft(k, id, { from: other.author.id, version: other.version }))?.version ?? null;
    mine.text = mine.text === '' || mine.text === theirs.text ? theirs.text : `${theirs.text}\n\n${mine.text}`;
  } else if (act === 'assign') await (who === 0 ? take(k, id) : assign(k, id, people[0].actor.accountId));
  else if (act === 'note') await note(k, id, 'Queda anotado.');
  else if (act === 'resolve') assert.equal(await refusal(() => resolve(k, id)), world.waits ? 'waits-for-answer' : null);
  else await arrive(world, act);
}

async function send(world: World, who: Who): Promise<void> {
  const mine = world.windows[who];
  const isBehind = BigInt(latest(world)) > BigInt(mine.seen);
  const wish = { html: null, cc: [], attachments: [], key: randomUUID(), undoFor: 600_000, seen: mine.seen, draft: mine.version };
  const work = () => reply(people[who], world.id, { ...wish, text: mine.text });
  const expected = isBehind ? 'newer-message' : mine.text === '' ? 'reply-empty' : null;
  let id = '';
  assert.equal(await refusal(async () => (id = (await work()).id)), expected);
  if (expected !== null) return;
  world.messages.push({ id, direction: 'out', text: mine.text });
  Object.assign(mine, { sent: { id, text: mine.text }, text: '', version: null, seen: id });
}

async function arrive(world: World, act: 'question' | 'found in Sent'): Promise<void> {
  const draft = { mailbox, receivedAt: world.at, text: `${act} ${world.at}` };
  const one = act === 'question' ? replyTo(world.question, draft) : answerTo(world.question, draft);
  const [received] = await receive(t.k, [one]);
  assert.equal(received?.conversationId, world.id);
  world.messages.push({ id: received?.messageId as string, direction: act === 'question' ? 'in' : 'out', text: one.text });
  // What is only queued has answered nothing.
  world.waits = act === 'question';
}

/** What is there is what the model says. */
async function check(world: World): Promise<void> {
  for (const who of [0, 1] as const) {
    const { mine } = await showDrafts(people[who], world.id);
    assert.deepEqual([mine?.text ?? '', mine?.version ?? null], [world.windows[who].text, world.windows[who].version]);
  }
  const shown = await showConversation(t.k, world.id, { messages: 1000, before: null, isBrief: false });
  const between = shown.messages.filter(({ direction }) => direction === 'in' || direction === 'out');
  assert.deepEqual(
    between.map(({ id, text }) => [id, text]).toSorted(([a = ''], [b = '']) => Number(a) - Number(b)),
    world.messages.map(({ id, text }) => [id, text]),
  );
  assert.equal(
    shown.obligations.some((one) => one.clause === '5.3' && one.settledAt === null),
    world.waits,
  );
}

test('a model of two windows says what is kept, what leaves and what is stopped, whatever they do in whichever order', async () => {
  const steps = fc.array(fc.record({ who: fc.constantFrom<Who>(0, 1), act: fc.constantFrom(...acts) }), { minLength: 4, maxLength: 14 });
  await fc.assert(
    fc.asyncProperty(steps, async (given) => {
      const world = await begin();
      for (const one of given) await step(world, one);
      await check(world);
    }),
    { numRuns: 40 },
  );
});

/** All ways of putting two sequences into one that keep the order of each. */
function interleavings(a: readonly Act[], b: readonly Act[]): Step[][] {
  if (a.length === 0) return [b.map((act) => ({ who: 1, act }))];
  if (b.length === 0) return [a.map((act) => ({ who: 0, act }))];
  const [firstA, ...restA] = a as [Act, ...Act[]];
  const [firstB, ...restB] = b as [Act, ...Act[]];
  return [
    ...interleavings(restA, b).map((rest): Step[] => [{ who: 0, act: firstA }, ...rest]),
    ...interleavings(a, restB).map((rest): Step[] => [{ who: 1, act: firstB }, ...rest]),
  ];
}

test('every interleaving of draft, send, assign and resolve of two people: one reply, and the other’s draft is kept', async () => {
  const all = interleavings(['write', 'assign', 'send', 'resolve'], ['write', 'send', 'assign', 'resolve']);
  assert.equal(all.length, 70);
  for (const given of all) {
    const world = await begin();
    for (const one of given) await step(world, one);
    await check(world);
    // Neither has looked again: whoever sent first is alone.
    assert.equal(world.messages.filter(({ direction }) => direction === 'out').length, 1);
    assert.equal(world.windows.filter(({ text }) => text !== '').length, 1);
  }
});

test('at the same moment, in several connections: the same as one after the other', async () => {
  for (let run = 0; run < 12; run += 1) {
    const world = await begin();
    for (const who of [0, 1] as const) await step(world, { who, act: 'write' });
    const [a, b] = world.windows;
    const wish = { html: null, cc: [], attachments: [], undoFor: 600_000 };
    const ask = (who: Who) => {
      const { text, seen, version } = world.windows[who];
      return reply(people[who], world.id, { ...wish, text, seen, draft: version, key: randomUUID() });
    };
    const done = await Promise.allSettled([
      ask(0),
      ask(1),
      saveDraft(people[0], world.id, { base: a.version, text: 'A la vez', html: null, cc: [] }),
      takeDraft(people[1], world.id, { from: people[0].actor.accountId as string, version: a.version as string }),
      take(people[0], world.id),
      resolve(people[1], world.id),
      receive(t.k, [replyTo(world.question, { mailbox, receivedAt: start + 60_000 })]),
    ]);
    for (const one of done) if (one.status === 'rejected') assert.ok(one.reason instanceof Refusal, String(one.reason));
    const sent = done.slice(0, 2).filter(({ status }) => status === 'fulfilled').length;
    assert.ok(sent <= 1, 'one reply at most had seen all that was there');
    const shown = await showConversation(t.k, world.id, { messages: 1000, before: null, isBrief: false });
    const outs = shown.messages.filter(({ direction }) => direction === 'out');
    assert.equal(outs.length, sent);
    // Every word that was not sent is in somebody's draft.
    const kept = [...outs.map((one) => one.text)];
    for (const who of [0, 1] as const) kept.push((await showDrafts(people[who], world.id)).mine?.text ?? '');
    assert.ok(kept.some((text) => text.includes(b.text)));
    assert.ok(kept.some((text) => text.includes(a.text) || text === 'A la vez'));
  }
});
