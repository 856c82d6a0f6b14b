import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { roles } from '../kernel.ts';
import { may, matrix, type Permission, permissions, permissionsOf, rolesWith } from './permissions.ts';

const page = readFileSync(new URL('../../../docs/permissions.md', import.meta.url), 'utf8');
const rows = page
  .split('\n')
  .filter((line) => /^\| `/.test(line))
  .map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );

test('docs/permissions.md names every permission once and the roles in order', () => {
  assert.deepEqual(
    rows.map(([name]) => name?.replaceAll('`', '')),
    permissions,
  );
  const heads = page
    .split('\n')
    .find((line) => line.startsWith('| permission |'))
    ?.split('|')
    .slice(3, -1)
    .map((cell) => cell.trim());
  assert.deepEqual(heads, [...roles]);
});

test('docs/permissions.md grants what the matrix grants, cell by cell', () => {
  for (const [name, , ...cells] of rows) {
    const permission = name?.replaceAll('`', '') as Permission;
    assert.deepEqual(
      cells,
      roles.map((role) => (may([role], permission) ? '✓' : '·')),
      permission,
    );
  }
});

test('admin holds every permission and nobody holds one by holding no role', () => {
  assert.deepEqual(permissionsOf(['admin']), [...permissions]);
  assert.deepEqual(permissionsOf([]), []);
});

test('several roles may what any of them may', () => {
  assert.equal(may(['quality', 'network'], 'mailboxes.change'), true);
  assert.equal(may(['quality', 'head'], 'mailboxes.change'), false);
});

test('an auditor changes nothing', () => {
  const held = permissionsOf(['auditor']);
  assert.deepEqual(
    held.filter((one) => !/\.(read|raw)$/.test(one)),
    [],
  );
});

test('the roles that hold a permission are those of the matrix and admin', () => {
  assert.deepEqual(rolesWith('mailboxes.change'), [...matrix['mailboxes.change'], 'admin']);
});
