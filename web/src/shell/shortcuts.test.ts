import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { pages } from './pages.ts';
import { shortcuts } from './shortcuts.ts';

test('the sheet lists every key that some screen listens to, and no other', () => {
  const root = path.join(import.meta.dirname, '..');
  const heard = new Set<string>();
  for (const file of globSync('**/*.{ts,tsx}', { cwd: root })) {
    if (/shortcuts/.test(file)) continue;
    for (const [, keys = ''] of readFileSync(path.join(root, file), 'utf8').matchAll(/\bkeys: '([^']+)'/g)) heard.add(keys);
  }
  const listed = [...Object.values(shortcuts).flat(), ...pages].map(({ keys }) => keys);
  // What a text field hears for itself is no command.
  heard.add('Ctrl+Enter');
  heard.add('Ctrl+Shift+Enter');
  assert.ok(heard.size > 10, `${heard.size} keys found`);
  assert.deepEqual([...new Set(listed)].sort(), [...heard].sort());
});
