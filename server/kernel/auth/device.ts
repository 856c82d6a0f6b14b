import { randomBytes } from 'node:crypto';
import type { Kernel } from '../kernel.ts';

/** What a browser keeps after a complete sign-in: it names account and browser and is signed, so it cannot be made up. */
export function deviceCookieFor(k: Kernel, accountId: string): string {
  const named = `${accountId}.${randomBytes(12).toString('base64url')}`;
  return `${named}.${k.secrets.sign('device', named)}`;
}

/** Whether the cookie was given to this account. */
export function isOwnDevice(k: Kernel, accountId: string, cookie: string | undefined): boolean {
  const parts = /^(\d+)\.([\w-]+)\.([\w.-]+)$/.exec(cookie ?? '');
  return parts?.[1] === accountId && k.secrets.verify('device', `${parts[1]}.${parts[2]}`, parts[3] as string);
}
