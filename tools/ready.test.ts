import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isInstalled } from './ready.mjs';

const here = { os: [process.platform], cpu: [process.arch] };
const lock = {
  packages: {
    '': { name: 'ventanilla' },
    'node_modules/fastify': { version: '5.0.0', integrity: 'sha512-a' },
    'node_modules/knip': { version: '6.0.0', integrity: 'sha512-b', dev: true },
    'node_modules/node-here': { version: '26.0.0', integrity: 'sha512-c', optional: true, ...here },
    'node_modules/wasm-helper': { version: '1.0.0', integrity: 'sha512-e', optional: true },
    'node_modules/node-elsewhere': { version: '26.0.0', integrity: 'sha512-d', optional: true, os: ['aix'], cpu: ['ppc64'] },
  },
};
const { '': _root, 'node_modules/wasm-helper': _helper, 'node_modules/node-elsewhere': _elsewhere, ...everything } = lock.packages;
const { 'node_modules/knip': _knip, ...production } = everything;

test('what npm ci put there is enough, without the packages of other machines and what only those need', () => {
  assert.equal(isInstalled(lock, { packages: everything }, 'full'), true);
});

test('a production install is enough to start and not enough to test', () => {
  assert.equal(isInstalled(lock, { packages: production }, 'production'), true);
  assert.equal(isInstalled(lock, { packages: production }, 'full'), false);
});

test('another version, another content or the missing runtime of this machine call for an install', () => {
  const having = (place: string, value: object | undefined) => ({ packages: { ...everything, [place]: value } });
  assert.equal(isInstalled(lock, having('node_modules/fastify', { version: '4.9.9', integrity: 'sha512-a' }), 'production'), false);
  assert.equal(isInstalled(lock, having('node_modules/fastify', { version: '5.0.0', integrity: 'sha512-z' }), 'production'), false);
  assert.equal(isInstalled(lock, having('node_modules/node-here', undefined), 'production'), false);
});
