import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { type TestKernel, testKernel } from '../../../tests/world/database.ts';
import { eventually } from '../../../tests/world/temporary.ts';
import type { LiveEvent } from './live.ts';
import { trimEvents } from './store.ts';

let world: TestKernel;
before(async () => {
  world = await testKernel({ modules: [] });
});
after(() => world?.close());

test('a change is numbered after commit, told to every process once, and nothing is told of what was undone', async () => {
  const other = await world.again();
  const heard: LiveEvent[][] = [[], []];
  const stops = [world.k, other.k].map((k, i) => k.live.subscribe((events) => heard[i]?.push(...events)));
  try {
    const start = await world.k.live.top();
    await assert.rejects(
      world.k.transaction(async (k) => {
        await k.live.tell('desk', 'undone');
        throw new Error('undone');
      }),
    );
    await world.k.transaction(async (k) => {
      for (const ref of ['1', '1', '2']) await k.live.tell('desk', ref);
    });
    await other.k.live.tell('mail', 'box');
    for (const list of heard) await eventually('both hear all', () => list.length === 3);
    assert.deepEqual(heard[0], heard[1]);
    assert.deepEqual(
      heard[0]?.map((one) => one.seq - start),
      [1, 2, 3],
    );
    assert.deepEqual(heard[0]?.map((one) => `${one.stream}:${one.ref}`).toSorted(), ['desk:1', 'desk:2', 'mail:box']);
    const page = await world.k.live.after(start, ['mail']);
    assert.deepEqual([page.items.map((one) => one.ref), page.next, page.isGap], [['box'], start + 3, false]);
  } finally {
    for (const stop of stops) stop();
    await other.close();
  }
});

test('many writers at once, in two processes: no number is missed or given twice', async () => {
  const other = await world.again();
  const heard: number[] = [];
  const stop = other.k.live.subscribe((events) => heard.push(...events.map((one) => one.seq)));
  await eventually('it listens', () => world.k.live.top().then(() => true));
  const start = await world.k.live.top();
  const writer = (k: typeof world.k, name: number) =>
    Promise.all(Array.from({ length: 25 }, (_, i) => k.transaction((k) => k.live.tell('desk', `${name}-${i}`))));
  await Promise.all([writer(world.k, 1), writer(other.k, 2), writer(world.k, 3), writer(other.k, 4)]);
  await eventually('all are heard', () => heard.filter((seq) => seq > start).length >= 100);
  assert.deepEqual(
    heard.filter((seq) => seq > start),
    Array.from({ length: 100 }, (_, i) => start + i + 1),
  );
  stop();
  await other.close();
});

test('who comes back after events were forgotten, or after a restore, is told to read everything anew', async () => {
  const top = await world.k.live.top();
  await sql`update live.event set at = now() - interval '3 days'`.execute(world.k.db);
  await trimEvents(world.k.db);
  await world.k.live.tell('desk', 'new');
  await eventually('it is numbered', async () => (await world.k.live.top()) === top + 1);
  assert.deepEqual(
    (await world.k.live.after(top, null)).items.map((one) => one.seq),
    [top + 1],
  );
  assert.equal((await world.k.live.after(top, null)).isGap, false);
  assert.equal((await world.k.live.after(top - 1, null)).isGap, true);
  assert.equal((await world.k.live.after(top + 500, null)).isGap, true);
});

test('what a process left unnumbered when it died between commit and kick, the server numbers', async () => {
  const top = await world.k.live.top();
  await sql`insert into live.pending (stream, ref) values ('desk', 'orphan')`.execute(world.k.db);
  const server = await world.again({ serves: true });
  try {
    await server.start();
    const page = await eventually('it is numbered', async () =>
      (await world.k.live.top()) > top ? world.k.live.after(top, null) : undefined,
    );
    assert.deepEqual(page.items, [{ seq: top + 1, stream: 'desk', ref: 'orphan' }]);
  } finally {
    await server.close();
  }
});
