import { createDecipheriv, createECDH, createPublicKey, hkdfSync, randomBytes, verify } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Pushed {
  readonly path: string;
  readonly headers: Record<string, string | string[] | undefined>;
  /** What only the browser can read (RFC 8291), as JSON. */
  readonly message: any;
  /** What our key signed (RFC 8292), its signature proved. */
  readonly claims: { readonly aud: string; readonly exp: number; readonly sub: string };
}

export interface PushService {
  readonly origin: string;
  readonly pushed: Pushed[];
  /** A browser that subscribes: its address here, and its public key and secret as the console sends them. */
  browser(): { readonly endpoint: string; readonly keys: { readonly p256dh: string; readonly auth: string } };
  /** Answers so from now on. */
  answerWith(status: number): void;
  stop(): Promise<void>;
}

/** Stands for a browser vendor's push service, and for the browsers behind it: reads each message as these would. */
export async function startPushService(): Promise<PushService> {
  const browsers = new Map<string, { ecdh: ReturnType<typeof createECDH>; auth: Buffer }>();
  const pushed: Pushed[] = [];
  let status = 201;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const browser = browsers.get(request.url ?? '');
      if (browser && status < 300) {
        const message = JSON.parse(opened(Buffer.concat(chunks), browser));
        pushed.push({ path: request.url ?? '', headers: request.headers, message, claims: claimsOf(request.headers.authorization ?? '') });
      }
      response.writeHead(browser ? status : 404).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    pushed,
    browser() {
      const [ecdh, auth, path] = [createECDH('prime256v1'), randomBytes(16), `/send/${randomBytes(9).toString('hex')}`];
      const p256dh = ecdh.generateKeys().toString('base64url');
      browsers.set(path, { ecdh, auth });
      return { endpoint: `${origin}${path}`, keys: { p256dh, auth: auth.toString('base64url') } };
    },
    answerWith: (next) => void (status = next),
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** aes128gcm in one record (RFC 8188) with the keys of RFC 8291. */
function opened(body: Buffer, { ecdh, auth }: { ecdh: ReturnType<typeof createECDH>; auth: Buffer }): string {
  const [salt, length] = [body.subarray(0, 16), body[20] ?? 0];
  const theirs = body.subarray(21, 21 + length);
  const info = Buffer.concat([Buffer.from('WebPush: info\0'), ecdh.getPublicKey(), theirs]);
  const key = Buffer.from(hkdfSync('sha256', ecdh.computeSecret(theirs), auth, info, 32));
  const derived = (name: string, bytes: number) => Buffer.from(hkdfSync('sha256', key, salt, `Content-Encoding: ${name}\0`, bytes));
  const sealed = body.subarray(21 + length);
  const decipher = createDecipheriv('aes-128-gcm', derived('aes128gcm', 16), derived('nonce', 12));
  decipher.setAuthTag(sealed.subarray(-16));
  const plain = Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()]);
  return plain.subarray(0, plain.lastIndexOf(2)).toString('utf8');
}

function claimsOf(authorization: string): Pushed['claims'] {
  const [, head = '', claims = '', signature = '', point = ''] =
    /^vapid t=([\w-]+)\.([\w-]+)\.([\w-]+), ?k=([\w-]+)$/.exec(authorization) ?? [];
  const bytes = Buffer.from(point, 'base64url');
  const [x, y] = [bytes.subarray(1, 33), bytes.subarray(33)].map((one) => one.toString('base64url')) as [string, string];
  const key = createPublicKey({ key: { kty: 'EC', crv: 'P-256', x, y }, format: 'jwk' });
  const isOurs = verify(
    'sha256',
    Buffer.from(`${head}.${claims}`),
    { key, dsaEncoding: 'ieee-p1363' },
    Buffer.from(signature, 'base64url'),
  );
  if (!isOurs) throw new Error('the signature is not of that key');
  return JSON.parse(Buffer.from(claims, 'base64url').toString());
}
