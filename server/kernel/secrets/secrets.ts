import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';
import { Refusal } from '../refusal.ts';

export interface Secrets {
  /** Locks a text (AES-256-GCM) so that the database alone is worth nothing. */
  seal(text: string): string;
  /** Opens what `seal` made. Refuses `key-lost` where the key file is not the one it was sealed with. */
  open(sealed: string): string;
  /** A signature, url-safe, for one purpose: one of another purpose never fits. */
  sign(purpose: string, text: string): string;
  verify(purpose: string, text: string, signature: string): boolean;
  /** Tells keys apart; says nothing about the key. */
  readonly keyId: string;
}

/** Over a key of 32 bytes. Different uses have different keys derived from it. */
export function secretsOf(key: Uint8Array): Secrets {
  const sealing = derived(key, 'seal');
  const signing = derived(key, 'sign');
  const keyId = createHash('sha256').update(derived(key, 'id')).digest('hex').slice(0, 12);
  const sign = (purpose: string, text: string) =>
    createHmac('sha256', signing)
      .update(JSON.stringify([purpose, text]))
      .digest('base64url');
  return {
    keyId,
    seal(text) {
      const iv = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', sealing, iv);
      const locked = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return ['v1', keyId, Buffer.concat([iv, cipher.getAuthTag(), locked]).toString('base64url')].join('.');
    },
    open(sealed) {
      const [version, by, body] = sealed.split('.');
      if (version !== 'v1' || by !== keyId || body === undefined) throw keyLost();
      try {
        const bytes = Buffer.from(body, 'base64url');
        const decipher = createDecipheriv('aes-256-gcm', sealing, bytes.subarray(0, 12));
        decipher.setAuthTag(bytes.subarray(12, 28));
        return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8');
      } catch (error) {
        throw keyLost(error);
      }
    },
    sign,
    verify(purpose, text, signature) {
      const right = Buffer.from(sign(purpose, text));
      const given = Buffer.from(signature);
      return right.length === given.length && timingSafeEqual(right, given);
    },
  };
}

function derived(key: Uint8Array, use: string): Buffer {
  return Buffer.from(hkdfSync('sha256', key, '', `ventanilla ${use}`, 32));
}

function keyLost(cause?: unknown): Refusal {
  return new Refusal(
    'key-lost',
    409,
    'Esta clave guardada no se puede leer: el archivo secret.key no es el que la guardó. Devuelva ese archivo a la carpeta de datos y reinicie, o escriba la clave de nuevo en Configuración.',
    'This stored secret cannot be read: secret.key is not the file that sealed it. Put that file back into the data folder and restart, or enter the secret again in Settings.',
    {},
    { cause },
  );
}
