import type { Kernel } from '#kernel';
import type { Secret } from './mailbox.rules.ts';

export function sealSecret(k: Kernel, secret: Secret): string {
  return k.secrets.seal(JSON.stringify(secret));
}

/** Opens what was sealed; fails with code `secret-unreadable` where the key file is another one. */
export function openSecret(k: Kernel, sealed: string): Secret {
  try {
    return JSON.parse(k.secrets.open(sealed)) as Secret;
  } catch (error) {
    throw Object.assign(new Error('The secret of the mailbox cannot be opened', { cause: error }), { code: 'secret-unreadable' });
  }
}
