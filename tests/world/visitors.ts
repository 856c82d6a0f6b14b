import type { InjectOptions, LightMyRequestResponse as Response } from 'fastify';
import type { Module, Role } from '#kernel';
import { createAccount, createToken } from '#kernel';
import { accountById } from '../../server/kernel/auth/account-store.ts';
import { openSession } from '../../server/kernel/auth/sessions.ts';
import { type Http, openHttp } from '../../server/kernel/http/server.ts';
import { type TestKernel, type TestOptions, testKernel } from './database.ts';

/** What came back, its body read as JSON where it is. */
export interface Answer {
  readonly status: number;
  readonly headers: Response['headers'];
  readonly text: string;
  readonly body: any;
}

/** Somebody who asks by HTTP: a browser that keeps its cookies, or a script with its token. */
export interface Visitor {
  readonly id: string | null;
  readonly email: string | null;
  get(path: string, more?: Partial<InjectOptions>): Promise<Answer>;
  post(path: string, body?: unknown, more?: Partial<InjectOptions>): Promise<Answer>;
  put(path: string, body?: unknown, more?: Partial<InjectOptions>): Promise<Answer>;
  patch(path: string, body?: unknown, more?: Partial<InjectOptions>): Promise<Answer>;
  delete(path: string, body?: unknown, more?: Partial<InjectOptions>): Promise<Answer>;
  /** Any method; `path` is under /api/v1 unless it begins with `//`. */
  ask(method: string, path: string, body?: unknown, more?: Partial<InjectOptions>): Promise<Answer>;
  /** The cookies it holds, as the header says them. */
  cookie(): string;
}

export interface TestHttp extends TestKernel {
  readonly http: Http;
  /** A fresh browser at an address, not signed in. */
  visitor(ip?: string): Visitor;
  /** A signed-in browser of a new person with those roles. */
  signedIn(...roles: Role[]): Promise<Visitor>;
  /** A script with a new token of those roles. */
  script(...roles: Role[]): Promise<Visitor>;
  /** A person's account with a password, not signed in. */
  person(email: string, password: string, ...roles: Role[]): Promise<string>;
}

export interface TestHttpOptions extends TestOptions {
  readonly web?: string;
  /** Also these, such as one whose route fails on purpose. */
  readonly more?: readonly Module[];
}

let made = 0;

/** The whole HTTP entrance over a database of its own; answers are checked against their shapes. Nothing listens on a port. */
export async function testHttp({ web, more = [], ...options }: TestHttpOptions = {}): Promise<TestHttp> {
  const t = await testKernel(options);
  const http = await openHttp(t.k, [...t.modules, ...more], { checkAnswers: true, web: web ?? 'nowhere' });
  const person = async (email: string, password: string, ...roles: Role[]) =>
    (await createAccount(t.k, { name: `Persona de ${roles.join(', ')}`, email, password, roles })).id;
  return {
    ...t,
    http,
    person,
    visitor: (ip) => visitorOf(http, { ip }),
    async signedIn(...roles) {
      made += 1;
      const email = `persona${made}@itla.example`;
      const { id } = await createAccount(t.k, { name: `Persona de ${roles.join(', ')}`, email, roles });
      const account = await accountById(t.k, id);
      if (!account) throw new Error('an account that was just made is there');
      const { secret } = await openSession(t.k, account, { ip: '127.0.0.1', device: 'test' });
      return visitorOf(http, { id, email, cookies: { ventanilla: secret } });
    },
    async script(...roles) {
      const { id, token } = await createToken(t.k, { name: `Script de ${roles.join(', ')}`, roles });
      return visitorOf(http, { id, token });
    },
    async close() {
      await http.close();
      await t.close();
    },
  };
}

interface Who {
  readonly id?: string;
  readonly email?: string;
  readonly ip?: string | undefined;
  readonly token?: string;
  readonly cookies?: Readonly<Record<string, string>>;
}

function visitorOf(http: Http, who: Who): Visitor {
  const jar = new Map(Object.entries(who.cookies ?? {}));
  const cookie = () => [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
  const ask: Visitor['ask'] = async (method, path, body, more = {}) => {
    const said = { ...(jar.size > 0 && { cookie: cookie() }), ...(who.token && { authorization: `Bearer ${who.token}` }) };
    const answer = await http.app.inject({
      method: method as 'GET',
      url: path.startsWith('//') ? path.slice(1) : `/api/v1${path}`,
      ...(who.ip && { remoteAddress: who.ip }),
      ...(body !== undefined && { payload: body as object }),
      ...more,
      // A header given as undefined is left out.
      headers: defined({
        ...said,
        'sec-fetch-site': 'same-origin',
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...more.headers,
      }),
    });
    for (const one of answer.cookies) {
      if (one.value === '') jar.delete(one.name);
      else jar.set(one.name, one.value);
    }
    return { status: answer.statusCode, headers: answer.headers, text: answer.body, body: jsonOf(answer) };
  };
  return {
    id: who.id ?? null,
    email: who.email ?? null,
    ask,
    cookie,
    get: (path, more) => ask('GET', path, undefined, more),
    post: (path, body = {}, more = {}) => ask('POST', path, body, more),
    put: (path, body = {}, more = {}) => ask('PUT', path, body, more),
    patch: (path, body = {}, more = {}) => ask('PATCH', path, body, more),
    delete: (path, body, more) => ask('DELETE', path, body, more),
  };
}

function defined(headers: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== undefined)) as Record<string, string>;
}

function jsonOf(answer: Response): unknown {
  return /json/.test(String(answer.headers['content-type'])) && answer.body !== '' ? JSON.parse(answer.body) : undefined;
}
