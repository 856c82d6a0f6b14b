import { sql } from 'kysely';
import type { Kernel } from '../kernel.ts';
import { instant } from '../time.ts';

export async function putTotpSecret(k: Kernel, accountId: string, sealed: string): Promise<void> {
  await sql`
    update kernel.account set totp_secret = ${sealed}, totp_confirmed_at = null, totp_step = null where id = ${accountId}::bigint`.execute(
    k.db,
  );
}

export async function confirmTotp(k: Kernel, accountId: string): Promise<void> {
  await sql`update kernel.account set totp_confirmed_at = ${instant(k.clock.real())} where id = ${accountId}::bigint`.execute(k.db);
}

/** Whether the step is later than the last one accepted: the same code twice, even at once, passes once. */
export async function takeTotpStep(k: Kernel, accountId: string, step: number): Promise<boolean> {
  const { rows } = await sql`
    update kernel.account set totp_step = ${step} where id = ${accountId}::bigint and (totp_step is null or totp_step < ${step}) returning id`.execute(
    k.db,
  );
  return rows.length > 0;
}

export async function dropTotp(k: Kernel, accountId: string): Promise<void> {
  await sql`update kernel.account set totp_secret = null, totp_confirmed_at = null, totp_step = null where id = ${accountId}::bigint`.execute(
    k.db,
  );
  await sql`delete from kernel.recovery_code where account_id = ${accountId}::bigint`.execute(k.db);
}

export async function putRecoveryCodes(k: Kernel, accountId: string, hashes: readonly Buffer[]): Promise<void> {
  await sql`delete from kernel.recovery_code where account_id = ${accountId}::bigint`.execute(k.db);
  await sql`insert into kernel.recovery_code (account_id, hash) select ${accountId}::bigint, unnest(${[...hashes]}::bytea[])`.execute(k.db);
}

/** Whether there was such a code; then it is gone. */
export async function useRecoveryCode(k: Kernel, accountId: string, hash: Buffer): Promise<boolean> {
  const { rows } = await sql`
    delete from kernel.recovery_code where account_id = ${accountId}::bigint and hash = ${hash} returning account_id`.execute(k.db);
  return rows.length > 0;
}
