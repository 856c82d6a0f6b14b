// A disk that fills under the real server process: a sentence, an alarm at the mailbox, and it goes on by itself when there is room again.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, readdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { type Dovecot, startDovecot } from '../world/dovecot.ts';
import { imapOf, letter, startProduct } from '../world/product.ts';
import { ventanilla } from '../world/cli.ts';
import { quitAndWait } from '../world/cluster.ts';
import { eventually, onExit, temporaryFolder } from '../world/temporary.ts';

const users = ['uno@itla.test', 'dos@itla.test', 'tres@itla.test', 'cuatro@itla.test'];
let dovecot: Dovecot;
before(async () => {
  dovecot = await startDovecot({ users });
});
after(() => dovecot?.stop());

interface Disk {
  readonly path: string;
  fill(): void;
  makeRoom(): void;
  remove(): void;
}

/** A disk of so many MB where the machine lets us mount one (CI runs as root); otherwise a folder that takes no new files when it is «full». */
function smallDisk(megabytes: number): Disk & { readonly isReal: boolean } {
  const folder = temporaryFolder('disk');
  const isReal = mounts(folder.path, megabytes);
  const ballast = path.join(folder.path, 'ballast');
  const blobs = path.join(folder.path, 'blobs');
  const unmount = () => {
    if (isReal) execFileSync('umount', ['-l', folder.path]);
  };
  const forget = onExit(unmount);
  return {
    path: folder.path,
    isReal,
    fill() {
      if (!isReal) return chmodSync(blobs, 0o500);
      const { bavail, bsize } = statfsSync(folder.path);
      try {
        writeFileSync(ballast, Buffer.alloc(bavail * bsize));
      } catch (error) {
        // The database wrote meanwhile: then it is full already, which is what was asked for.
        if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
      }
    },
    makeRoom() {
      if (isReal) rmSync(ballast);
      else chmodSync(blobs, 0o700);
    },
    remove() {
      unmount();
      forget();
      folder.remove();
    },
  };
}

function mounts(folder: string, megabytes: number): boolean {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false;
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'none', folder], { stdio: 'pipe' });
    return true;
  } catch {
    return false;
  }
}

test('no room for originals: said at the mailbox and by doctor, small mail goes on elsewhere, and the large one is in once afterwards', async () => {
  const [user = '', other = ''] = [users[0], users[2]];
  const disk = smallDisk(12);
  const p = await startProduct({ data: disk.path });
  try {
    const id = await p.mailbox(user, imapOf(dovecot, user));
    await letter(dovecot, user, 'grande 1', { kind: '1m' });
    await p.holds(user, ['grande 1']);
    assert.ok(existsSync(path.join(disk.path, 'blobs')), 'large originals lie in files');

    disk.fill();
    await letter(dovecot, user, 'grande 2', { kind: '1m' });
    const code = disk.isReal ? 'disk-full' : 'data-not-writable';
    assert.match(
      await p.trouble(id, code),
      /^(El disco de .* está lleno\. Libere espacio: Ventanilla sigue sola|No se puede escribir en .*\. Dé permiso)/,
    );
    assert.equal((await p.get('//readyz')).status, 200);
    if (disk.isReal) assert.match((await p.get('/system')).text, /Solo quedan 0 MB en .*: libere espacio o amplíe el disco/);

    await p.mailbox(other, imapOf(dovecot, other));
    await letter(dovecot, other, 'pequeño');
    await p.holds(other, ['pequeño']);

    disk.makeRoom();
    await p.holds(user, ['grande 1', 'grande 2'], 40_000);
    await eventually('the alarm is over', async () => (await p.health(id)).state === 'reading');
    const { ok, blobs } = await p.cli('verify');
    assert.deepEqual([ok, blobs >= 2], [true, true]);
  } finally {
    await p.close();
    disk.remove();
  }
});

test('no room for the database: what is asked is refused with a sentence, nothing is lost, and it goes on by itself', {
  timeout: 90_000,
}, async (t) => {
  const user = users[1] as string;
  const disk = smallDisk(200);
  // Only a disk of its own can be filled; where none can be mounted the test above stands for both.
  if (!disk.isReal) return t.diagnostic('no disk can be mounted by this account');
  const p = await startProduct({ embedded: true, data: disk.path });
  try {
    await p.mailbox(user, imapOf(dovecot, user));
    await letter(dovecot, user, 'antes');
    await p.holds(user, ['antes']);

    disk.fill();
    const body = { name: 'Registro', mail: 'registro@itla.test', answers: 'operator' };
    // A page of the log that is already there takes the first writings: it is asked until the disk says no.
    const refused = await eventually(
      'a writing is refused',
      async () => {
        for (let nr = 0; nr < 400; nr++) {
          const answer = await p.ask('POST', '/areas', { ...body, name: `Área ${nr} ${performance.now()} ${'x'.repeat(80)}` });
          if (answer.status >= 500) return answer;
        }
        return false;
      },
      40_000,
    );
    assert.equal(refused.type.split(';')[0], 'application/problem+json', refused.text);
    assert.match(refused.body.detail, /(está lleno\. Libere espacio y repita|No se ha perdido nada: espere)/);
    await letter(dovecot, user, 'mientras');

    disk.makeRoom();
    await eventually('it is ready again', async () => (await p.get('//readyz')).status === 200, 30_000);
    await p.holds(user, ['antes', 'mientras'], 40_000);
    assert.equal((await p.ask('POST', '/areas', body)).status, 201);
    assert.equal((await p.cli('verify')).ok, true);
  } finally {
    await p.close();
    quitAndWait(disk.path);
    disk.remove();
  }
});

test('on a full disk the server does not start, says so, and starts when there is room', async (t) => {
  const disk = smallDisk(20);
  if (!disk.isReal) return t.diagnostic('no disk can be mounted by this account');
  try {
    await assert.rejects(startProduct({ embedded: true, data: disk.path }), (error: Error) => {
      const said = String((error.cause as Error)?.message ?? error.message);
      assert.match(said, /ended with 1: El disco[^\n]* está lleno[^\n]*\. Libere espacio y vuelva a empezar[^\n]*\n$/);
      return true;
    });
    execFileSync('mount', ['-o', 'remount,size=160m', disk.path]);
    const p = await startProduct({ embedded: true, data: disk.path });
    assert.equal((await p.get('/session')).status, 200);
    await p.close();
  } finally {
    quitAndWait(disk.path);
    disk.remove();
  }
});

test('a copy for which there is no room says so, leaves nothing half made, and succeeds with room', async (t) => {
  const disk = smallDisk(1);
  if (!disk.isReal) return t.diagnostic('no disk can be mounted by this account');
  const p = await startProduct();
  try {
    const user = users[3] as string;
    await p.mailbox(user, imapOf(dovecot, user));
    for (const nr of [1, 2, 3]) await letter(dovecot, user, `grande ${nr}`, { kind: '1m' });
    await p.holds(user, ['grande 1', 'grande 2', 'grande 3']);
    const { code, stdout, stderr } = await ventanilla(['backup', path.join(disk.path, 'copia')], { env: p.env });
    assert.deepEqual([code, stdout], [1, '']);
    assert.match(stderr, /^El disco [^\n]*está lleno[^\n]*Libere espacio[^\n]*\n$/);
    assert.deepEqual(readdirSync(disk.path), []);
    execFileSync('mount', ['-o', 'remount,size=40m', disk.path]);
    assert.ok((await p.cli('backup', path.join(disk.path, 'copia'))).bytes > 2_000_000);
  } finally {
    await p.close();
    disk.remove();
  }
});
