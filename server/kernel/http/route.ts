import type { FastifyReply, FastifyRequest } from 'fastify';
import { type ZodType, z } from 'zod';
import type { Permission } from '../auth/permissions.ts';
import type { Kernel } from '../kernel.ts';
import { Refusal } from '../refusal.ts';

/**
 * `public`: nobody need be signed in; `signed-in`: anybody who is; `signing-in`: also whose second factor is still missing;
 * `setup`: the set-up link's token, which the handler checks.
 */
export type Access = Permission | 'public' | 'signed-in' | 'signing-in' | 'setup';

export interface RouteInput<P, Q, B> {
  readonly params: P;
  readonly query: Q;
  readonly body: B;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

/** One entrance: who may, what comes in, what goes out. `path` is under /api/v1. */
export interface RouteDefinition<P, Q, B, A> {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly access: Access;
  readonly summary: string;
  readonly params?: ZodType<P>;
  readonly query?: ZodType<Q>;
  readonly body?: ZodType<B>;
  readonly answer?: ZodType<A>;
  /** 200 where nothing is said. */
  readonly status?: number;
  /** Bytes; 1 MiB where nothing is said. */
  readonly bodyLimit?: number;
  /** A guess could get somebody in: held to few requests a minute. */
  readonly isDoor?: true;
  /** The handler answers through `reply` itself: bytes, streams, pages. */
  readonly raw?: true;
  handle(k: Kernel, input: RouteInput<P, Q, B>): Promise<NoInfer<A>>;
}

// A list of routes forgets what each one takes; `defineRoute` has checked it.
export type Route = RouteDefinition<any, any, any, any>;

/** Checks a route's handler against its shapes; the list of a module holds what comes out. */
export function defineRoute<P, Q, B, A>(route: RouteDefinition<P, Q, B, A>): Route {
  return route;
}

/** What every list takes beside its own filters: `z.strictObject({ …, ...pageQuery })`. */
export const pageQuery = {
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
};

/** An opaque cursor: the values of the last row's order, as base64url JSON. */
export function cursorOf(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

/** An instant (ms) or an id inside a cursor: whatever is written there, the database can read it. */
export const cursorInstant = z.number().min(Date.parse('0001-01-01T00:00:00Z')).max(Date.parse('9999-12-31T00:00:00Z'));
export const cursorId = z.string().regex(/^\d{1,18}$/);

/** Reads a cursor back. Refuses `bad-cursor` (400) where it is not ours. */
export function readCursor<T>(cursor: string, shape: ZodType<T>): T {
  const read = shape.safeParse(parsed(cursor));
  if (read.success) return read.data;
  throw new Refusal(
    'bad-cursor',
    400,
    'La continuación de la lista no se entiende. Vuelva a pedir la lista desde el principio, sin «cursor».',
    'The cursor is not understood. Ask for the list again from the start, without "cursor".',
  );
}

function parsed(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}
