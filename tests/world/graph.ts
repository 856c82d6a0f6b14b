import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

export type GraphFolder = 'inbox' | 'sentitems' | 'junkemail' | 'drafts' | 'archive';

interface Item {
  readonly id: string;
  readonly raw: Buffer;
  readonly receivedAt: number;
  folder: GraphFolder;
  readonly files: { readonly name: string; readonly content: Buffer }[];
}

interface Change {
  readonly folder: GraphFolder;
  readonly id: string;
  readonly removed: boolean;
}

export interface GraphServer {
  readonly port: number;
  readonly tokenUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** `GET /mailFolders/inbox/messages/delta`, in order; without the query. */
  readonly asked: string[];
  /** Scopes for which tokens were asked. */
  readonly scopes: string[];
  deliver(raw: Buffer | string, more?: { folder?: GraphFolder; at?: number }): string;
  move(id: string, folder: GraphFolder): void;
  remove(id: string): void;
  /** Somebody read or flagged it. */
  touch(id: string): void;
  inFolder(folder: GraphFolder): readonly Item[];
  /** No token is good any more. */
  revokeAll(): void;
  /** The next requests that match are answered so, without being worked on. */
  refuse(match: RegExp, times: number, answer: { status: number; code?: string; retryAfter?: string }): void;
  /** Whether nothing is left to be refused. */
  hasRefused(): boolean;
  /** The next requests that match are worked on, and the line is cut before the answer. */
  loseAnswer(match: RegExp, times?: number): void;
  /** The next request that matches is worked on, and never answered. */
  holdAnswer(match: RegExp): void;
  /** Links given until now lead nowhere. */
  expireLinks(): void;
  /** From now on what is sent gets another Message-ID. */
  rewriteIds(): void;
  /** Roles in the tokens that are given from now on. */
  giveRoles(roles: readonly string[]): void;
  stop(): Promise<void>;
}

interface State {
  readonly items: Map<string, Item>;
  readonly changes: Change[];
  readonly asked: string[];
  readonly scopes: string[];
  readonly tokens: Set<string>;
  readonly refusals: { match: RegExp; answer: { status: number; code?: string; retryAfter?: string } }[];
  readonly losses: { match: RegExp; isHeld: boolean }[];
  readonly uploads: Map<string, { draft: string; name: string; size: number; pieces: Buffer[] }>;
  roles: readonly string[];
  oldest: number;
  made: number;
  rewrites: boolean;
  base: string;
}

const client = { clientId: 'ventanilla-graph', clientSecret: 'un-secreto-de-prueba' };

/** What stands for Microsoft's Graph: mail of one user, as its documentation says that it answers. It was never compared with the real one. */
export async function startGraph(user = 'info@itla.test'): Promise<GraphServer> {
  const state: State = {
    items: new Map(),
    changes: [],
    asked: [],
    scopes: [],
    tokens: new Set(),
    refusals: [],
    losses: [],
    uploads: new Map(),
    roles: ['Mail.ReadWrite', 'Mail.Send'],
    oldest: 0,
    made: 0,
    rewrites: false,
    base: '',
  };
  const server = createServer((request, response) => void serve(state, user, request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  state.base = `http://127.0.0.1:${port}`;
  const change = (id: string, folder: GraphFolder, removed = false) => void state.changes.push({ id, folder, removed });
  return {
    port,
    tokenUrl: `${state.base}/itla/oauth2/v2.0/token`,
    ...client,
    asked: state.asked,
    scopes: state.scopes,
    deliver: (raw, { folder = 'inbox', at = Date.now() } = {}) => keep(state, Buffer.from(raw), { folder, at }),
    move(id, folder) {
      const item = state.items.get(id) as Item;
      change(id, item.folder, true);
      item.folder = folder;
      change(id, folder);
    },
    remove(id) {
      change(id, (state.items.get(id) as Item).folder, true);
      state.items.delete(id);
    },
    touch: (id) => change(id, (state.items.get(id) as Item).folder),
    inFolder: (folder) => [...state.items.values()].filter((one) => one.folder === folder),
    revokeAll: () => state.tokens.clear(),
    refuse: (match, times, answer) => state.refusals.push(...Array.from({ length: times }, () => ({ match, answer }))),
    hasRefused: () => state.refusals.length === 0,
    loseAnswer: (match, times = 1) => state.losses.push(...Array.from({ length: times }, () => ({ match, isHeld: false }))),
    holdAnswer: (match) => void state.losses.push({ match, isHeld: true }),
    expireLinks() {
      state.oldest = state.changes.length + 1;
      state.changes.push({ folder: 'archive', id: 'nothing', removed: true });
    },
    rewriteIds() {
      state.rewrites = true;
    },
    giveRoles(roles) {
      state.roles = roles;
    },
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function keep(state: State, raw: Buffer, { folder, at }: { folder: GraphFolder; at: number }): string {
  const id = `AAkALgAAAAAAHYQDEap/${++state.made}=`;
  state.items.set(id, { id, raw, receivedAt: at, folder, files: [] });
  state.changes.push({ folder, id, removed: false });
  return id;
}

async function serve(state: State, user: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', state.base);
  const body = await bytesOf(request);
  if (url.pathname.endsWith('/token')) return giveToken(state, new URLSearchParams(body.toString()), response);
  const root = `/v1.0/users/${encodeURIComponent(user)}`;
  const path = url.pathname.startsWith('/upload/') ? url.pathname : url.pathname.slice(root.length);
  const name = `${request.method} ${decodeURIComponent(path)}`;
  state.asked.push(name);
  const refusal = state.refusals.findIndex((one) => one.match.test(name));
  if (refusal >= 0) {
    const [{ answer }] = state.refusals.splice(refusal, 1) as [State['refusals'][number]];
    if (answer.retryAfter) response.setHeader('retry-after', answer.retryAfter);
    return fail(response, answer.status, answer.code ?? 'TooManyRequests');
  }
  const loss = state.losses.findIndex((one) => one.match.test(name));
  if (loss >= 0) {
    const [{ isHeld }] = state.losses.splice(loss, 1) as [State['losses'][number]];
    answer(state, { request, url, path, body, response: silent });
    if (!isHeld) request.socket.destroy();
    return;
  }
  if (path.startsWith('/upload/')) return upload(state, { request, path, body, response });
  if (!state.tokens.has((request.headers.authorization ?? '').replace('Bearer ', '')))
    return fail(response, 401, 'InvalidAuthenticationToken');
  if (!url.pathname.startsWith(`${root}/`)) return fail(response, 404, 'ErrorInvalidUser');
  if (!/IdType="ImmutableId"/.test(String(request.headers.prefer))) return fail(response, 400, 'NoImmutableIds');
  answer(state, { request, url, path, body, response });
}

function giveToken(state: State, asked: URLSearchParams, response: ServerResponse): void {
  state.scopes.push(asked.get('scope') ?? '');
  if (asked.get('client_secret') !== client.clientSecret) return json(response, 401, { error: 'invalid_client' });
  const claims = Buffer.from(JSON.stringify({ roles: state.roles, nr: state.scopes.length })).toString('base64url');
  const token = `e30.${claims}.x`;
  state.tokens.add(token);
  json(response, 200, { token_type: 'Bearer', access_token: token, expires_in: 3599 });
}

type Answering = Pick<ServerResponse, 'writeHead'>;
interface Question {
  readonly request: IncomingMessage;
  readonly url: URL;
  readonly path: string;
  readonly body: Buffer;
  readonly response: Answering;
}

/** Takes an answer that nobody will hear. */
const silent = { writeHead: () => ({ end: () => {} }) } as unknown as Answering;

function answer(state: State, question: Question): void {
  const { request, path, response } = question;
  const folder = /^\/mailFolders\/([^/]+)(.*)$/.exec(path);
  if (request.method === 'GET' && folder) return readFolder(state, folder[1] as GraphFolder, folder[2] as string, question);
  const one = /^\/messages\/([^/]+)(\/.*)?$/.exec(path);
  if (path === '/sendMail' && request.method === 'POST') return sendMail(state, question);
  if (path === '/messages' && request.method === 'POST')
    return json(response, 201, { id: keep(state, decoded(question.body), { folder: 'drafts', at: Date.now() }) });
  const item = one && state.items.get(decodeURIComponent(one[1] as string));
  if (!item) return fail(response, 404, 'ErrorItemNotFound');
  if (request.method === 'DELETE') {
    state.items.delete(item.id);
    return void response.writeHead(204).end();
  }
  changeItem(state, item, { ...question, path: one?.[2] ?? '' });
}

function changeItem(state: State, item: Item, { path, body, response }: Question): void {
  if (path === '/$value') return void response.writeHead(200, { 'content-type': 'text/plain' }).end(item.raw);
  if (path === '/attachments') {
    const { name, contentBytes } = JSON.parse(body.toString()) as { name: string; contentBytes: string };
    item.files.push({ name, content: Buffer.from(contentBytes, 'base64') });
    return json(response, 201, { id: `${item.files.length}` });
  }
  if (path === '/attachments/createUploadSession') {
    const { name, size } = (JSON.parse(body.toString()) as { AttachmentItem: { name: string; size: number } }).AttachmentItem;
    const key = `${++state.made}`;
    state.uploads.set(key, { draft: item.id, name, size, pieces: [] });
    return json(response, 201, { uploadUrl: `${state.base}/upload/${key}`, nextExpectedRanges: ['0-'] });
  }
  if (path !== '/send') return fail(response, 404, 'ErrorItemNotFound');
  item.folder = 'sentitems';
  state.changes.push({ folder: 'sentitems', id: item.id, removed: false });
  response.writeHead(202).end();
}

function sendMail(state: State, { request, body, response }: Question): void {
  if (body.length > 4 * 1024 * 1024) return fail(response, 413, 'RequestEntityTooLarge');
  if (request.headers['content-type'] !== 'text/plain') return fail(response, 400, 'ErrorInvalidRequest');
  const raw = decoded(body);
  const sent = state.rewrites
    ? raw.toString('latin1').replace(/^Message-ID: <.*>/im, `Message-ID: <otra-${++state.made}@prod.outlook.test>`)
    : raw;
  keep(state, typeof sent === 'string' ? Buffer.from(sent, 'latin1') : sent, { folder: 'sentitems', at: Date.now() });
  response.writeHead(202).end();
}

function upload(state: State, { request, path, body, response }: Omit<Question, 'url'>): void {
  const session = state.uploads.get(path.slice('/upload/'.length));
  if (!session || request.headers.authorization) return fail(response, 401, 'AuthorizationNotAllowed');
  session.pieces.push(body);
  const content = Buffer.concat(session.pieces);
  if (content.length < session.size) return json(response, 200, { nextExpectedRanges: [`${content.length}-`] });
  state.items.get(session.draft)?.files.push({ name: session.name, content });
  response.writeHead(201).end();
}

function readFolder(state: State, folder: GraphFolder, rest: string, { url, request, response }: Question): void {
  const inside = [...state.items.values()].filter((one) => one.folder === folder);
  if (rest === '')
    return json(response, 200, {
      id: folder,
      displayName: { sentitems: 'Elementos enviados' }[folder as string] ?? folder,
      totalItemCount: inside.length,
    });
  const size = Number(/maxpagesize=(\d+)/.exec(String(request.headers.prefer))?.[1] ?? 10);
  if (rest === '/messages') return list(inside, { url, response });
  if (rest !== '/messages/delta') return fail(response, 404, 'ErrorItemNotFound');
  const [mode = 's', from = state.changes.length, offset = 0, to = state.changes.length] = tokenIn(url);
  if (from < state.oldest) return fail(response, 410, 'syncStateNotFound');
  // A first scan shows what is there, the newest first; a delta what has changed since.
  const all = mode === 's' ? newestFirst(inside) : changesOf(state, folder, { from, to });
  const isOver = offset + size >= all.length;
  const link = isOver ? `$deltatoken=d.${mode === 's' ? from : to}` : `$skiptoken=${mode}.${from}.${offset + size}.${to}`;
  const name = isOver ? '@odata.deltaLink' : '@odata.nextLink';
  json(response, 200, { value: all.slice(offset, offset + size), [name]: `${state.base}${url.pathname}?${link}` });
}

/** `s.from.offset.to` within a scan, `d.from…` after it. */
function tokenIn(url: URL): [mode?: string, from?: number, offset?: number, to?: number] {
  const token = url.searchParams.get('$skiptoken') ?? url.searchParams.get('$deltatoken');
  const [mode, ...numbers] = token?.split('.') ?? [];
  return mode === undefined ? [] : [mode, ...(numbers.map(Number) as [number])];
}

function newestFirst(items: readonly Item[]): object[] {
  return [...items].sort((a, b) => b.receivedAt - a.receivedAt).map(shown);
}

function changesOf(state: State, folder: GraphFolder, { from, to }: { from: number; to: number }): object[] {
  const last = new Map(
    state.changes
      .slice(from, to)
      .filter((one) => one.folder === folder)
      .map((one) => [one.id, one]),
  );
  return [...last.values()].map(({ id, removed }) => {
    const item = state.items.get(id);
    return removed || item?.folder !== folder ? { id, '@removed': { reason: 'deleted' } } : shown(item);
  });
}

function shown({ id, receivedAt, folder }: Item): object {
  return { id, receivedDateTime: `${new Date(receivedAt).toISOString().slice(0, 19)}Z`, isDraft: folder === 'drafts' };
}

function list(inside: readonly Item[], { url, response }: Pick<Question, 'url' | 'response'>): void {
  const [top, skip] = [Number(url.searchParams.get('$top') ?? 10), Number(url.searchParams.get('$skip') ?? 0)];
  const wantsHeaders = (url.searchParams.get('$select') ?? '').includes('internetMessageHeaders');
  const sorted = [...inside].sort((a, b) => b.receivedAt - a.receivedAt);
  const value = sorted
    .slice(skip, skip + top)
    .map((one) => ({ ...shown(one), ...(wantsHeaders ? { internetMessageHeaders: headersOf(one.raw) } : {}) }));
  const next = new URL(url);
  next.searchParams.set('$skip', String(skip + top));
  json(response, 200, { value, ...(skip + top < sorted.length ? { '@odata.nextLink': next.toString() } : {}) });
}

function headersOf(raw: Buffer): { name: string; value: string }[] {
  const head = raw.toString('latin1').split(/\r?\n\r?\n/)[0] ?? '';
  return head
    .replace(/\r?\n[ \t]+/g, ' ')
    .split(/\r?\n/)
    .flatMap((line) => {
      const at = line.indexOf(':');
      return at < 1 ? [] : [{ name: line.slice(0, at), value: line.slice(at + 1).trim() }];
    });
}

function decoded(body: Buffer): Buffer {
  return Buffer.from(body.toString('latin1'), 'base64');
}

function json(response: Answering, status: number, value: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
}

function fail(response: Answering, status: number, code: string): void {
  json(response, status, { error: { code, message: `refused by the stand-in: ${code}` } });
}

async function bytesOf(request: IncomingMessage): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece as Buffer);
  return Buffer.concat(pieces);
}
