import type { Kernel, Role } from '../kernel.ts';
import { insertAccount, setDisabled, setRoles } from './account-store.ts';
import { accountChanged } from './principal.ts';
import { refuse } from './refusals.ts';
import { daysShape, nameShape } from './shapes.ts';
import { hashOf, newSecret } from './secret.ts';
import { deleteToken, insertToken, type TokenRow, tokens } from './token-store.ts';

export interface NewToken {
  readonly name: string;
  readonly roles: readonly Role[];
  /** Days until it expires, in real time; for ever where nothing is said. */
  readonly days?: number | undefined;
}

/** Makes a named account for a script with its token, which is shown this once. Refuses `role-missing`. */
export async function createToken(k: Kernel, token: NewToken): Promise<{ id: string; token: string }> {
  if (token.roles.length === 0) throw refuse.roleMissing();
  if (!nameShape.safeParse(token.name).success) throw refuse.badName();
  if (!daysShape.safeParse(token.days).success) throw refuse.badDays();
  const secret = newSecret('vt_');
  return k.transaction(async (k) => {
    const id = (await insertAccount(k, { kind: 'token', name: token.name.trim(), email: null, passwordHash: null })) as string;
    await setRoles(k, id, token.roles);
    await insertToken(k, id, hashOf(secret), token.days === undefined ? null : k.clock.real() + token.days * 86_400_000);
    await k.acts.write({
      verb: 'token.created',
      subject: { kind: 'account', id },
      detail: { name: token.name.trim(), roles: token.roles, days: token.days ?? null },
    });
    return { id, token: secret };
  });
}

/** Revokes a token at once; its account stays for what names it. Refuses `unknown-token`. */
export async function revokeToken(k: Kernel, id: string): Promise<void> {
  await k.transaction(async (k) => {
    if (!(await deleteToken(k, id))) throw refuse.unknownToken();
    await setDisabled(k, id, k.clock.real());
    await k.acts.write({ verb: 'token.revoked', subject: { kind: 'account', id } });
    await accountChanged(k, id);
  });
}

/** Every token by name, never its secret. */
export function listTokens(k: Kernel): Promise<TokenRow[]> {
  return tokens(k);
}
