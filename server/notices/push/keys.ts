import type { Kernel } from '#kernel';
import { insertPushKey, pushKey } from './push-store.ts';

export interface Keys {
  readonly publicKey: string;
  readonly privateKey: string;
}

/** The pair by which push services know us (VAPID, RFC 8292), made at its first use. Refuses `key-lost` where the secret key is another one. */
export async function pushKeys(k: Kernel): Promise<Keys> {
  const kept = (await pushKey(k)) ?? (await make(k));
  return { publicKey: kept.publicKey, privateKey: k.secrets.open(kept.privateKey) };
}

async function make(k: Kernel) {
  const { default: webPush } = await import('web-push');
  const { publicKey, privateKey } = webPush.generateVAPIDKeys();
  await insertPushKey(k, { publicKey, privateKey: k.secrets.seal(privateKey) });
  const kept = await pushKey(k);
  if (!kept) throw new Error('the keys that were just kept are there');
  return kept;
}
