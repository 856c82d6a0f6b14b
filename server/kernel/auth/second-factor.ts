import { randomBytes } from 'node:crypto';
import type { Kernel } from '../kernel.ts';
import { type AccountRow, accountById } from './account-store.ts';
import { passwordMatches } from './password.ts';
import { refuse } from './refusals.ts';
import { confirmTotp, dropTotp, putRecoveryCodes, putTotpSecret, takeTotpStep, useRecoveryCode } from './second-factor-store.ts';
import { hashOf } from './secret.ts';
import { takeTry } from './throttle.ts';
import { newTotpSecret, plainCode, totpStep, totpUri } from './totp.ts';

/** Whether the code is right and was not used before: six digits of the app, or one of the recovery codes. */
export async function codeMatches(k: Kernel, account: AccountRow, code: string): Promise<boolean> {
  const plain = plainCode(code);
  if (/^\d{6}$/.test(plain)) return stepTaken(k, account, plain);
  return k.transaction(async (k) => {
    const used = await useRecoveryCode(k, account.id, hashOf(plain));
    if (used) await k.acts.write({ verb: 'auth.recovery-code-used', subject: { kind: 'account', id: account.id } });
    return used;
  });
}

async function stepTaken(k: Kernel, account: AccountRow, digits: string): Promise<boolean> {
  if (account.totpSecret === null) return false;
  const step = totpStep(k.secrets.open(account.totpSecret), digits, k.clock.real());
  return step !== null && takeTotpStep(k, account.id, step);
}

/** A new key for the account's app; it counts once confirmed. Refuses `totp-already-on`. */
export async function beginTotp(k: Kernel, accountId: string): Promise<{ secret: string; uri: string }> {
  const account = await own(k, accountId);
  if (account.totpConfirmedAt !== null) throw refuse.totpAlready();
  const secret = newTotpSecret();
  await putTotpSecret(k, accountId, k.secrets.seal(secret));
  const institution = await k.settings.get<{ acronym: string } | null>('institution');
  return { secret, uri: totpUri(secret, account.email ?? account.name, `Ventanilla ${institution?.acronym ?? ''}`.trim()) };
}

/** Turns the second factor on with a first code; answers ten recovery codes, shown once. Refuses `wrong-code`, `totp-not-begun`. */
export async function confirmSecondFactor(k: Kernel, accountId: string, code: string, ip: string): Promise<string[]> {
  const account = await own(k, accountId);
  if (account.totpConfirmedAt !== null) throw refuse.totpAlready();
  if (account.totpSecret === null) throw refuse.totpNotBegun();
  const attempt = await takeTry(k, 'code', account.id, { ip, knownDevice: null });
  const codes = Array.from({ length: 10 }, newRecoveryCode);
  await k.transaction(async (k) => {
    if (!(await stepTaken(k, account, plainCode(code)))) throw refuse.wrongCode();
    await confirmTotp(k, accountId);
    await putRecoveryCodes(
      k,
      accountId,
      codes.map((one) => hashOf(plainCode(one))),
    );
    await k.acts.write({ verb: 'auth.second-factor-on', subject: { kind: 'account', id: accountId } });
  });
  await attempt.succeeded();
  return codes;
}

/** Turns one's own second factor off. Refuses `wrong-credentials`, and `second-factor-required` where the institution demands it. */
export async function removeTotp(k: Kernel, accountId: string, password: string, ip: string): Promise<void> {
  const account = await own(k, accountId);
  if ((await k.settings.get<string>('auth.second_factor')) === 'required') throw refuse.secondFactorRequired();
  const attempt = await takeTry(k, 'password', account.email ?? account.id, { ip, knownDevice: null });
  if (!(await passwordMatches(password, account.passwordHash))) throw refuse.wrongCredentials();
  await attempt.succeeded();
  await resetTotp(k, accountId);
}

/** Takes an account's second factor away, for a lost phone too; the next sign-in asks for none, or for a new one. */
export async function resetTotp(k: Kernel, accountId: string): Promise<void> {
  await k.transaction(async (k) => {
    await dropTotp(k, accountId);
    await k.acts.write({ verb: 'auth.second-factor-off', subject: { kind: 'account', id: accountId } });
  });
}

async function own(k: Kernel, accountId: string): Promise<AccountRow> {
  const account = await accountById(k, accountId);
  if (account?.kind !== 'person') throw refuse.needsPerson();
  return account;
}

const signs = 'abcdefghjkmnpqrstuvwxyz23456789';

/** Fifty bits in two groups that can be read aloud; never six digits alone, so that it is not taken for a code of the app. */
function newRecoveryCode(): string {
  const letters = Array.from(randomBytes(10), (byte) => signs[byte % signs.length]).join('');
  return /[a-z]/.test(letters) ? `${letters.slice(0, 5)}-${letters.slice(5)}` : newRecoveryCode();
}
