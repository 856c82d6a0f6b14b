import type { FastifyRequest } from 'fastify';

/** What the browser says of where a request comes from: our own pages, another's, or nothing. */
export function originOf(request: FastifyRequest, ownUrls: readonly string[]): 'own' | 'foreign' | 'unsaid' {
  const { origin, 'sec-fetch-site': site } = request.headers;
  const siteSays = typeof site === 'string' ? (site === 'same-origin' || site === 'none' ? 'own' : 'foreign') : 'unsaid';
  const originSays = typeof origin === 'string' ? (isOwn(origin, request, ownUrls) ? 'own' : 'foreign') : 'unsaid';
  if (siteSays === 'foreign' || originSays === 'foreign') return 'foreign';
  return siteSays === 'own' || originSays === 'own' ? 'own' : 'unsaid';
}

/** The host it was sent to counts as ours, whatever a proxy did to the scheme; so does the configured address. */
function isOwn(origin: string, request: FastifyRequest, ownUrls: readonly string[]): boolean {
  if (!URL.canParse(origin)) return false;
  const url = new URL(origin);
  return url.host === request.headers.host || url.host === request.host || ownUrls.some((own) => new URL(own).origin === url.origin);
}
