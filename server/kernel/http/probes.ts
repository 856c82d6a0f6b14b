import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import type { Kernel } from '../kernel.ts';
import { metricsText } from './metrics.ts';

const patience = 2000;

/** /healthz: the process answers. /readyz: it can serve, else 503 with why. /metrics: what it counts. */
export function registerProbes(app: FastifyInstance, k: Kernel): void {
  const config = { isProbe: true };
  app.get('/healthz', { config }, async () => ({ ok: true }));
  app.get('/readyz', { config }, async (_request, reply) => {
    const why = await whyNotReady(k);
    reply.code(why === null ? 200 : 503);
    if (why !== null) reply.header('retry-after', '2');
    return { ok: why === null, detail: why ?? 'Lista.' };
  });
  app.get('/metrics', { config }, async (_request, reply) => reply.type('text/plain; version=0.0.4; charset=utf-8').send(metricsText()));
}

async function whyNotReady(k: Kernel): Promise<string | null> {
  const late = new Promise<string>((resolve) => {
    setTimeout(resolve, patience, 'La base de datos tarda en responder.').unref();
  });
  const asked = sql`select 1`.execute(k.db).then(
    () => null,
    (error: unknown) => {
      k.log.warn('http.not-ready', { error });
      return 'La base de datos no responde todavía.';
    },
  );
  return Promise.race([asked, late]);
}
