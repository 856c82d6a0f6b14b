import { createHash, randomBytes } from 'node:crypto';

/** 256 random bits, url-safe; what is stored is only `hashOf` it. */
export function newSecret(prefix = ''): string {
  return prefix + randomBytes(32).toString('base64url');
}

/** A plain hash is enough for 256 random bits: there is nothing to guess, and the check costs microseconds. */
export function hashOf(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}
