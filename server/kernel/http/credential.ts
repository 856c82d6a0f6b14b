import type { FastifyRequest } from 'fastify';

export const sessionCookie = 'ventanilla';
export const deviceCookie = 'ventanilla-equipo';

/** What a request shows to say who it is. */
export interface Credential {
  readonly kind: 'session' | 'token';
  readonly secret: string;
}

/** The Bearer token, else the session's cookie; null where there is neither. A token that cannot be ours is read as an empty one. */
export function credentialOf(request: FastifyRequest): Credential | null {
  const header = request.headers.authorization;
  if (header !== undefined) {
    const token = /^Bearer ([\w-]{1,200})$/i.exec(header)?.[1];
    return { kind: 'token', secret: token ?? '' };
  }
  const cookie = request.cookies[sessionCookie];
  return cookie && cookie.length <= 200 ? { kind: 'session', secret: cookie } : null;
}
