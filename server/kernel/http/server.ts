import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import cookies from '@fastify/cookie';
import Fastify, { type FastifyError, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { Kernel } from '../kernel.ts';
import type { Module } from '../module.ts';
import { registerConsole } from './console.ts';
import { credentialOf } from './credential.ts';
import type { Front } from './front.ts';
import { guard } from './guard.ts';
import { protect } from './headers.ts';
import { kernelRoutes } from './kernel-routes.ts';
import { openLimiter } from './limits.ts';
import { liveRoutes } from './live-routes.ts';
import { openLiveDoor } from './live-stream.ts';
import { count, observe } from './metrics.ts';
import { openApiOf } from './openapi.ts';
import { languageOf, problemOf, refusalOf } from './problem.ts';
import { registerProbes } from './probes.ts';
import { refuse } from './refusals.ts';
import { registerRoute } from './register.ts';
import type { Route } from './route.ts';
import './request.ts';

export interface HttpOptions {
  /** Where the built console lies; `dist/web` where nothing is said. */
  readonly web?: string;
  /** Answers are checked against their shapes too; for tests. */
  readonly checkAnswers?: boolean;
  /** A door that is open already; otherwise `listen` opens one. */
  readonly front?: Front;
}

export interface Http {
  readonly app: FastifyInstance;
  /** Every route under /api/v1, for tests and the document. */
  readonly routes: readonly Route[];
  /** Begins to serve where the configuration says; answers the port, which a configured 0 leaves open. Throws what the system says. */
  listen(): Promise<{ port: number }>;
  /** Ends what is open and waits for what is being answered. */
  close(): Promise<void>;
}

const { version } = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8')) as { version: string };

/** The one entrance by HTTP: routes with their rules, probes, live changes, the console. */
export async function openHttp(k: Kernel, modules: readonly Module[], options: HttpOptions = {}): Promise<Http> {
  let handler: RequestListener = () => {};
  const { front } = options;
  const app = Fastify({
    ...(front && {
      serverFactory: (answers: RequestListener) => {
        handler = answers;
        return front.server;
      },
    }),
    // One proxy in front is believed: its own entry, the last, never what a client wrote before it.
    trustProxy: k.config.trustProxy ? (_address, hop) => hop < 1 : false,
    bodyLimit: 1024 * 1024,
    genReqId: () => randomBytes(9).toString('base64url'),
    // What is being answered may end; what only waits is closed.
    forceCloseConnections: 'idle',
    requestTimeout: 120_000,
    routerOptions: { maxParamLength: 500, caseSensitive: true },
    clientErrorHandler,
    frameworkErrors: (error, request, reply) => answerError(k, error, request, reply as unknown as FastifyReply),
  }) as unknown as FastifyInstance;
  app.decorateRequest('principal', null);
  app.decorateRequest('k', null);
  app.decorateRequest('beganAt', 0);
  readOnlyJson(app);
  await app.register(cookies);

  const door = openLiveDoor(
    k,
    modules.flatMap((module) => module.live ?? []),
  );
  const routes = [...kernelRoutes(modules, version), ...liveRoutes(door), ...modules.flatMap((module) => module.routes ?? [])];
  watch(app, k);
  app.setErrorHandler((error, request, reply) => answerError(k, error as FastifyError, request, reply));
  for (const route of routes) registerRoute(app, route, { checkAnswers: options.checkAnswers ?? false });
  registerProbes(app, k);
  registerDocument(app, routes, version);
  const page = await registerConsole(app, options.web);
  app.setNotFoundHandler((request, reply) => {
    const { pathname } = new URL(request.url, 'http://host.example');
    // An ending that begins with a letter is a file's; /procedimiento/5.3 is a page.
    if (request.method === 'GET' && !pathname.startsWith('/api/') && !/\.[a-z]\w*$/i.test(pathname)) return page.page(reply, pathname);
    const allowed = methodsOf(routes, pathname);
    throw allowed.length > 0 ? refuse.wrongMethod(allowed) : refuse.notFound();
  });
  return {
    app,
    routes,
    listen: () => (front ? furnish(app, front, handler) : listen(app, k)),
    close: () => closeAll(app, door.close, front),
  };
}

async function closeAll(app: FastifyInstance, endStreams: () => void, front?: Front): Promise<void> {
  endStreams();
  await Promise.all([front?.close(), app.close()]);
}

async function furnish(app: FastifyInstance, front: Front, handler: RequestListener): Promise<{ port: number }> {
  await app.ready();
  front.handOver(handler);
  return { port: front.port };
}

/** Before each request: headers, limits, who it is. After it: what it cost. */
function watch(app: FastifyInstance, k: Kernel): void {
  const limiter = openLimiter(k);
  const isHttps = k.config.url.startsWith('https:');
  app.addHook('onRequest', async (request, reply) => {
    request.beganAt = performance.now();
    const { route, isProbe } = request.routeOptions.config;
    const isApi = request.url.startsWith('/api/');
    protect(reply, !isApi && !isProbe, isHttps);
    reply.header('x-request-id', request.id);
    if (isProbe) return;
    const credential = isApi ? credentialOf(request) : null;
    await limiter.pass(route?.isDoor ? 'sign-in' : isApi ? 'api' : 'file', request.ip, credential);
    if (route) await guard(k, request, route.access, credential);
  });
  app.addHook('onResponse', async (request, reply) => note(k, request, reply));
}

/** The pattern of the route, never the address itself: ids and searches are other people's. */
function note(k: Kernel, request: FastifyRequest, reply: FastifyReply): void {
  const seconds = (performance.now() - request.beganAt) / 1000;
  const route = request.routeOptions.url ?? 'none';
  const { method } = request;
  count('ventanilla_http_requests_total', 'Requests answered', { method, route, status: reply.statusCode });
  // A stream lasts as long as its console: no answer's time.
  if (request.routeOptions.config.route?.path !== '/live')
    observe('ventanilla_http_request_seconds', 'How long answers took', seconds, { method, route });
  const fields = {
    request: request.id,
    method,
    route,
    status: reply.statusCode,
    ms: Math.round(seconds * 1000),
    account: request.principal?.accountId,
  };
  if (reply.statusCode >= 400 || (method !== 'GET' && method !== 'HEAD')) k.log.info('http.answered', fields);
  else k.log.debug('http.answered', fields);
}

function answerError(k: Kernel, error: FastifyError, request: FastifyRequest, reply: FastifyReply): void {
  const refusal = refusalOf(error);
  const language = languageOf(request);
  if (refusal.status >= 500)
    k.log.error('http.failed', {
      request: request.id,
      method: request.method,
      route: request.routeOptions?.url,
      error: refusal.cause ?? error,
    });
  if (reply.raw.headersSent) return void reply.raw.destroy();
  const seconds = refusal.details.seconds;
  if (typeof seconds === 'number') reply.header('retry-after', String(seconds));
  if (refusal.status === 401) reply.header('www-authenticate', 'Bearer');
  if (refusal.status === 405) reply.header('allow', (refusal.details.allowed as string[]).join(', '));
  reply
    .code(refusal.status)
    .header('cache-control', 'no-store')
    .header('content-language', language)
    .header('vary', 'accept-language')
    .type('application/problem+json; charset=utf-8')
    .send(JSON.stringify(problemOf(refusal, language, request.id)));
}

/** JSON only, and nothing at all where nothing was sent. */
function readOnlyJson(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  const parse = app.getDefaultJsonParser('error', 'error');
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (body === '') return done(null, undefined);
    return parse(request, body as string, (error, value) => done(error ? refuse.badJson() : null, value));
  });
}

function registerDocument(app: FastifyInstance, routes: readonly Route[], version: string): void {
  let document: string | null = null;
  app.get('/api/openapi.json', async (_request, reply) => {
    document ??= JSON.stringify(openApiOf(routes, version));
    return reply.type('application/json; charset=utf-8').header('cache-control', 'no-cache').send(document);
  });
}

function methodsOf(routes: readonly Route[], pathname: string): string[] {
  const fits = (route: Route) => new RegExp(`^/api/v1${route.path.replace(/:\w+/g, '[^/]+')}$`).test(pathname);
  return [...new Set(routes.filter(fits).map((route) => route.method))];
}

async function listen(app: FastifyInstance, k: Kernel): Promise<{ port: number }> {
  const { host, port } = k.config;
  await app.listen({ host, port });
  return { port: (app.server.address() as AddressInfo).port };
}

/** What is not even HTTP still gets a problem it can read, and the line is closed. */
function clientErrorHandler(error: Error & { code?: string }, socket: import('node:net').Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed || !socket.writable) return void socket.destroy();
  const refusal = error.code === 'HPE_HEADER_OVERFLOW' ? refuse.tooLarge() : refuse.badRequest();
  const body = JSON.stringify(problemOf(refusal, 'es', ''));
  const head = `HTTP/1.1 ${refusal.status} Bad Request\r\ncontent-type: application/problem+json; charset=utf-8\r\ncontent-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n`;
  socket.end(head + body);
}
