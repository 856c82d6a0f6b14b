import assert from 'node:assert/strict';
import { chmodSync, existsSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { type TestKernel, testKernel } from '../../../tests/world/database.ts';
import { temporaryFolder } from '../../../tests/world/temporary.ts';
import { checks } from '../health/checks.ts';
import { keyFile, readKey } from './key-file.ts';
import { secretsOf } from './secrets.ts';

let world: TestKernel;
before(async () => {
  world = await testKernel({ modules: [] });
});
after(() => world?.close());

test('what is sealed opens again, differs each time, and a changed letter does not open', () => {
  const { seal, open } = world.k.secrets;
  const sealed = seal('contraseña «ñ»');
  assert.equal(open(sealed), 'contraseña «ñ»');
  assert.notEqual(seal('a'), seal('a'));
  assert.throws(() => open(`${sealed.slice(0, -2)}${sealed.endsWith('AA') ? 'BB' : 'AA'}`), { code: 'key-lost' });
  assert.throws(() => open('nonsense'), { code: 'key-lost' });
});

test('a signature holds for its purpose and text only', () => {
  const { sign, verify } = world.k.secrets;
  const signature = sign('attachment', '7');
  assert.match(signature, /^[\w-]+$/);
  assert.ok(verify('attachment', '7', signature));
  assert.ok(!verify('attachment', '8', signature));
  assert.ok(!verify('body', '7', signature));
  assert.ok(!verify('attachment', '7', ''));
});

test('the key file is for its account alone, also after a careless copy, and stays the same', () => {
  const folder = temporaryFolder('key');
  const key = readKey(folder.path);
  assert.equal(statSync(keyFile(folder.path)).mode & 0o777, 0o600);
  chmodSync(keyFile(folder.path), 0o644);
  assert.deepEqual(readKey(folder.path), key);
  assert.equal(statSync(keyFile(folder.path)).mode & 0o777, 0o600);
  writeFileSync(keyFile(folder.path), 'short');
  assert.throws(() => readKey(folder.path), { code: 'key-broken', es: /secret\.key/ });
  folder.remove();
});

test('a lost key file: the product runs, says so, and names what to do when a secret is asked for', async () => {
  const sealed = world.k.secrets.seal('clave');
  assert.ok(existsSync(keyFile(world.data)));
  rmSync(keyFile(world.data));
  const again = await world.again();
  try {
    assert.throws(() => again.k.secrets.open(sealed), { code: 'key-lost', es: /Devuelva ese archivo/ });
    const key = checks.find((one) => one.name === 'llave');
    assert.deepEqual([(await key?.check(world.k))?.ok, (await key?.check(again.k))?.ok], [false, false]);
  } finally {
    await again.close();
  }
});

test('two keys never open what the other sealed', () => {
  const [one, other] = [secretsOf(Buffer.alloc(32, 1)), secretsOf(Buffer.alloc(32, 2))];
  assert.throws(() => other.open(one.seal('x')), { code: 'key-lost' });
  assert.ok(!other.verify('p', 't', one.sign('p', 't')));
});
