// The whole product copied while it runs, killed, and restored elsewhere: what comes back is what was there.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import pg from 'pg';
import { migrate, readMigrations } from '#kernel';
import { ventanilla, ventanillaJson } from './world/cli.ts';
import { quitAndWait } from './world/cluster.ts';
import { cloneDatabase, emptyDatabase } from './world/database.ts';
import { type Dovecot, startDovecot } from './world/dovecot.ts';
import { imapOf, letter, type Product, startProduct } from './world/product.ts';
import { temporaryFolder } from './world/temporary.ts';

const user = 'info@itla.test';
const folder = temporaryFolder('copies');
const at = (name: string) => path.join(folder.path, name);
let dovecot: Dovecot;
before(async () => {
  dovecot = await startDovecot({ users: [user] });
});
after(async () => {
  await dovecot?.stop();
  for (const name of ['restored']) quitAndWait(at(name));
  folder.remove();
});

/** All that a person sees: each conversation with its messages and obligations, and the sha-256 of each original. */
async function picture(p: Product) {
  const { items } = (await p.get('/conversations?view=all&limit=200')).body;
  const conversations = [];
  for (const item of items) {
    const { messages, obligations, history: _, ...one } = (await p.get(`/conversations/${item.id}`)).body;
    const raws = [];
    for (const { id, direction } of messages) {
      if (direction !== 'in') continue;
      raws.push(
        createHash('sha256')
          .update((await p.get(`/messages/${id}/raw`)).text)
          .digest('hex'),
      );
    }
    // What is signed or counted anew at each asking says nothing about what was kept.
    const plain = JSON.parse(JSON.stringify({ ...one, messages, obligations }), (key, value) =>
      /url$/i.test(key) || ['remainingSeconds', 'share'].includes(key) ? undefined : value,
    );
    conversations.push({ ...plain, raws });
  }
  return conversations;
}

test('a copy made while mail comes in, after kill -9 restored elsewhere: conversations, obligations and originals are equal', {
  timeout: 120_000,
}, async () => {
  const p = await startProduct({ embedded: true });
  const id = await p.mailbox(user, imapOf(dovecot, user));
  const names = Array.from({ length: 12 }, (_, nr) => `consulta ${nr}`);
  for (const [nr, name] of names.entries()) await letter(dovecot, user, name, { kind: nr === 3 ? '1m' : '5k' });
  await p.holds(user, names);
  const [first] = (await p.get('/conversations?view=all')).body.items;
  assert.equal((await p.ask('POST', `/conversations/${first.id}/notes`, { text: 'Caja confirmó.' })).status, 201);
  assert.equal((await p.ask('POST', `/conversations/${first.id}/no-answer`, { reason: 'Es un aviso.' })).status, 200);
  // Nothing more is read: what the copy holds and what is compared is of one instant.
  assert.equal((await p.ask('POST', `/mailboxes/${id}/pause`, {})).status, 200);
  const was = await picture(p);

  const done = await p.cli('backup', at('copy'));
  assert.ok(done.bytes > 0 && done.acts > 5 && done.blobs >= 12, JSON.stringify(done));
  assert.ok(existsSync(at('copy/secret.key')), 'the key lies beside its copy');
  const refused = await ventanilla(['restore', at('copy')], { env: p.env });
  assert.deepEqual([refused.code, refused.stdout], [1, '']);
  assert.match(refused.stderr, /^[^\n]*[Dd]eténgalo[^\n]*\n$/);
  assert.deepEqual(await picture(p), was);

  await p.server.kill();
  await dovecot.kick(user);
  const restored = { VENTANILLA_DATA: at('restored') };
  assert.deepEqual(await ventanillaJson(['restore', at('copy')], { env: restored }), done);
  assert.deepEqual(await ventanillaJson(['verify'], { env: restored }), { ok: true, acts: done.acts, blobs: done.blobs });

  const again = await startProduct({ embedded: true, data: at('restored') });
  try {
    assert.deepEqual(await picture(again), was);
    assert.equal((await again.get('/obligations?state=setAside')).body.items.length, 1);
    // The password of the mailbox came along with the key: reading goes on where it was.
    assert.equal((await again.ask('POST', `/mailboxes/${id}/start`, {})).status, 200);
    await letter(dovecot, user, 'después');
    await again.holds(user, [...names, 'después']);
  } finally {
    await again.close();
    await p.close();
  }
});

test('what was copied and then changed is found by «verify», in the table and in the files', async () => {
  const copy = at('copy');
  const database = await cloneDatabase();
  const env = { VENTANILLA_DATA: at('tampered'), DATABASE_URL: database.url };
  await ventanillaJson(['restore', copy], { env });
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  await client.query(`alter table acts.act disable trigger user`);
  const { rows } = await client.query(`update acts.act set reason = 'otra cosa' where id = (select min(id) from acts.act) returning id`);
  await client.end();
  const acts = await ventanilla(['verify', '--json'], { env });
  assert.deepEqual([acts.code, JSON.parse(acts.stdout).ok, rows.length], [1, false, 1]);
  assert.ok(JSON.parse(acts.stdout).firstWrong);
  await database.drop();

  const other = await cloneDatabase();
  const fresh = { VENTANILLA_DATA: at('torn'), DATABASE_URL: other.url };
  await ventanillaJson(['restore', copy], { env: fresh });
  rmSync(at('torn/blobs'), { recursive: true });
  const blobs = await ventanilla(['verify', '--json'], { env: fresh });
  assert.deepEqual([blobs.code, JSON.parse(blobs.stdout).ok], [1, false]);
  await other.drop();
});

test('before an update changes the database it is copied; a copy of over 26 hours is an alarm that says what to do', async () => {
  const database = await emptyDatabase();
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  const data = at('updated');
  const env = { VENTANILLA_DATA: data, DATABASE_URL: database.url };
  // As the version before the newest change of the database left it.
  await migrate(client, readMigrations().slice(0, -1));
  assert.ok(!existsSync(path.join(data, 'backups')));
  assert.deepEqual(await ventanillaJson(['settings', 'get', 'mail.acknowledgement'], { env }), { 'mail.acknowledgement': 'off' });
  // What is up to date is not copied again.
  await ventanillaJson(['area', 'add', 'Registro', '--mail', 'registro@itla.test'], { env });
  const copies = readdirSync(path.join(data, 'backups'));
  assert.equal(copies.filter((name) => name.startsWith('before-update-')).length, 1);
  const elsewhere = await cloneDatabase();
  const restored = { VENTANILLA_DATA: at('before'), DATABASE_URL: elsewhere.url };
  const brought = await ventanilla(['restore', path.join(data, 'backups', copies[0] as string), '--json'], { env: restored });
  assert.equal(brought.code, 0, brought.stdout);
  await elsewhere.drop();

  const alarm = async () =>
    JSON.parse((await ventanilla(['doctor', '--json'], { env })).stdout).checks.find(
      (one: { name: string }) => one.name === 'copia de seguridad',
    );
  await ventanillaJson(['backup', at('nightly')], { env });
  assert.equal((await alarm()).ok, true);
  await client.query(`update kernel.backup set made_at = now() - interval '26 hours 1 minute'`);
  const { ok, detail } = await alarm();
  assert.equal(ok, false);
  assert.match(detail, /^La última copia tiene 26 horas: haga una ahora con «npx ventanilla backup CARPETA»/);
  await client.end();
  await database.drop();
});

test('under a driven clock a copy grows old with the product', async () => {
  const database = await cloneDatabase();
  const at26 = async (clock: string, ...words: string[]) =>
    ventanilla([...words, '--json'], { env: { VENTANILLA_DATA: at('driven'), DATABASE_URL: database.url, VENTANILLA_CLOCK: clock } });
  const alarm = async (clock: string) =>
    JSON.parse((await at26(clock, 'doctor')).stdout).checks.find((one: { name: string }) => one.name === 'copia de seguridad');
  assert.equal((await at26('2026-11-24T08:00:00-04:00', 'backup', at('driven-copy'))).code, 0);
  assert.equal((await alarm('2026-11-25T10:00:00-04:00')).ok, true);
  const { ok, detail } = await alarm('2026-11-25T11:00:00-04:00');
  assert.deepEqual([ok, /^La última copia tiene 27 horas: haga una ahora/.test(detail)], [false, true], detail);
  await database.drop();
});
