import type { Kernel } from '#kernel';
import { isLoopback } from '../mailbox.rules.ts';
import type { MailboxRow } from '../mailbox-store.ts';
import { accessToken, forgetToken } from '../oauth.ts';
import { type Ask, exchange, type Reply } from './exchange.ts';
import { type GraphFailure, prefer, retryAfter, rootOf, troubleCode } from './graph.rules.ts';

/** A mailbox as Microsoft's Graph shows it. Its questions fail with a `GraphError`, whose code `troubleFor` names. */
export interface Graph {
  /** `…/users/{mailbox}` */
  readonly root: string;
  get<T>(url: string): Promise<T>;
  /** The raw bytes of a mail; null where it has been deleted in the meantime. */
  raw(id: string): Promise<Buffer | null>;
  /** Sends bytes of that kind; answers what came back, or null where nothing did. */
  post<T>(url: string, type: string, body: Buffer): Promise<T | null>;
  remove(url: string): Promise<void>;
  /** A piece of a file to an address that bears its own permission: our token goes nowhere but to Graph. */
  upload(url: string, piece: Buffer, range: { readonly from: number; readonly of: number }): Promise<void>;
  /** Drops what is under way. */
  close(): void;
}

export class GraphError extends Error {
  readonly failure: GraphFailure;
  readonly code: string;
  readonly responseText: string;
  readonly authenticationFailed: boolean;
  /** When the service wants to hear of us again, ms. */
  readonly pause: number | null;

  constructor(failure: GraphFailure) {
    super(`${failure.status ?? ''} ${failure.code}: ${failure.message}`.trim().slice(0, 300));
    this.failure = failure;
    this.code = troubleCode(failure);
    this.responseText = `${failure.code} ${failure.message}`.trim().slice(0, 300);
    this.authenticationFailed = failure.status === 401;
    this.pause = failure.pause;
  }
}

const patience = 60_000;
// Like the final dot of SMTP: whoever is asked to send may think for a while.
const patienceToSend = 10 * 60_000;

/** Opens nothing yet: each question is a request. Under a driven clock only this machine is asked. */
export function openGraph(k: Kernel, mailbox: MailboxRow): Graph {
  const ending = new AbortController();
  const root = rootOf(mailbox.imap, mailbox.address);
  const { origin } = new URL(root);

  async function ask(asked: Pick<Ask, 'method' | 'body'> & { readonly url: string; readonly type?: string }): Promise<Reply> {
    const url = new URL(asked.url);
    // A link that leads elsewhere would take our token there.
    if (url.origin !== origin) throw new GraphError({ ...nothing, code: 'foreign-link', message: url.origin });
    if (k.clock.driven && !isLoopback(url.hostname)) throw new GraphError({ ...nothing, code: 'not-loopback', message: url.hostname });
    const headers = { prefer, ...(asked.type === undefined ? {} : { 'content-type': asked.type }) };
    const limit = asked.method === 'POST' ? patienceToSend : patience;
    const send = async () => {
      const token = (await accessToken(k, mailbox)).value;
      return attempt(k, {
        ...asked,
        url,
        headers: { ...headers, authorization: `Bearer ${token}` },
        signal: ending.signal,
        patience: limit,
      });
    };
    const first = await send();
    if (first.status !== 401) return first;
    // Revoked before its time: once more with a fresh one, and no more than once.
    forgetToken(mailbox);
    return send();
  }

  return {
    root,
    get: async <T>(url: string) => jsonOf<T>(k, await ask({ method: 'GET', url, body: null })),
    async raw(id) {
      const reply = await ask({ method: 'GET', url: `${root}/messages/${encodeURIComponent(id)}/$value`, body: null });
      if (reply.status === 404) return null;
      return checked(k, reply).body;
    },
    async post<T>(url: string, type: string, body: Buffer) {
      const reply = checked(k, await ask({ method: 'POST', url, type, body }));
      return reply.body.length === 0 ? null : (JSON.parse(reply.body.toString('utf8')) as T);
    },
    async remove(url) {
      checked(k, await ask({ method: 'DELETE', url, body: null }));
    },
    async upload(address, piece, { from, of }) {
      const url = new URL(address);
      if (!isLoopback(url.hostname) && (k.clock.driven || url.protocol !== 'https:'))
        throw new GraphError({ ...nothing, code: 'foreign-link', message: url.origin });
      const range = `bytes ${from}-${from + piece.length - 1}/${of}`;
      const headers = { 'content-range': range, 'content-type': 'application/octet-stream' };
      checked(k, await attempt(k, { method: 'PUT', url, headers, body: piece, signal: ending.signal, patience }));
    },
    close: () => ending.abort(),
  };
}

const nothing = { status: null, pause: null, wasHandedOver: false };

async function attempt(_k: Kernel, ask: Ask): Promise<Reply> {
  return exchange(ask).catch((error: Error & { code: string; wasHandedOver: boolean }) => {
    throw new GraphError({ status: null, code: error.code, message: error.message, pause: null, wasHandedOver: error.wasHandedOver });
  });
}

function jsonOf<T>(k: Kernel, reply: Reply): T {
  const { body } = checked(k, reply);
  try {
    return JSON.parse(body.toString('utf8')) as T;
  } catch {
    throw new GraphError({ ...nothing, status: 502, code: 'not-json', message: 'the answer is no JSON' });
  }
}

function checked(k: Kernel, reply: Reply): Reply {
  if (reply.status >= 200 && reply.status < 300) return reply;
  const { code, message } = errorOf(reply.body);
  const pause = retryAfter(reply.headers['retry-after'], k.clock.real());
  throw new GraphError({ status: reply.status, code, message, pause, wasHandedOver: true });
}

function errorOf(body: Buffer): { code: string; message: string } {
  try {
    const { error } = JSON.parse(body.toString('utf8')) as { error?: { code?: string; message?: string } };
    return { code: error?.code ?? '', message: (error?.message ?? '').slice(0, 300) };
  } catch {
    return { code: '', message: body.toString('utf8', 0, 200) };
  }
}
