import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';

export interface DovecotProgram {
  readonly dovecot: string;
  readonly doveadm: string;
  /** '2.3' and '2.4' speak different configuration languages. */
  readonly version: '2.3' | '2.4';
  /** Where the packages were unpacked without root; null when the system has them. */
  readonly unpacked: string | null;
  readonly env: NodeJS.ProcessEnv;
}

const cache = path.join(import.meta.dirname, '..', '..', 'node_modules', '.cache', 'ventanilla');
const unpackedFolder = path.join(cache, 'dovecot');
let known: DovecotProgram | undefined;

/** The Dovecot of this machine, or the one that `installDovecot` unpacked. */
export function findDovecot(): DovecotProgram {
  known ??= look();
  if (!known) throw new Error('Dovecot is missing. Run `npm test` once (it brings it), or install the package dovecot-imapd.');
  return known;
}

/** Brings Dovecot where there is none: as root from the distribution's packages, otherwise unpacked beside the project. */
export function installDovecot(): void {
  if (look()) return;
  const asRoot = process.getuid?.() === 0;
  for (let attempt = 1; attempt <= 3 && !look(); attempt++) {
    spawnSync('apt-get', ['update', '-qq'], { stdio: ['ignore', 2, 2] });
    if (asRoot) apt('install', '-y', '-qq', '--no-install-recommends', 'dovecot-imapd');
    else unpack();
  }
  findDovecot();
}

function apt(...args: string[]): void {
  spawnSync('apt-get', args, { stdio: ['ignore', 2, 2], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } });
}

function unpack(): void {
  const fresh = `${unpackedFolder}.${process.pid}`;
  mkdirSync(fresh, { recursive: true });
  spawnSync('apt-get', ['download', 'dovecot-core', 'dovecot-imapd'], { cwd: fresh, stdio: ['ignore', 2, 2] });
  for (const file of readdirSync(fresh))
    if (file.endsWith('.deb')) spawnSync('dpkg', ['-x', file, '.'], { cwd: fresh, stdio: ['ignore', 2, 2] });
  if (existsSync(path.join(fresh, 'usr/sbin/dovecot')) && !existsSync(unpackedFolder)) renameSync(fresh, unpackedFolder);
  else rmSync(fresh, { recursive: true, force: true });
}

function look(): DovecotProgram | undefined {
  for (const root of ['/', unpackedFolder]) {
    const dovecot = path.join(root, 'usr/sbin/dovecot');
    if (!existsSync(dovecot) || !existsSync(path.join(root, 'usr/lib/dovecot/imap'))) continue;
    const unpacked = root === '/' ? null : root;
    const env = unpacked ? { ...process.env, LD_LIBRARY_PATH: path.join(root, 'usr/lib/dovecot') } : process.env;
    const version = execFileSync(dovecot, ['--version'], { encoding: 'utf8', env }).startsWith('2.3') ? '2.3' : '2.4';
    return { dovecot, doveadm: path.join(root, 'usr/bin/doveadm'), version, unpacked, env };
  }
  return undefined;
}
