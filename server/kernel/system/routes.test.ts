import assert from 'node:assert/strict';
import { test } from 'node:test';
import { module as kernel, type Module } from '#kernel';
import { testHttp } from '../../../tests/world/visitors.ts';

const ailing: Module = {
  name: 'ailing',
  health: [
    { name: 'sana', check: async () => ({ ok: true, detail: 'Bien.' }) },
    {
      name: 'rota',
      check: async () => {
        throw new Error('dentro');
      },
    },
  ],
};

test('a check that fails is itself the answer, and holds nothing up', async () => {
  const t = await testHttp({ modules: [kernel], more: [ailing] });
  try {
    const { body } = await (await t.signedIn('network')).get('/system');
    const byName = new Map(body.checks.map((one: { name: string; ok: boolean; detail: string }) => [one.name, one]));
    assert.deepEqual(byName.get('sana'), { name: 'sana', ok: true, detail: 'Bien.' });
    assert.equal((byName.get('rota') as { ok: boolean }).ok, false);
    assert.ok(!JSON.stringify(body).includes('dentro'));
    assert.ok(body.disk.total > body.disk.free && body.version);
  } finally {
    await t.close();
  }
});
