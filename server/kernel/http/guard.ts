import type { FastifyRequest } from 'fastify';
import { may, type Permission, rolesWith } from '../auth/permissions.ts';
import { actorOf, type Principal, principalOf } from '../auth/principal.ts';
import { refuse } from '../auth/refusals.ts';
import type { Actor, Kernel } from '../kernel.ts';
import { type Credential, deviceCookie, sessionCookie } from './credential.ts';
import { originOf } from './origin.ts';
import type { Access } from './route.ts';

const visitor: Actor = { kind: 'system', accountId: null, name: 'visitante', roles: [] };

/** Finds out who asks and whether the route is theirs; sets `request.principal` and `request.k`. Refuses 401 and 403. */
export async function guard(k: Kernel, request: FastifyRequest, access: Access, credential: Credential | null): Promise<void> {
  checkOrigin(k, request, credential);
  const principal = credential ? await principalOf(k, credential.kind, credential.secret) : null;
  if (credential?.kind === 'token' && !principal) throw refuse.badToken();
  request.principal = principal;
  const actor = principal && principal.stage === 'full' ? actorOf(principal) : visitor;
  request.k = k.as(actor, request.id);
  checkAccess(access, principal);
}

/** A page of another origin must not act with our cookie (nor sign somebody in). Tokens are not sent by browsers by themselves. */
function checkOrigin(k: Kernel, request: FastifyRequest, credential: Credential | null): void {
  if (request.method === 'GET' || request.method === 'HEAD' || credential?.kind === 'token') return;
  const origin = originOf(request, [k.config.url]);
  const hasCookie = request.cookies[sessionCookie] !== undefined || request.cookies[deviceCookie] !== undefined;
  if (origin === 'foreign' || (origin === 'unsaid' && hasCookie)) throw refuse.wrongOrigin();
}

function checkAccess(access: Access, principal: Principal | null): void {
  // The set-up link's token is in the body: the handler checks it.
  if (access === 'public' || access === 'setup') return;
  if (!principal) throw refuse.signInNeeded();
  if (access === 'signing-in') return;
  if (principal.stage !== 'full') throw refuse.secondFactorMissing();
  if (access !== 'signed-in' && !may(principal.roles, access)) throw refuse.notAllowed(rolesWith(access satisfies Permission));
}
