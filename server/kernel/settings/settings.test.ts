import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { z } from 'zod';
import { type TestKernel, testKernel } from '../../../tests/world/database.ts';
import { eventually } from '../../../tests/world/temporary.ts';
import type { Kernel } from '../kernel.ts';

const hooked: unknown[] = [];
let refuses = false;
const module = {
  name: 'm',
  settings: [
    { key: 'mail.acknowledgement', shape: z.enum(['on', 'off']), initial: 'off' },
    { key: 'procedure.tolerance.*', shape: z.number().gt(0).lte(100), initial: 95 },
    {
      key: 'hooked',
      shape: z.number(),
      initial: 0,
      async changed(_k: Kernel, key: string, value: unknown) {
        if (refuses) throw new Error('the hook refuses');
        hooked.push([key, value]);
      },
    },
  ],
};

let world: TestKernel;
before(async () => {
  world = await testKernel({ modules: [module] });
});
after(() => world?.close());

test('a setting has its initial value until it is changed; a prefix covers its keys', async () => {
  const { settings } = world.k;
  assert.equal(await settings.get('mail.acknowledgement'), 'off');
  assert.equal(await settings.get('procedure.tolerance.5.3'), 95);
  await settings.set('procedure.tolerance.5.3', 90);
  assert.equal(await settings.get('procedure.tolerance.5.3'), 90);
  assert.equal(await settings.get('procedure.tolerance.5.4'), 95);
  assert.deepEqual(await settings.all(), { hooked: 0, 'mail.acknowledgement': 'off', 'procedure.tolerance.5.3': 90 });
});

test('an unknown key and a value of another shape are refused with what to do', async () => {
  await assert.rejects(world.k.settings.get('nothing'), { code: 'unknown-setting', status: 404 });
  await assert.rejects(world.k.settings.set('procedure.tolerance.5.3', 101), {
    code: 'bad-setting',
    status: 422,
    es: 'El valor de «procedure.tolerance.5.3» no sirve: escriba como máximo 100. Corríjalo y repita.',
  });
  assert.equal(await world.k.settings.get('procedure.tolerance.5.3'), 90);
});

test('inside the transaction the change is seen, outside not before commit, and a refusing hook undoes it', async () => {
  await world.k.transaction(async (k) => {
    await k.settings.set('hooked', 5);
    assert.equal(await k.settings.get('hooked'), 5);
    assert.equal(await world.k.settings.get('hooked'), 0);
  });
  assert.equal(await world.k.settings.get('hooked'), 5);
  refuses = true;
  await assert.rejects(world.k.settings.set('hooked', 6), /the hook refuses/);
  refuses = false;
  assert.equal(await world.k.settings.get('hooked'), 5);
  assert.deepEqual(hooked, [['hooked', 5]]);
});

test('a change is an act with what stood there before', async () => {
  await world.k.settings.set('mail.acknowledgement', 'on');
  const { rows } = await sql<{ detail: unknown }>`select detail from acts.act where subject_id = 'mail.acknowledgement'`.execute(
    world.k.db,
  );
  assert.deepEqual(rows, [{ detail: { before: 'off', after: 'on' } }]);
});

test('another process sees the change, whether it listens or not', async () => {
  const [server, command] = [await world.again({ serves: true }), await world.again()];
  try {
    await server.start();
    assert.deepEqual([await server.k.settings.get('hooked'), await command.k.settings.get('hooked')], [5, 5]);
    await world.k.settings.set('hooked', 7);
    await eventually('the server hears of it', async () => (await server.k.settings.get('hooked')) === 7, 900);
    await eventually('the command asks again after a second', async () => (await command.k.settings.get('hooked')) === 7, 3000);
  } finally {
    await server.close();
    await command.close();
  }
});
