import { type Kernel, may } from '#kernel';
import { refuse } from './refusals.ts';

/** How long a link to an attachment or a page of a message opens without a session: frames in a sandbox send no cookie. */
const hour = 3_600_000;
const lives = 12 * hour;

/** `path?until=…&sig=…`; the same for an hour, so that a browser keeps what it has loaded. Real time, as sessions. */
export function signed(k: Kernel, path: string): string {
  const until = Math.ceil((k.clock.real() + lives) / hour) * hour;
  return `${path}?until=${until}&sig=${k.secrets.sign('desk-file', `${path} ${until}`)}`;
}

export interface Signature {
  readonly until?: number | undefined;
  readonly sig?: string | undefined;
}

/** Opens to a signature that is ours and in time, or to whoever may read conversations. Refuses `link-expired`. */
export function checkMayOpen(k: Kernel, path: string, { until, sig }: Signature): void {
  const isSigned =
    until !== undefined && sig !== undefined && until >= k.clock.real() && k.secrets.verify('desk-file', `${path} ${until}`, sig);
  if (!isSigned && !may(k.actor.roles, 'conversations.read')) throw refuse.linkExpired();
}

export function attachmentPath(id: string): string {
  return `/api/v1/attachments/${id}`;
}

export function bodyPath(id: string): string {
  return `/api/v1/messages/${id}/body`;
}
