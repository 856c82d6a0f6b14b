import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { module as kernel } from '#kernel';
import { type TestHttp, testHttp } from '../../../tests/world/visitors.ts';

let t: TestHttp;
before(async () => {
  t = await testHttp({ modules: [kernel] });
});
after(() => t?.close());

test('acts come newest first, page by page, each once', async () => {
  for (let i = 0; i < 7; i += 1) await t.k.acts.write({ verb: 'box.opened', subject: { kind: 'box', id: `a:${i % 2}` }, detail: { i } });
  const who = await t.signedIn('auditor');
  const seen: number[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const { body } = await who.get(`/acts?subject=box&limit=3${cursor && `&cursor=${cursor}`}`);
    seen.push(...body.items.map((one: { detail: { i: number } }) => one.detail.i));
    cursor = body.next;
  }
  assert.deepEqual(seen, [6, 5, 4, 3, 2, 1, 0]);
});

test('acts are asked by subject, whose id may hold a colon, and by verb', async () => {
  const who = await t.signedIn('auditor');
  assert.equal((await who.get('/acts?subject=box:a:1')).body.items.length, 3);
  assert.equal((await who.get('/acts?verb=box.closed')).body.items.length, 0);
});

test('a cursor that is not ours is refused with a sentence', async () => {
  const who = await t.signedIn('auditor');
  for (const cursor of ['x', Buffer.from('{"a":1}').toString('base64url'), Buffer.from('"1; drop"').toString('base64url')])
    assert.equal((await who.get(`/acts?cursor=${cursor}`)).body.code, 'bad-cursor');
});

test('an act carries the number of the request that did it', async () => {
  const admin = await t.signedIn('admin');
  const answer = await admin.post('/tokens', { name: 'Con número', roles: ['operator'] });
  const { rows } = await sql<{
    n: number;
  }>`select count(*)::int as n from acts.act where request_id = ${answer.headers['x-request-id']}`.execute(t.k.db);
  assert.equal(rows[0]?.n, 1);
});
