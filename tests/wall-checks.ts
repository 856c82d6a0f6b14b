import path from 'node:path';
import { blankComments, type Breach, doorOf, importsOf, isPure, isStore, lineAt, moduleOf, type Source, type Walls } from './walls.ts';

type Check = (source: Source, walls: Walls, house: House) => Breach[];
/** The sources by path. */
type House = ReadonlyMap<string, Source>;

/** Parsers that are handed text and answer values: as pure as rules, without the name. */
const listedParsers = ['headers', 'html', 'parse', 'parse/mail'].map((name) => `server/channels/mail/${name}.ts`);
/** Packages that only compute: checking of shapes, hashing, taking text apart. */
const purePackages = ['zod', 'node:crypto', 'node:buffer', 'postal-mime', 'sanitize-html', 'libphonenumber-js/min'];
/** The database layer itself: it speaks SQL about the server, never about a module's tables. */
const speaksSql = ['server/kernel/db/', 'server/kernel/backup/', 'server/kernel/jobs/boss.ts', 'server/kernel/http/probes.ts'];
/** Schemas by module where they are not named like it. */
const schemas: Readonly<Record<string, readonly string[]>> = { kernel: ['kernel', 'acts', 'live', 'job'], 'channels/mail': ['mail'] };
const emptyNames = ['utils', 'util', 'helpers', 'helper', 'common', 'misc', 'lib', 'manager', 'service'];

const throughDoors: Check = (source, walls) =>
  importsOf(source).flatMap(({ from, line, isType }) => {
    const why = from.startsWith('#') ? wrongDoor(walls, source, from, isType) : from.startsWith('.') ? leaves(walls, source, from) : null;
    return why ? [{ path: source.path, line, why }] : [];
  });

function wrongDoor(walls: Walls, { path: file }: Source, from: string, isType: boolean): string | null {
  const door = doorOf(walls, from);
  if (!door) return `${from} is no module of server/modules.ts`;
  const part = door.module === 'kernel' ? '([a-z-]+(/|$))?' : '';
  if (!new RegExp(`^${part}(shapes|rules|[a-z-]+\\.rules)?$`).test(door.entry))
    return `${from} is no door: only the module, its shapes and its rules are`;
  const own = moduleOf(walls, file);
  if (own === door.module) return `${from} is its own door: import the sibling file`;
  if (own !== null && !walls[own]?.includes(door.module)) return `${own} may not import ${door.module}`;
  // Server code must not reach the browser; what it knows of types may.
  if (file.startsWith('web/') && !isType && !/(^|\/)(rules|shapes)$|\.rules$/.test(door.entry))
    return `the console may only import types, shapes and rules, not ${from}`;
  return null;
}

function leaves(walls: Walls, { path: file }: Source, from: string): string | null {
  const target = path.posix.join(path.posix.dirname(file), from);
  const own = moduleOf(walls, file);
  if (own !== null) return target.startsWith(`server/${own}/`) ? null : `${from} leaves ${own}: go through a door`;
  // The programs start the house: they may name its list, its main file and the demonstration.
  if (file.startsWith('server/') || ['server/modules.ts', 'server/main.ts', 'demo/run.ts'].includes(target)) return null;
  const home = file.startsWith('web/') ? 'web/' : 'cli/';
  return target.startsWith(home) || target === 'tools/ready.mjs' || target === 'package.json'
    ? null
    : `${from} leaves ${home}: go through a door`;
}

const pureFiles: Check = (source, walls, house) => {
  if (!isPure(source.path) && !listedParsers.includes(source.path)) return [];
  const impure = importsOf(source).flatMap(({ from, line, isType }) => {
    const why = isType ? null : impurity(source, from, walls, house);
    return why ? [{ path: source.path, line, why: `a pure file may not import ${why}` }] : [];
  });
  return [
    ...impure,
    ...surprises(source).map(({ line, what }) => ({
      path: source.path,
      line,
      why: `a pure file is given its time and its chance: no ${what}`,
    })),
  ];
};

function surprises({ text }: Source): { line: number; what: string }[] {
  const code = blankComments(text);
  const calls = code.matchAll(
    /\bDate\.now\b|\bnew Date\(\s*\)|\bMath\.random\b|\bperformance\.now\b|\bTemporal\.Now\b|\bprocess\.(env|cwd)\b|\bfetch\(/g,
  );
  return [...calls].map((call) => ({ line: lineAt(code, call.index), what: call[0] }));
}

/** What makes this import impure, through however many files it goes; null where it only computes. */
function impurity(source: Source, from: string, walls: Walls, house: House, seen = new Set<string>()): string | null {
  if (!/^[.#]/.test(from)) return purePackages.includes(from) ? null : from;
  if (from.endsWith('.json')) return null;
  const target = house.get(resolve(source, from, walls));
  // Of what is not read (a planted file's sibling) the name must do.
  if (!target) return /(^|\/|\.)(rules|shapes)(\.ts)?$/.test(from) ? null : from;
  if (seen.has(target.path)) return null;
  seen.add(target.path);
  if (surprises(target).length > 0) return `${from} (${surprises(target)[0]?.what})`;
  for (const one of importsOf(target)) {
    const why = one.isType ? null : impurity(target, one.from, walls, house, seen);
    if (why) return why === from ? why : `${from} (${why})`;
  }
  return null;
}

/** As the imports map of package.json does. */
function resolve(source: Source, from: string, walls: Walls): string {
  if (from.startsWith('.')) return path.posix.join(path.posix.dirname(source.path), from);
  const isFile = /\/(shapes|rules)$|\.rules$/.test(from);
  return doorOf(walls, from) ? `server/${from.slice(1)}${isFile ? '.ts' : '/index.ts'}` : from;
}

const statement =
  /[`'"]\s*(select\s|insert\s+into\s|update\s+[\w.]+\s+set\s|delete\s+from\s|with\s+[\w, ()]+\s+as\s|(create|alter|drop)\s+(table|schema|index|view|type|database|sequence)\s|truncate\s)/gi;

const sqlInStores: Check = (source) => {
  if (!/^(server|cli)\//.test(source.path) || isStore(source.path) || speaksSql.some((place) => source.path.startsWith(place))) return [];
  const code = blankComments(source.text);
  return [...code.matchAll(statement)].map((match) => ({
    path: source.path,
    line: lineAt(code, match.index),
    why: 'SQL belongs into a store or a migration',
  }));
};

/** What a module lets others read: the views of its migrations, as schema.view. */
function publishedViews(house: House): ReadonlySet<string> {
  const views = [...house.values()]
    .filter(({ path: file }) => file.includes('/migrations/'))
    .flatMap(({ text }) => [...text.matchAll(/\bcreate (?:or replace )?view (\w+\.\w+)/gi)]);
  return new Set(views.map((found) => (found[1] as string).toLowerCase()));
}

const ownSchema: Check = (source, walls, house) => {
  const own = moduleOf(walls, source.path);
  if (own === null || !isStore(source.path)) return [];
  const below = new Set((walls[own] ?? []).flatMap((name) => schemasOf(name)));
  const others = Object.keys(walls)
    .filter((name) => name !== own)
    .flatMap((name) => schemasOf(name));
  const code = source.path.endsWith('.sql') ? source.text.replace(/--[^\n]*/g, '') : blankComments(source.text);
  const touched = new RegExp(
    `\\b(from|join|into|update|table|references|only|using|on)\\s+(?:if not exists\\s+)?(${others.join('|')})\\.(\\w+)`,
    'gi',
  );
  const published = publishedViews(house);
  return [...code.matchAll(touched)].flatMap(([all, word, schema, table]) => {
    const isBelow = below.has(schema as string);
    const isKeyDown = word?.toLowerCase() === 'references' && isBelow;
    const isPublished = /^(from|join)$/i.test(word as string) && isBelow && published.has(`${schema}.${table}`);
    return isKeyDown || isPublished
      ? []
      : [{ path: source.path, line: lineAt(code, code.indexOf(all)), why: `${own} reaches into the schema ${schema}: ask its module` }];
  });
};

function schemasOf(name: string): readonly string[] {
  return schemas[name] ?? [name];
}

const names: Check = ({ path: file }) => {
  const words = file.split('/').flatMap((part) => part.replace(/\.\w+$/, '').split(/[.-]/));
  const empty = words.find((word) => emptyNames.includes(word));
  return empty ? [{ path: file, line: 1, why: `"${empty}" says nothing: name the file by what it knows` }] : [];
};

const linesOf = (text: string) => text.trimEnd().split('\n').length;

const length: Check = ({ path: file, text }) => {
  const lines = linesOf(text);
  return /\.(ts|tsx|mjs)$/.test(file) && lines > 400 ? [{ path: file, line: 401, why: `${lines} lines: a file has at most 400` }] : [];
};

const checks: readonly Check[] = [throughDoors, pureFiles, sqlInStores, ownSchema, names, length];

/** Everything in these sources that breaks a wall of docs/map.md. */
export function breaches(sources: readonly Source[], walls: Walls): Breach[] {
  const house: House = new Map(sources.map((source) => [source.path, source]));
  return [...sources.flatMap((source) => checks.flatMap((check) => check(source, walls, house))), ...medians(sources, walls)];
}

function medians(sources: readonly Source[], walls: Walls): Breach[] {
  return Object.keys(walls).flatMap((name) => {
    const lines = sources.filter((one) => one.path.endsWith('.ts') && moduleOf(walls, one.path) === name).map((one) => linesOf(one.text));
    const median = lines.sort((a, b) => a - b)[Math.floor((lines.length - 1) / 2)] ?? 0;
    return median > 80
      ? [{ path: `server/${name}`, line: 1, why: `the median file of a module has at most 80 lines, here ${median}` }]
      : [];
  });
}
