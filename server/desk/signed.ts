import type { Kernel } from '#kernel';
import { refuse } from './refusals.ts';

/** How long a link to an attachment or a page of a message opens without a session: frames in a sandbox send no cookie. */
const hour = 3_600_000;
const lives = 12 * hour;

/** `path?until=…&sig=…`; the same for an hour, so that a browser keeps what it has loaded. Real time, as sessions. */
export function signed(k: Kernel, path: string): string {
  const until = Math.ceil((k.clock.real() + lives) / hour) * hour;
  return `${path}?until=${until}&sig=${k.secrets.sign('desk-file', `${path} ${until}`)}`;
}

/** Refuses `link-expired` where the signature is not ours or its time is over. */
export function checkSigned(k: Kernel, path: string, { until, sig }: { readonly until: number; readonly sig: string }): void {
  if (until < k.clock.real() || !k.secrets.verify('desk-file', `${path} ${until}`, sig)) throw refuse.linkExpired();
}

export function attachmentPath(id: string): string {
  return `/api/v1/attachments/${id}`;
}

export function bodyPath(id: string): string {
  return `/api/v1/messages/${id}/body`;
}
