import type { Kernel } from '#kernel';

/** By this an installation knows its own automatic mail when it comes back (email.md 4): nobody can guess it, and it never changes. */
export function instanceOf(k: Kernel): string {
  return Buffer.from(k.secrets.sign('mail-instance', ''), 'base64url').toString('hex').slice(0, 24);
}
