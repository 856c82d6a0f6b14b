import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { sql } from 'kysely';
import { type TestKernel, testKernel } from '../../../tests/world/database.ts';
import { eventually } from '../../../tests/world/temporary.ts';
import type { Kernel } from '../kernel.ts';
import type { Module } from '../module.ts';
import { openKernel } from '../open.ts';
import { queueOf } from './handlers.ts';

const ran: unknown[] = [];
let failures = 0;
const inOrder = () => ran.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
const note = (what: string) => async (_k: Kernel, data: unknown) => void ran.push([what, data]);
const below: Module = {
  name: 'below',
  jobs: [
    { name: 'write', handle: note('write') },
    { name: 'slow', heartbeatSeconds: 10, concurrency: 1, handle: note('slow') },
    {
      name: 'fragile',
      retries: 3,
      async handle() {
        failures += 1;
        if (failures === 1) throw new Error('not yet');
        ran.push(['fragile', failures]);
      },
    },
    { name: 'chain', handle: (k) => k.transaction((k) => k.topics.publish('news', { from: k.actor.name })) },
  ],
};
const above: Module = {
  name: 'above',
  topics: [
    { topic: 'news', name: 'first', handle: note('first') },
    { topic: 'news', name: 'second', handle: note('second') },
  ],
};

let world: TestKernel;
before(async () => {
  world = await testKernel({ modules: [below, above] });
});
after(() => world?.close());
beforeEach(() => {
  ran.length = 0;
});

test('a job exists only if its transaction commits', async () => {
  const undone = world.k.transaction(async (k) => {
    await k.jobs.send('write', { n: 1 });
    throw new Error('undone');
  });
  await assert.rejects(undone, /undone/);
  assert.equal(await world.drain(), 0);
  await world.k.transaction((k) => k.jobs.send('write', { n: 2 }));
  await world.k.jobs.send('write', { n: 3 });
  assert.equal(await world.drain(), 2);
  assert.deepEqual(inOrder(), [
    ['write', { n: 2 }],
    ['write', { n: 3 }],
  ]);
});

test('a job that nobody handles is refused where it is asked for', async () => {
  await assert.rejects(world.k.jobs.send('nobody', {}), /Nobody handles the job nobody/);
});

test('while one with its key waits to start, another is not added; another key is', async () => {
  await world.k.transaction(async (k) => {
    for (const key of ['a', 'a', 'b']) await k.jobs.send('write', { key }, { singletonKey: key });
  });
  await world.k.jobs.send('write', { key: 'a' }, { singletonKey: 'a' });
  await world.drain();
  assert.deepEqual(inOrder(), [
    ['write', { key: 'a' }],
    ['write', { key: 'b' }],
  ]);
  await world.k.jobs.send('write', { key: 'a' }, { singletonKey: 'a' });
  assert.equal(await world.drain(), 1);
});

test('news reaches each listener once, and what a job asks for is done too', async () => {
  await world.k.jobs.send('chain', {});
  await world.drain();
  assert.deepEqual(inOrder(), [
    ['first', { from: 'Ventanilla' }],
    ['second', { from: 'Ventanilla' }],
  ]);
  await world.k.topics.publish('nobody-listens', {});
  assert.equal(await world.drain(), 0);
});

test('a job for later waits', async () => {
  await world.k.jobs.send('write', { later: true }, { startAfterSeconds: 3600 });
  assert.equal(await world.drain(), 0);
  await sql`delete from job.job where state = 'created'`.execute(world.k.db);
});

test('what may take long does not stand before what is quick', () => {
  assert.deepEqual(
    [{}, { expireInSeconds: 60 }, { expireInSeconds: 600 }, { heartbeatSeconds: 10 }, { cron: '0 2 * * *' }, { concurrency: 2 }].map(
      (more) => queueOf({ name: 'x', handle: async () => {}, ...more }),
    ),
    ['short', 'short', 'long', 'long', 'long', 'long'],
  );
});

test('the server runs jobs within moments of the commit, its own and those of a command beside it, and tries again what failed', async () => {
  const server = await world.again({ serves: true });
  try {
    await server.start();
    const began = performance.now();
    await server.k.transaction((k) => k.jobs.send('write', { by: 'server' }));
    await eventually('its own job ran', () => ran.length === 1);
    assert.ok(performance.now() - began < 1500, 'it did not wait for the next poll');
    await world.k.transaction((k) => k.jobs.send('slow', { by: 'command' }));
    await eventually("the command's job ran", () => ran.length === 2);
    await world.k.jobs.send('fragile', {});
    await eventually('the second try ran', () => ran.some((one) => (one as string[])[0] === 'fragile'), 20_000);
    assert.equal(failures, 2);
  } finally {
    await server.close();
  }
});

test('what runs by the calendar is on the schedule in Santo Domingo time, and leaves it with its module', async () => {
  const schedule = async () =>
    (
      await sql<{ key: string; cron: string; timezone: string }>`select key, cron, timezone from job.schedule order by key`.execute(
        world.k.db,
      )
    ).rows;
  const nightly: Module = { name: 'nightly', jobs: [{ name: 'nightly.count', cron: '30 2 * * *', handle: note('nightly') }] };
  const run = async (modules: readonly Module[]) => {
    const server = await openKernel(world.k.config, modules, { serves: true, clock: world.clock });
    await server.start();
    await server.close();
  };
  await run([below, above, nightly]);
  assert.deepEqual(await schedule(), [{ key: 'nightly.count', cron: '30 2 * * *', timezone: 'America/Santo_Domingo' }]);
  await run([below, above]);
  assert.deepEqual(await schedule(), []);
});
