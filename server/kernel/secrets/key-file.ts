import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import path from 'node:path';
import { Refusal } from '../refusal.ts';
import { secretsOf } from './secrets.ts';

/** Which key a folder holds, without saying it; null where it holds none. */
export function keyIdIn(folder: string): string | null {
  return existsSync(keyFile(folder)) ? secretsOf(keyIn(keyFile(folder))).keyId : null;
}

export function keyFile(data: string): string {
  return path.join(data, 'secret.key');
}

/** Reads the key of this data folder, or makes one (mode 600). Of two processes that start at once, both get the same. */
export function readKey(data: string): Buffer {
  const file = keyFile(data);
  try {
    return keyIn(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  makeKey(data, file);
  return keyIn(file);
}

function keyIn(file: string): Buffer {
  const key = Buffer.from(textOf(file).trim(), 'base64');
  if (key.length !== 32) throw broken(file);
  // Copied by hand it often becomes readable for others.
  if ((statSync(file).mode & 0o077) !== 0) chmodSync(file, 0o600);
  return key;
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw error;
    throw unreadable(file, error);
  }
}

function makeKey(data: string, file: string): void {
  mkdirSync(data, { recursive: true, mode: 0o700 });
  const fresh = `${file}.${process.pid}`;
  const open = openSync(fresh, 'w', 0o600);
  try {
    writeSync(open, `${randomBytes(32).toString('base64')}\n`);
    fsyncSync(open);
  } finally {
    closeSync(open);
  }
  try {
    // A link, not a rename: it never replaces the key that another process made first.
    linkSync(fresh, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(fresh, { force: true });
  }
}

function broken(file: string): Refusal {
  return new Refusal(
    'key-broken',
    500,
    `El archivo ${file} no contiene una llave válida. Devuélvalo desde su copia (secret.key, junto a la copia de seguridad); si ya no existe, apártelo y vuelva a escribir las claves de los buzones.`,
    `The file ${file} holds no valid key. Put it back from its copy (secret.key, beside the backup); if there is none, move it away and enter the mailbox passwords again.`,
  );
}

function unreadable(file: string, cause: unknown): Refusal {
  return new Refusal(
    'key-unreadable',
    500,
    `El archivo ${file} no se puede leer. Dé permiso de lectura a la cuenta que ejecuta Ventanilla, o devuélvalo desde su copia (secret.key, junto a la copia de seguridad).`,
    `The file ${file} can't be read. Give the account that runs Ventanilla permission to read it, or put it back from its copy (secret.key, beside the backup).`,
    {},
    { cause },
  );
}
