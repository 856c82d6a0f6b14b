import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { chmodSync, existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { type TestKernel, testKernel } from '../../../tests/world/database.ts';
import { temporaryFolder } from '../../../tests/world/temporary.ts';
import { verify } from '../backup/verify.ts';
import { blobsOf, smallest } from './blobs.ts';
import { diskTrouble } from './files.ts';

let world: TestKernel;
before(async () => {
  world = await testKernel({ modules: [] });
});
after(() => world?.close());

const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

test('small ones lie in the database, large ones in a file named by their hash', async () => {
  const { blobs } = world.k;
  const list = [Buffer.alloc(0), randomBytes(smallest), randomBytes(smallest + 1), randomBytes(3_000_000)];
  const hashes = await blobs.putMany([...list, list[1] as Buffer]);
  assert.deepEqual(hashes, [...list, list[1] as Buffer].map(hashOf));
  for (const [i, bytes] of list.entries()) {
    const sha256 = hashes[i] as string;
    assert.deepEqual(await blobs.get(sha256), bytes);
    assert.equal(await blobs.size(sha256), bytes.length);
    assert.equal(blobs.path(sha256) === null, bytes.length <= smallest);
    const parts: Buffer[] = [];
    for await (const part of await blobs.open(sha256)) parts.push(part as Buffer);
    assert.deepEqual(Buffer.concat(parts), bytes);
  }
});

test('putting the same again changes nothing, also from many at once', async () => {
  const list = [randomBytes(100), randomBytes(100), randomBytes(70_000)];
  const many = await Promise.all(
    Array.from({ length: 8 }, (_, i) => world.k.transaction((k) => k.blobs.putMany(i % 2 ? list : list.toReversed()))),
  );
  assert.equal(new Set(many.flat()).size, 3);
});

test('a small one goes with its transaction', async () => {
  let sha256 = '';
  const undone = world.k.transaction(async (k) => {
    sha256 = await k.blobs.put(Buffer.from('undone'));
    throw new Error('undone');
  });
  await assert.rejects(undone, /undone/);
  await assert.rejects(world.k.blobs.get(sha256), { code: 'blob-unknown', status: 404 });
});

test('a damaged or missing file is refused when read and named by verify', async () => {
  const sha256 = await world.k.blobs.put(randomBytes(80_000));
  const file = world.k.blobs.path(sha256) as string;
  assert.equal((await verify(world.k)).ok, true);
  writeFileSync(file, 'something else');
  await assert.rejects(world.k.blobs.get(sha256), { code: 'blob-damaged' });
  assert.deepEqual((await verify(world.k)).firstWrong, `el original ${sha256} falta o está dañado`);
  rmSync(file);
  await assert.rejects(world.k.blobs.get(sha256), { code: 'blob-damaged', es: /última copia/ });
  assert.equal((await verify(world.k)).ok, false);
});

test('a name that is no hash never becomes a path', () => {
  assert.throws(() => world.k.blobs.path('../../secret.key'), /Not a sha-256/);
});

test('a full or locked disk says what to do, and leaves neither row nor half a file', async (t) => {
  const full = diskTrouble(Object.assign(new Error('write'), { code: 'ENOSPC' }), '/data') as { code: string; status: number };
  assert.deepEqual([full.code, full.status], ['disk-full', 507]);
  if (process.getuid?.() === 0) return t.diagnostic('as root a folder without permission is writable all the same');
  const before = readdirSync(world.data);
  chmodSync(`${world.data}/blobs`, 0o500);
  const bytes = randomBytes(90_000);
  await assert.rejects(world.k.blobs.put(bytes), { code: 'data-not-writable' });
  chmodSync(`${world.data}/blobs`, 0o700);
  assert.equal(existsSync(world.k.blobs.path(hashOf(bytes)) ?? ''), false);
  assert.deepEqual(readdirSync(world.data), before);
});

test('on a disk that is really full the blob is refused, nothing half is left, and it goes in once there is space', async (t) => {
  const folder = temporaryFolder('full');
  if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=256k', 'tmpfs', folder.path]).status !== 0) {
    return t.diagnostic('this account may not mount a small disk; the sentence itself is tested above');
  }
  try {
    const blobs = blobsOf({ db: world.k.db, config: { ...world.k.config, data: folder.path } });
    const bytes = randomBytes(400_000);
    await assert.rejects(blobs.put(bytes), { code: 'disk-full', es: /Libere espacio/ });
    await assert.rejects(world.k.blobs.size(hashOf(bytes)), { code: 'blob-unknown' });
    const left = readdirSync(folder.path, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    assert.deepEqual(left, []);
    spawnSync('mount', ['-o', 'remount,size=2m', folder.path]);
    assert.deepEqual(await blobs.get(await blobs.put(bytes)), bytes);
  } finally {
    spawnSync('umount', [folder.path]);
    folder.remove();
  }
});
