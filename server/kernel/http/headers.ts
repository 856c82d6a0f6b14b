import type { FastifyReply } from 'fastify';

/** Scripts from ourselves only; Mantine writes style attributes; a mail's body is shown in a frame of ours. */
export const consolePolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "frame-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

const dataPolicy = "default-src 'none'; frame-ancestors 'none'";

/** What every answer carries; a raw handler that shows a page of its own replaces what it must. */
export function protect(reply: FastifyReply, isConsole: boolean, isHttps: boolean): void {
  reply.headers({
    'content-security-policy': isConsole ? consolePolicy : dataPolicy,
    'cross-origin-opener-policy': 'same-origin',
    'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=()',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    // Nothing of an institution's desk is for a search engine, least of all a page behind a link.
    'x-robots-tag': 'noindex, nofollow',
  });
  if (!isConsole) reply.header('cache-control', 'no-store');
  if (isHttps) reply.header('strict-transport-security', 'max-age=31536000');
}
