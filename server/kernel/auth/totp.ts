import { Secret, TOTP } from 'otpauth';

const period = 30;

/** A fresh key for an app of codes, base32. */
export function newTotpSecret(): string {
  return new Secret({ size: 20 }).base32;
}

/** The otpauth:// address that the app reads from the picture. */
export function totpUri(secret: string, email: string, institution: string): string {
  return totp(secret, email, institution).toString();
}

/** The time step a code belongs to, one step of drift either way; null where it is wrong. `at` in real ms. */
export function totpStep(secret: string, code: string, at: number): number | null {
  const delta = totp(secret, '', '').validate({ token: code, timestamp: at, window: 1 });
  return delta === null ? null : Math.floor(at / 1000 / period) + delta;
}

function totp(secret: string, label: string, issuer: string): TOTP {
  return new TOTP({
    secret: Secret.fromBase32(secret),
    algorithm: 'SHA1',
    digits: 6,
    period,
    label: label || 'cuenta',
    issuer: issuer || 'Ventanilla',
  });
}

/** A recovery code as people may type it: spaces, dashes and case do not count. */
export function plainCode(code: string): string {
  return code.toLowerCase().replace(/[^a-z0-9]/g, '');
}
