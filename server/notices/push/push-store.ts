import { sql } from 'kysely';
import { instant, type Kernel } from '#kernel';

export interface KeyRow {
  readonly publicKey: string;
  /** Sealed. */
  readonly privateKey: string;
}

export async function pushKey(k: Kernel): Promise<KeyRow | undefined> {
  const { rows } = await sql<KeyRow>`select public_key as "publicKey", private_key as "privateKey" from notices.push_key`.execute(k.db);
  return rows[0];
}

/** Of two who make them at once the first holds. */
export async function insertPushKey(k: Kernel, { publicKey, privateKey }: KeyRow): Promise<void> {
  await sql`insert into notices.push_key (public_key, private_key) values (${publicKey}, ${privateKey}) on conflict do nothing`.execute(
    k.db,
  );
}

export interface Subscription {
  readonly endpoint: string;
  readonly p256dh: string;
  readonly auth: string;
}

/** A browser has one person: whoever used it last. */
export async function keepSubscription(k: Kernel, accountId: string, { endpoint, p256dh, auth }: Subscription): Promise<void> {
  await sql`
    insert into notices.subscription (account_id, endpoint, p256dh, auth, made_at)
    values (${accountId}, ${endpoint}, ${p256dh}, ${auth}, ${instant(k.clock.real())})
    on conflict on constraint subscription_once_a_browser do update set account_id = excluded.account_id, p256dh = excluded.p256dh, auth = excluded.auth`.execute(
    k.db,
  );
}

/** The newest: whoever has more browsers than these has left some behind. */
export const mostSubscriptions = 10;

export async function subscriptionsOf(k: Kernel, accountId: string): Promise<Subscription[]> {
  const { rows } = await sql<Subscription>`
    select endpoint, p256dh, auth from notices.subscription where account_id = ${accountId} order by id desc limit ${mostSubscriptions}::int`.execute(
    k.db,
  );
  return rows;
}

export async function deleteSubscription(k: Kernel, endpoint: string): Promise<void> {
  await sql`delete from notices.subscription where endpoint = ${endpoint}`.execute(k.db);
}

export async function deleteOwnSubscription(k: Kernel, accountId: string, endpoint: string): Promise<void> {
  await sql`delete from notices.subscription where endpoint = ${endpoint} and account_id = ${accountId}`.execute(k.db);
}
