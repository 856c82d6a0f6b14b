import type { FastifyReply, FastifyRequest } from 'fastify';
import { deviceCookie, sessionCookie } from '../http/credential.ts';
import type { Kernel } from '../kernel.ts';
import { deviceCookieFor, isOwnDevice } from './device.ts';
import type { Principal } from './principal.ts';
import { refuse } from './refusals.ts';
import { type OpenedSession, sessionMs } from './sessions.ts';
import type { SignInOrigin } from './sign-in.ts';

/** Where a sign-in comes from. */
export function originOf(request: FastifyRequest): SignInOrigin {
  return { ip: request.ip, device: request.headers['user-agent'] ?? '', deviceCookie: request.cookies[deviceCookie] };
}

/** Hands the browser its session and, once it is complete, the mark of a device that has signed in before. */
export function keepSession(
  k: Kernel,
  request: FastifyRequest,
  reply: FastifyReply,
  opened: OpenedSession,
): { next: 'totp' | 'enrol' | 'done' } {
  const base = { path: '/', httpOnly: true, sameSite: 'lax', secure: k.config.url.startsWith('https:') } as const;
  reply.setCookie(sessionCookie, opened.secret, { ...base, maxAge: sessionMs / 1000 });
  if (opened.stage !== 'full') return { next: opened.stage };
  if (!isOwnDevice(k, opened.accountId, request.cookies[deviceCookie])) {
    reply.setCookie(deviceCookie, deviceCookieFor(k, opened.accountId), { ...base, maxAge: 365 * 86_400 });
  }
  return { next: 'done' };
}

export function dropSession(k: Kernel, reply: FastifyReply): void {
  reply.clearCookie(sessionCookie, { path: '/', httpOnly: true, sameSite: 'lax', secure: k.config.url.startsWith('https:') });
}

export interface SignedIn extends Principal {
  readonly sessionId: string;
}

/** The person's session behind a request. Refuses `needs-account` to tokens, which have no password and no sessions. */
export function signedIn(request: FastifyRequest): SignedIn {
  const { principal } = request;
  if (!principal) throw refuse.signInNeeded();
  if (principal.sessionId === null) throw refuse.needsPerson();
  return { ...principal, sessionId: principal.sessionId };
}
