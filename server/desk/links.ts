import { timingSafeEqual } from 'node:crypto';
import type { Kernel } from '#kernel';

/** Whom a link without a password is for: the area of an escalation, or the requester of a conversation. */
type Kind = 'area' | 'status';

const day = 86_400_000;

/** The address of an area's page, good for `desk.area_link_days`, real time as every token. It opens nothing by being fetched. */
export async function areaLink(k: Kernel, escalationId: string): Promise<string> {
  return link(k, 'area', escalationId, await k.settings.get<number>('desk.area_link_days'));
}

/** The address at which a requester sees how the matter stands, good for `desk.status_link_days`. */
export async function statusLink(k: Kernel, conversationId: string): Promise<string> {
  return link(k, 'status', conversationId, await k.settings.get<number>('desk.status_link_days'));
}

function link(k: Kernel, kind: Kind, id: string, days: number): string {
  const path = { area: 'area', status: 'estado' }[kind];
  return `${k.config.url.replace(/\/+$/, '')}/${path}/${tokenOf(k, kind, id, k.clock.real() + days * day)}`;
}

/** No point in it: what follows one would be taken for the ending of a file's name. */
export function tokenOf(k: Kernel, kind: Kind, id: string, until: number): string {
  const text = `${id}-${Math.floor(until / 1000).toString(36)}`;
  return `${text}-${signature(k, kind, text)}`;
}

export interface Opened {
  readonly id: string;
  /** Real ms. */
  readonly until: number;
  readonly isExpired: boolean;
}

/** What a token of ours says; null for any other text. */
export function readToken(k: Kernel, kind: Kind, token: string): Opened | null {
  const parts = /^((\d{1,15})-([0-9a-z]{1,9}))-([0-9a-f]{40})$/.exec(token);
  if (!parts) return null;
  const [, text = '', id = '', seconds = '', given = ''] = parts;
  if (!timingSafeEqual(Buffer.from(given), Buffer.from(signature(k, kind, text)))) return null;
  const until = Number.parseInt(seconds, 36) * 1000;
  return { id, until, isExpired: until < k.clock.real() };
}

function signature(k: Kernel, kind: Kind, text: string): string {
  return Buffer.from(k.secrets.sign(`${kind}-link`, text), 'base64url')
    .toString('hex')
    .slice(0, 40);
}
