/** A refusal of the server in the reader's language, or `offline` when nobody answered. */
export class Problem extends Error {
  readonly code: string;
  readonly status: number;
  readonly requestId: string | undefined;
  readonly details: Readonly<Record<string, unknown>>;
  constructor(status: number, body: Readonly<Record<string, unknown>>) {
    super(typeof body.detail === 'string' ? body.detail : typeof body.title === 'string' ? body.title : `HTTP ${status}`);
    this.code = typeof body.code === 'string' ? body.code : status === 0 ? 'offline' : `http-${status}`;
    this.status = status;
    this.requestId = typeof body.requestId === 'string' ? body.requestId : undefined;
    this.details = body;
  }
}

export interface Page<T> {
  readonly items: readonly T[];
  readonly next: string | null;
}

type Query = Readonly<Record<string, string | number | boolean | null | undefined>>;

interface Call {
  readonly body?: unknown;
  readonly query?: Query;
  readonly signal?: AbortSignal;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sign-in itself: a 401 is its answer, not an expired session. */
  readonly anonymous?: boolean;
  /** Let it finish although the page is closing. */
  readonly keepalive?: boolean;
}

/** Set by the shell: opens the sign-in dialog and resolves when the person is back, so that the call is made again. */
let signInAgain: (() => Promise<void>) | undefined;
export function onExpired(handler: () => Promise<void>): void {
  signInAgain = handler;
}

/** The session is over: waits until the person has signed in again. */
export async function expired(): Promise<void> {
  await signInAgain?.();
}

/** One request under /api/v1. Throws `Problem`. The caller names the answer's type, taken from a module's shapes. */
export async function call<T>(method: string, path: string, how: Call = {}): Promise<T> {
  const answer = await send(method, path, how);
  if (answer.ok) return (answer.status === 204 ? undefined : await answer.json()) as T;
  const problem = new Problem(answer.status, await answer.json().catch(() => ({})));
  if (answer.status !== 401 || how.anonymous || !signInAgain) throw problem;
  await signInAgain();
  return call<T>(method, path, { ...how, anonymous: true });
}

async function send(method: string, path: string, { body, query, signal, headers, keepalive = false }: Call): Promise<Response> {
  const en = document.documentElement.lang.startsWith('en');
  const said = { ...headers, 'accept-language': en ? 'en' : 'es', ...(body !== undefined && { 'content-type': 'application/json' }) };
  try {
    return await fetch(`/api/v1${path}${search(query)}`, {
      method,
      headers: said,
      credentials: 'same-origin',
      keepalive,
      body: body === undefined ? null : JSON.stringify(body),
      ...(signal && { signal }),
    });
  } catch (cause) {
    if (signal?.aborted) throw cause;
    throw new Problem(0, {
      detail: en
        ? 'The server does not answer. Check the connection; what you wrote stays here.'
        : 'El servidor no responde. Revise la conexión; lo que escribió sigue aquí.',
    });
  }
}

function search(query: Query | undefined): string {
  const entries = Object.entries(query ?? {}).filter(([, value]) => value !== undefined && value !== null && value !== '');
  return entries.length === 0 ? '' : `?${new URLSearchParams(entries.map(([name, value]) => [name, String(value)]))}`;
}

export const get = <T>(path: string, query?: Query, signal?: AbortSignal) =>
  call<T>('GET', path, { ...(query && { query }), ...(signal && { signal }) });
export const post = <T>(path: string, body: unknown = {}) => call<T>('POST', path, { body });
export const put = <T>(path: string, body: unknown) => call<T>('PUT', path, { body });
export const patch = <T>(path: string, body: unknown) => call<T>('PATCH', path, { body });
export const remove = <T>(path: string, body?: unknown) => call<T>('DELETE', path, { body });
