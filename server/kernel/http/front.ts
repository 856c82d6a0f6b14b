import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Config } from '../config.ts';

/**
 * The door that is open before the house is furnished: it takes every request from the first moment, answers the probes by itself and
 * keeps the others until somebody is there to answer them. Nothing that comes between is refused or lost.
 */
export interface Front {
  readonly server: Server;
  readonly port: number;
  /** The database answers and has the shape of these sources: whoever asked /readyz hears it now, before the rest is loaded. */
  ready(): void;
  /** From here on `handler` answers, first those who have been waiting. */
  handOver(handler: RequestListener): void;
  /** Takes nobody any more and waits for what is being answered. Once or more often. */
  close(): Promise<void>;
}

// An import statement would read every export of node:http, among them a whole client for fetch: 35 ms of a start.
const { createServer } = process.getBuiltinModule('node:http');

type Visit = readonly [IncomingMessage, ServerResponse];

/** How long /readyz waits for a better answer than «not yet», ms. */
const patience = 2000;

/** Listens where the configuration says. Throws what the system says, such as EADDRINUSE. */
export async function openFront({ host, port }: Pick<Config, 'host' | 'port'>): Promise<Front> {
  const waiting: Visit[] = [];
  const askers: Visit[] = [];
  let handler: RequestListener | null = null;
  let isReady = false;
  // Fastify's own for a server that it makes itself.
  const server = createServer({ requestTimeout: 120_000, keepAliveTimeout: 72_000 }, (request, response) => {
    const path = request.url?.split('?')[0];
    if (handler) handler(request, response);
    else if (path === '/healthz') answer(response, 200, { ok: true });
    else if (path !== '/readyz') waiting.push([request, response]);
    else if (isReady) answer(response, 200, lista);
    else ask([request, response]);
  });
  const ask = (visit: Visit) => {
    askers.push(visit);
    setTimeout(() => {
      if (askers.includes(visit)) answer(visit[1], 503, { ok: false, detail: 'Ventanilla todavía está empezando.' });
    }, patience).unref();
  };
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host, port }, () => {
      server.off('error', reject);
      resolve();
    });
  });
  let closing: Promise<void> | null = null;
  return {
    server,
    port: (server.address() as AddressInfo).port,
    ready() {
      isReady = true;
      for (const [, response] of askers.splice(0)) answer(response, 200, lista);
    },
    handOver(to) {
      handler = to;
      for (const [request, response] of [...askers.splice(0), ...waiting.splice(0)]) if (!response.destroyed) to(request, response);
    },
    close() {
      closing ??= new Promise((resolve) => {
        server.close(() => resolve());
        // Who still waits for the house to be furnished would wait for ever.
        for (const [, response] of [...askers.splice(0), ...waiting.splice(0)]) response.destroy();
        server.closeIdleConnections();
      });
      return closing;
    },
  };
}

const lista = { ok: true, detail: 'Lista.' };

function answer(response: ServerResponse, status: 200 | 503, body: object): void {
  if (response.headersSent || response.destroyed) return;
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
    ...(status === 503 && { 'retry-after': '2' }),
  });
  response.end(JSON.stringify(body));
}
