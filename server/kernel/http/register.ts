import type { FastifyInstance, FastifyRequest } from 'fastify';
import { type ZodType, z } from 'zod';
import type { Kernel } from '../kernel.ts';
import { readInput } from './input.ts';
import type { Route } from './route.ts';

const nothing = z.strictObject({});
/** A change without a body may send `{}` or nothing at all. */
const noBody = z.union([nothing, z.undefined(), z.null()]);

export interface RegisterOptions {
  /** Answers are checked against their shapes too; for tests, since it costs. */
  readonly checkAnswers: boolean;
}

/** Puts a module's route under /api/v1. One without a rule of access, or whose path and shape of parameters differ, is an error of ours. */
export function registerRoute(app: FastifyInstance, route: Route, options: RegisterOptions): void {
  if (!route.access) throw new Error(`${route.method} ${route.path} has no rule of access`);
  if (route.path.includes(':') !== (route.params !== undefined))
    throw new Error(`${route.method} ${route.path}: parameters and their shape differ`);
  app.route({
    method: route.method,
    url: `/api/v1${route.path}`,
    config: { route },
    ...(route.bodyLimit !== undefined && { bodyLimit: route.bodyLimit }),
    handler: async (request, reply) => {
      const answer = await route.handle(request.k as Kernel, {
        params: readInput(shapeOr(route.params, nothing), request.params ?? {}, 'params'),
        query: readInput(shapeOr(route.query, nothing), queryOf(request), 'query'),
        body: route.method === 'GET' ? undefined : readInput(shapeOr(route.body, noBody), request.body, 'body'),
        request,
        reply,
      });
      if (route.raw) return reply;
      if (options.checkAnswers) checkAnswer(route, answer);
      reply.code(route.status ?? 200).type('application/json; charset=utf-8');
      return JSON.stringify(answer ?? {});
    },
  });
}

function shapeOr(shape: ZodType | undefined, fallback: ZodType): ZodType {
  return shape ?? fallback;
}

/** `lang` chooses the language of refusals on every route and is nobody's own field. */
function queryOf(request: FastifyRequest): unknown {
  const { lang: _, ...query } = request.query as Record<string, unknown>;
  return query;
}

function checkAnswer(route: Route, answer: unknown): void {
  const read = route.answer?.safeParse(answer ?? {});
  if (read && !read.success) throw new Error(`The answer of ${route.method} ${route.path} is not of its shape: ${read.error.message}`);
}
