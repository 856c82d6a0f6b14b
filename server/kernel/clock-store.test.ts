import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import pg from 'pg';
import { cloneDatabase } from '../../tests/world/database.ts';
import { temporaryFolder } from '../../tests/world/temporary.ts';
import { readConfig } from './config.ts';
import { openKernel } from './open.ts';

let database: Awaited<ReturnType<typeof cloneDatabase>>;
const folder = temporaryFolder('clock');
before(async () => {
  database = await cloneDatabase();
});
after(async () => {
  await database?.drop();
  folder.remove();
});

const open = (clock?: string) =>
  openKernel(
    readConfig({
      DATABASE_URL: database.url,
      VENTANILLA_DATA: folder.path,
      VENTANILLA_LOG: 'silent',
      ...(clock && { VENTANILLA_CLOCK: clock }),
    }),
    [],
  );

test('the same words follow the same clock over processes and restarts, standing or running', async () => {
  const still = await open('2026-12-01T08:00:00-04:00');
  assert.equal(still.k.clock.now(), Date.parse('2026-12-01T12:00:00Z'));
  await still.close();
  const one = await open('2026-12-01T08:00:00-04:00 x3600');
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  await client.query("update kernel.clock_anchor set anchored_at = now() - interval '1 hour'");
  await client.end();
  const two = await open('2026-12-01T08:00:00-04:00 x3600');
  const ahead = two.k.clock.now() - Date.parse('2026-12-01T12:00:00Z');
  assert.ok(ahead >= 3600 * 3_600_000 && ahead < 3700 * 3_600_000, `an hour ago it stood at eight: ${ahead}`);
  assert.ok(Math.abs(two.k.clock.real() - Date.now()) < 1000);
  assert.equal(two.k.clock.driven, true);
  await one.close();
  await two.close();
});

test('other words set a new anchor, unless it lies before the last act', async () => {
  const later = await open('2030-01-02T08:00:00-04:00');
  await later.k.acts.write({ verb: 'test.done', subject: { kind: 'thing', id: '1' } });
  await later.close();
  await assert.rejects(open('2029-12-31T08:00:00-04:00'), { code: 'clock-before-acts', es: /2030-01-02T08:00:00-04:00/ });
  const same = await open('2030-01-02T08:00:00-04:00');
  assert.equal(same.k.clock.now(), Date.parse('2030-01-02T12:00:00Z'));
  await same.close();
  await (await open('2030-01-02T08:00:01-04:00')).close();
});
