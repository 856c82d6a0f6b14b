/** The services behind the browsers in use: Chrome and Edge, Firefox, Safari. */
export const knownServices: readonly string[] = ['fcm.googleapis.com', 'push.services.mozilla.com', 'notify.windows.com', 'push.apple.com'];

/**
 * Whether we write to this address: whoever subscribes names it, and through it could have our server knock at any door. Only the push services
 * that are listed, by https; this machine itself without it, where it is listed.
 */
export function isPushService(endpoint: string, services: readonly string[]): boolean {
  if (!URL.canParse(endpoint)) return false;
  const { protocol, hostname, username, password } = new URL(endpoint);
  const isListed = services.some((one) => hostname === one || hostname.endsWith(`.${one}`));
  return isListed && username === '' && password === '' && (protocol === 'https:' || (protocol === 'http:' && hostname === '127.0.0.1'));
}
