import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** A source file as the walls see it. */
export interface Source {
  /** From the project's root, with slashes. */
  readonly path: string;
  readonly text: string;
}

export interface Breach {
  readonly path: string;
  readonly line: number;
  readonly why: string;
}

/** Which modules each module may import; the order is that of the house, lowest first. */
export type Walls = Readonly<Record<string, readonly string[]>>;

export interface Import {
  readonly from: string;
  readonly line: number;
  readonly isType: boolean;
}

/** All sources of the house: the server with its migrations, the command line, the console. Tests are not walls' business. */
export function readSources(root: string): Source[] {
  const files = globSync(['server/**/*.{ts,sql}', 'cli/**/*.{ts,mjs}', 'web/src/**/*.{ts,tsx}'], { cwd: root }).filter(
    (file) => !file.endsWith('.test.ts'),
  );
  return files.sort().map((file) => ({ path: file.split(path.sep).join('/'), text: readFileSync(path.join(root, file), 'utf8') }));
}

/** Every import and re-export of the file, dynamic ones with a fixed name too. */
export function importsOf({ text }: Source): Import[] {
  const found: Import[] = [];
  const pattern = /^\s*(import|export)\s+(type\s)?[^'"`;]*?\bfrom\s+'([^']+)'|^\s*import\s+'([^']+)'|\bimport\('([^']+)'\)/gm;
  for (const match of blankComments(text).matchAll(pattern)) {
    const isType = match[2] !== undefined || /typeof\s*$|[:<|&(]\s*$/.test(text.slice(Math.max(0, match.index - 12), match.index));
    found.push({ from: (match[3] ?? match[4] ?? match[5]) as string, line: lineAt(text, match.index + match[0].length), isType });
  }
  return found;
}

export function lineAt(text: string, index: number): number {
  return text.slice(0, index).split('\n').length;
}

/** The same text with comments as spaces, so that positions stay; what is said in words is not code. */
export function blankComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\/|(?<=^|[\s;{}(,])\/\/[^\n]*/g, (comment) => comment.replace(/[^\n]/g, ' '));
}

/** The module that a path below server/ belongs to; null for the few files above all modules. */
export function moduleOf(walls: Walls, file: string): string | null {
  const inside = file.replace(/^server\//, '');
  return Object.keys(walls).find((name) => file.startsWith('server/') && inside.startsWith(`${name}/`)) ?? null;
}

export interface Door {
  readonly module: string;
  /** '', 'shapes', 'rules', 'wait.rules', or for the kernel one of its parts. */
  readonly entry: string;
}

/** What `#desk/thread.rules` names; null where it is no module of ours. */
export function doorOf(walls: Walls, from: string): Door | null {
  const name = Object.keys(walls).find((one) => from === `#${one}` || from.startsWith(`#${one}/`));
  return name === undefined ? null : { module: name, entry: from.slice(name.length + 2) };
}

/** Decides over plain values only: by its name. */
export function isPure(file: string): boolean {
  return /(^|\/)(shapes|rules)\.ts$|\.(rules|shapes)\.ts$/.test(file);
}

/** May hold SQL: by its name. */
export function isStore(file: string): boolean {
  return /(^|[/-])store\.ts$/.test(file) || file.includes('/migrations/');
}
