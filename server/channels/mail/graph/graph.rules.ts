import type { FolderRole } from '../folder-store.ts';
import { isLoopback, type Server } from '../mailbox.rules.ts';
import type { Verdict } from '../send.rules.ts';

/** Where Microsoft's Graph is; tests put a server of this machine in its place, and nothing else may stand there. */
export const graphHost = 'graph.microsoft.com';

export function isGraphHost(host: string): boolean {
  return host.toLowerCase() === graphHost || isLoopback(host);
}

/** The root of a mailbox's addresses: `https://graph.microsoft.com/v1.0/users/info%40…`. */
export function rootOf({ host, port, security, user }: Server, address: string): string {
  const [scheme, standard] = security === 'none' ? ['http', 80] : ['https', 443];
  const at = port === standard ? host : `${host}:${port}`;
  return `${scheme}://${at}/v1.0/users/${encodeURIComponent(user ?? address)}`;
}

/** Well-known names, the same in every language. */
export const folderNames: Record<FolderRole, string> = { inbox: 'inbox', sent: 'sentitems', junk: 'junkemail' };

/** What changes the id of a mail when it is moved is not asked for (email.md 8, 4); pages short enough to be kept in one piece. */
export const prefer = 'IdType="ImmutableId", odata.maxpagesize=50';

/** The first question to a folder; the newest first, so that a long past keeps nobody waiting. */
export function firstLink(root: string, role: FolderRole): string {
  return `${root}/mailFolders/${folderNames[role]}/messages/delta?$select=receivedDateTime,isDraft&$orderby=receivedDateTime%20desc`;
}

/** A mail as the delta names it. */
export interface Item {
  readonly id: string;
  readonly receivedDateTime?: string;
  readonly isDraft?: boolean;
  /** It has been deleted or moved away. */
  readonly '@removed'?: unknown;
}

export interface Page {
  readonly value: readonly Item[];
  readonly '@odata.nextLink'?: string;
  readonly '@odata.deltaLink'?: string;
}

/** Mails that are there: no drafts, and nothing that has gone. */
export function there(page: Page): Item[] {
  return page.value.filter((one) => one['@removed'] === undefined && one.isDraft !== true);
}

export function receiptOf({ receivedDateTime }: Item): number | null {
  const at = Date.parse(receivedDateTime ?? '');
  return Number.isNaN(at) ? null : at;
}

const longestPause = 60 * 60_000;

/** `Retry-After` in ms, from seconds or a date (RFC 9110 10.2.3); null where there is none. `now` real ms. */
export function retryAfter(text: string | undefined, now: number): number | null {
  if (text === undefined) return null;
  const ms = /^\d+$/.test(text.trim()) ? Number(text) * 1000 : Date.parse(text) - now;
  return Number.isNaN(ms) ? null : Math.min(Math.max(ms, 1000), longestPause);
}

/** What Graph or the line to it answered instead of what was asked for. */
export interface GraphFailure {
  /** HTTP; null where there was no answer. */
  readonly status: number | null;
  /** Graph's own code, or the network's. */
  readonly code: string;
  readonly message: string;
  /** Ms. */
  readonly pause: number | null;
  /** All of the request had been written. */
  readonly wasHandedOver: boolean;
}

/** The link to go on from has expired or was never good: the folder is scanned again (email.md 8, 7). */
export function mustScanAgain({ status, code }: GraphFailure): boolean {
  return status === 410 || /^(?:syncState|resync)/i.test(code);
}

/** What the trouble of a failure is called (`trouble.rules.ts`). */
export function troubleCode({ status, code }: GraphFailure): string {
  if (status === null) return code;
  if (status === 403) return 'graph-forbidden';
  if (status === 404) return 'graph-no-mailbox';
  return status === 429 || status >= 500 ? 'ETHROTTLE' : 'graph-refused';
}

/** What a failed send means. Only what had been handed over whole may have been taken; 503 and 429 are answers before the work (email.md 8). */
export function verdictOfGraph({ status, code, message, pause, wasHandedOver }: GraphFailure): Verdict {
  const response = `${status ?? ''} ${code}: ${message}`.trim().slice(0, 1000);
  if (status === null) return wasHandedOver ? { kind: 'uncertain', response } : { kind: 'retry', response, isMailbox: true, pause: null };
  if (status === 429 || status === 503) return { kind: 'retry', response, isMailbox: true, pause };
  if (status >= 500) return { kind: 'uncertain', response };
  // Whether we may send at all, and not this mail.
  if (status === 401 || status === 404 || (status === 403 && code !== 'ErrorSendAsDenied'))
    return { kind: 'retry', response, isMailbox: true, pause };
  return { kind: 'rejected', response };
}

/** Base64 of a mail in one request: Graph takes 4 MB (email.md 8, 10), headers and all. */
export const mostAtOnce = 4 * 1024 * 1024 - 64 * 1024;

export function fitsAtOnce(bytes: number): boolean {
  return Math.ceil(bytes / 3) * 4 <= mostAtOnce;
}

/** Pieces of an upload are multiples of 320 KiB. */
export const pieceOfUpload = 10 * 320 * 1024;
