import assert from 'node:assert/strict';
import path from 'node:path';
import { test } from 'node:test';
import { walls } from '../server/modules.ts';
import { breaches } from './wall-checks.ts';
import { importsOf, readSources, type Source, type Walls } from './walls.ts';

const sources = readSources(path.join(import.meta.dirname, '..'));

test('every wall of the house stands', () => {
  assert.ok(sources.length > 50, `only ${sources.length} files were read`);
  assert.ok(sources.flatMap(importsOf).length > 100, 'hardly any import was read');
  const found = breaches(sources, walls).map((one) => `${one.path}:${one.line} ${one.why}`);
  assert.equal(found.length, 0, `\n${found.join('\n')}`);
});

test('a module imports only modules that stand before it in the list', () => {
  const names = Object.keys(walls);
  for (const [name, below] of Object.entries(walls) as [string, readonly string[]][]) {
    for (const one of below) assert.ok(names.indexOf(one) < names.indexOf(name), `${name} may not import ${one}: it comes later`);
  }
});

const small: Walls = { kernel: [], calendar: ['kernel'], desk: ['kernel', 'calendar'], 'channels/mail': ['kernel', 'desk'] };
const planted: readonly [string, string, string, string | null][] = [
  ['a door above', 'server/calendar/plan.ts', "import { receive } from '#desk';", 'calendar may not import desk'],
  ['a door below', 'server/desk/plan.ts', "import { dueAt } from '#calendar/rules';\nimport { z } from '#kernel';", null],
  [
    'an import over several lines',
    'server/calendar/plan.ts',
    "import {\n  type A,\n  b,\n} from '#desk/shapes';",
    'calendar may not import desk',
  ],
  ['a type of a module above', 'server/calendar/plan.ts', "import type { A } from '#desk/shapes';", 'calendar may not import desk'],
  ['an export from elsewhere', 'server/calendar/index.ts', "export { a } from '#desk';", 'calendar may not import desk'],
  ['a dynamic import', 'server/calendar/plan.ts', "const a = await import('#desk');", 'calendar may not import desk'],
  ['a file behind the door', 'server/desk/plan.ts', "import { rows } from '#calendar/store';", '#calendar/store is no door'],
  ['a way around the door', 'server/channels/mail/plan.ts', "import { rows } from '../../desk/store.ts';", 'leaves channels/mail'],
  ['the other channel', 'server/desk/plan.ts', "import { a } from '#channels/mail';", 'desk may not import channels/mail'],
  ['its own door', 'server/desk/plan.ts', "import { a } from '#desk';", 'its own door'],
  ['a module nobody knows', 'server/desk/plan.ts', "import { a } from '#nowhere';", '#nowhere is no module'],
  ['server code in the console', 'web/src/desk/list.tsx', "import { receive } from '#desk';", 'the console may only import types'],
  ['types in the console', 'web/src/desk/list.tsx', "import type { A } from '#desk';\nimport type { B } from '#kernel/auth/shapes';", null],
  ['the command line around the door', 'cli/mail.ts', "import { a } from '../server/desk/store.ts';", 'leaves cli/'],
  ['a rule that reads the clock', 'server/desk/wait.rules.ts', 'export const late = (at: number) => at < Date.now();', 'no Date.now'],
  ['a rule that makes a date of now', 'server/desk/rules.ts', 'export const today = () => new Date( );', 'no new Date'],
  [
    'a rule that makes a date of an instant',
    'server/desk/rules.ts',
    'export const day = (at: number) => new Date(at); // not Date.now()',
    null,
  ],
  ['a rule that throws dice', 'server/desk/rules.ts', 'export const any = () => Math.random();', 'no Math.random'],
  ['a rule that reads files', 'server/desk/rules.ts', "import { readFileSync } from 'node:fs';", 'may not import node:fs'],
  ['a rule that asks the store', 'server/desk/rules.ts', "import { rows } from './store.ts';", 'may not import ./store.ts'],
  [
    'a rule that reaches the disk through another file',
    'server/desk/rules.ts',
    "import { a } from './reads-disk.ts';",
    'may not import ./reads-disk.ts (node:fs)',
  ],
  ['a rule that uses another file that only computes', 'server/desk/rules.ts', "import { a } from './a.ts';", null],
  ['a rule that knows the kernel by its types', 'server/desk/rules.ts', "import type { Kernel } from '#kernel';", null],
  ['SQL in an operation', 'server/desk/close.ts', 'await sql`select id from desk.message`.execute(k.db);', 'SQL belongs into a store'],
  ['SQL in a store', 'server/desk/message-store.ts', 'sql`select m.id from desk.message m where kernel.plain(m.text) = 1`', null],
  [
    'a store in foreign tables',
    'server/desk/store.ts',
    'sql`select 1 from desk.message join calendar.holiday on true`',
    'reaches into the schema calendar',
  ],
  [
    'a store that reads what a module below publishes',
    'server/desk/store.ts',
    'sql`select 1 from desk.message m join calendar.worked_day d on true`',
    null,
  ],
  [
    'a store that reads a view of a module above',
    'server/calendar/store.ts',
    'sql`select 1 from desk.figure_message`',
    'reaches into the schema desk',
  ],
  [
    'a key that points down',
    'server/desk/migrations/20260101-1000_a.sql',
    'create table desk.a (b bigint references kernel.account);',
    null,
  ],
  [
    'a key that points up',
    'server/calendar/migrations/20260101-1000_a.sql',
    'create table calendar.a (b bigint references desk.message);',
    'reaches into the schema desk',
  ],
  ['a name that says nothing', 'server/desk/date-utils.ts', '', '"utils" says nothing'],
  ['a file that is too long', 'server/desk/long.ts', 'a;\n'.repeat(401), '401 lines'],
];

for (const [what, file, text, why] of planted) {
  test(`${why === null ? 'is let through' : 'is found'}: ${what}`, () => {
    const source: Source = { path: file, text };
    // Beside it, files of ordinary length, so that one long file is no long median.
    const company = ['a', 'b', 'reads-disk'].map((name) => ({
      path: `server/desk/${name}.ts`,
      text: name === 'a' ? '' : "import 'node:fs';",
    }));
    const views = ['calendar.worked_day', 'desk.figure_message'].map((view) => ({
      path: `server/${view.split('.')[0]}/migrations/20260101-0900_${view.split('.')[1]}.sql`,
      text: `create view ${view} as select 1;`,
    }));
    const found = breaches([source, ...company, ...views], small);
    assert.deepEqual(
      found.map((one) => one.path),
      why === null ? [] : [file],
    );
    if (why !== null) assert.match(found[0]?.why ?? '', new RegExp(why.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')));
  });
}
