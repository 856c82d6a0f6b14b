import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { z } from 'zod';
import { module as kernel, type Module } from '#kernel';
import { type TestHttp, testHttp } from '../../../tests/world/visitors.ts';

const shelf: Module = {
  name: 'shelf',
  settings: [
    { key: 'shelf.height', shape: z.number().int().min(1), initial: 3 },
    { key: 'shelf.colour.*', shape: z.enum(['red', 'green']), initial: 'red', change: 'calendar.change' },
  ],
};
let t: TestHttp;
before(async () => {
  t = await testHttp({ modules: [kernel, shelf] });
});
after(() => t?.close());

test('whoever may read settings reads all of them with their initial values', async () => {
  const { settings } = (await (await t.signedIn('auditor')).get('/settings')).body;
  assert.equal(settings['shelf.height'], 3);
  assert.equal((await (await t.signedIn('operator')).get('/settings')).status, 403);
});

test('a setting is changed by whom it names, and by the administrator', async () => {
  const [head, admin] = [await t.signedIn('head'), await t.signedIn('admin')];
  const refused = (await head.put('/settings/shelf.height', { value: 4 })).body;
  assert.deepEqual(
    [refused.code, refused.detail],
    ['not-allowed', 'Su rol no permite esto. Pídalo a quien tenga uno de estos: Administrador/a.'],
  );
  assert.equal((await admin.put('/settings/shelf.height', { value: 4 })).status, 200);
  assert.equal((await head.put('/settings/shelf.colour.door', { value: 'green' })).status, 200);
  assert.equal((await (await t.signedIn('network')).put('/settings/shelf.colour.door', { value: 'red' })).status, 403);
  const { settings } = (await admin.get('/settings')).body;
  assert.deepEqual([settings['shelf.height'], settings['shelf.colour.door']], [4, 'green']);
});

test('a value that does not fit and a key that is none are refused', async () => {
  const admin = await t.signedIn('admin');
  assert.deepEqual(
    [(await admin.put('/settings/shelf.height', { value: 0 })).status, (await admin.put('/settings/shelf.width', { value: 1 })).status],
    [422, 404],
  );
});
