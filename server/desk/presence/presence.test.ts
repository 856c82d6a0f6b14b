import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { type TestHttp, testHttp, type Visitor } from '../../../tests/world/visitors.ts';
import { eventually } from '../../../tests/world/temporary.ts';
import { receive } from '../receive.ts';
import { mail } from '../testing.ts';
import { forgetGone, presentFor } from './presence.ts';
import { presentQueryOf } from './presence-store.ts';

let t: TestHttp;
let maria: Visitor;
let wilkin: Visitor;
before(async () => {
  t = await testHttp();
  [maria, wilkin] = [await t.signedIn('operator'), await t.signedIn('coordinator')];
});
after(() => t?.close());

const asked = async () => (await receive(t.k, [mail()]))[0]?.conversationId as string;
const be = (who: Visitor, id: string, doing = 'reading', tab = `tab-of-${who.id}`) =>
  who.put(`/conversations/${id}/presence`, { tab, doing });
const go = (who: Visitor, id: string, tab = `tab-of-${who.id}`) => who.delete(`/conversations/${id}/presence`, { tab });
const seenBy = async (who: Visitor, id: string) =>
  (await be(who, id)).body.items.map((one: { id: string; doing: string }) => `${one.id} ${one.doing}`);

test('whoever has it open is seen by the others with what they do, and never by themselves', async () => {
  const id = await asked();
  assert.deepEqual((await be(maria, id)).body.items, []);
  assert.deepEqual(await seenBy(wilkin, id), [`${maria.id} reading`]);
  await be(maria, id, 'noting', 'second-tab');
  assert.deepEqual(await seenBy(wilkin, id), [`${maria.id} noting`]);
  await go(maria, id, 'second-tab');
  assert.deepEqual(await seenBy(wilkin, id), [`${maria.id} reading`]);
});

test('whoever leaves or opens another is gone from the first at once, and whoever dies is within twenty seconds', async () => {
  const [one, other] = [await asked(), await asked()];
  await be(maria, one);
  assert.deepEqual(await seenBy(wilkin, one), [`${maria.id} reading`]);
  await be(maria, other);
  assert.deepEqual(await seenBy(wilkin, one), []);
  // The leaving of the first comes late: it takes nobody out of the second.
  await go(maria, one);
  assert.deepEqual(await seenBy(wilkin, other), [`${maria.id} reading`]);
  await go(maria, other);
  assert.deepEqual(await seenBy(wilkin, other), []);
  await be(maria, other);
  t.clock.advance(presentFor);
  assert.deepEqual(await seenBy(wilkin, other), []);
});

test('what changes is told to consoles only where somebody else is there to hear it', async () => {
  const id = await asked();
  const numbered = async (ref: string) => {
    await t.k.live.tell('people', ref);
    return eventually('numbered', async () => (await t.k.live.after(0, ['people'])).items.find((each) => each.ref === ref)?.seq);
  };
  const start = await numbered('mark');
  await be(maria, id);
  await be(maria, id);
  await be(wilkin, id);
  await be(wilkin, id);
  await go(wilkin, id);
  await numbered('end');
  const told = (await t.k.live.after(start, ['presence'])).items;
  assert.deepEqual([...new Set(told.map((each) => each.ref))], [id]);
  assert.ok(told.length <= 2, 'one coming and one leaving');
});

test('of another process all is seen too, and what was left behind is forgotten', async () => {
  const id = await asked();
  await be(maria, id);
  const other = await t.again();
  try {
    const { rows } = await presentQueryOf(id, null, t.clock.real() - presentFor).execute(other.k.db);
    assert.deepEqual(
      rows.map((row) => row.id),
      [maria.id],
    );
  } finally {
    await other.close();
  }
  t.clock.advance(2 * 3_600_000);
  await forgetGone(t.k);
  assert.deepEqual((await sql`select 1 from desk.presence`.execute(t.k.db)).rows, []);
});

test('what is no conversation is refused, and a script is nowhere', async () => {
  assert.equal((await be(maria, '999999')).body.code, 'unknown-conversation');
  assert.equal((await be(await t.script('operator'), await asked(), 'reading', 'tab-of-a-script')).body.code, 'only-persons');
});
