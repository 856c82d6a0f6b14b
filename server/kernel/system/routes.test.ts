import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { module as kernel, type Module } from '#kernel';
import { testHttp } from '../../../tests/world/visitors.ts';

const ailing: Module = {
  name: 'ailing',
  health: [
    { name: 'sana', nameEn: 'healthy', check: async () => ({ ok: true, detail: 'Bien.', detailEn: 'Well.' }) },
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
    assert.deepEqual(byName.get('sana'), { name: 'sana', nameEn: 'healthy', ok: true, detail: 'Bien.', detailEn: 'Well.' });
    assert.equal((byName.get('rota') as { ok: boolean }).ok, false);
    assert.ok(!JSON.stringify(body).includes('dentro'));
    assert.ok(body.disk.total > body.disk.free && body.version);
  } finally {
    await t.close();
  }
});

test('whoever administers makes a backup at once: it is whole, an act, and among those kept', async () => {
  const t = await testHttp({ modules: [kernel] });
  try {
    assert.equal((await (await t.signedIn('network')).post('/system/backup', {})).status, 403);
    const admin = await t.signedIn('admin');
    const { status, body } = await admin.post('/system/backup', {});
    assert.equal(status, 201);
    assert.ok(body.bytes > 0 && existsSync(path.join(body.folder, 'manifest.json')), body.folder);
    const { backups } = (await admin.get('/system')).body;
    assert.deepEqual([backups[0].folder, backups[0].cause], [body.folder, 'asked']);
    const [act] = (await admin.get('/acts?limit=1')).body.items;
    assert.deepEqual([act.verb, act.actor.kind], ['backup.made', 'person']);
  } finally {
    await t.close();
  }
});

test('while one copy is being made another is refused with a sentence', async () => {
  const t = await testHttp({ modules: [kernel] });
  try {
    const lease = await t.k.leases.hold('kernel.backup');
    const { status, body } = await (await t.signedIn('admin')).post('/system/backup', {});
    assert.deepEqual([status, body.code], [409, 'backup-runs']);
    await lease?.release();
  } finally {
    await t.close();
  }
});
