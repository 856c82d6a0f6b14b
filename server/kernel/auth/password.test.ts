import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkPassword, hashPassword, passwordMatches } from './password.ts';
import { deviceCookieFor } from './device.ts';
import { newTotpSecret, plainCode, totpStep, totpUri } from './totp.ts';

test('short, listed, repeated, all-digit and own-address passwords are refused', () => {
  const weak = [
    'corta',
    '1234567890',
    '8095551234',
    'Contraseña2026!',
    'qwerty1234567',
    'aaaaaaaaaaaa',
    'ababababab1',
    'Ventanilla-2026',
    'wilkin.santana',
    'wilkin.santana@itla.example',
  ];
  for (const one of weak) assert.throws(() => checkPassword(one, 'wilkin.santana@itla.example'), { code: 'weak-password' }, one);
});

test('four words, a long sentence in any script and a manager’s string are taken', () => {
  for (const one of ['caballo correcto pila grapa', 'Ñandú-volador-7', 'wilkin come mangos verdes', 'x9!kQ2#vLp', 'пароль длинный и свой'])
    checkPassword(one, 'wilkin@itla.example');
});

test('a hash is argon2id, salted, and matches only its password', async () => {
  const [one, other] = await Promise.all([hashPassword('caballo correcto'), hashPassword('caballo correcto')]);
  assert.match(one, /^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22}\$[\w+/]{43}$/);
  assert.notEqual(one, other);
  assert.equal(await passwordMatches('caballo correcto', one), true);
  assert.equal(await passwordMatches('caballo correctO', one), false);
  assert.equal(await passwordMatches('caballo correcto', null), false);
});

test('a password typed on another keyboard matches: composed and decomposed letters are one', async () => {
  assert.equal(await passwordMatches('pina colada n\u0303', await hashPassword('pina colada \u00f1')), true);
});

test('what the dummy hash stands for is nobody’s password', async () => {
  assert.equal(await passwordMatches('', null), false);
});

test('a flood of tries is turned away before it fills the memory', async () => {
  const stored = await hashPassword('caballo correcto');
  const answers = await Promise.allSettled(Array.from({ length: 80 }, () => passwordMatches('otra', stored)));
  const refused = answers.filter((one) => one.status === 'rejected');
  assert.ok(refused.length >= 10 && refused.every((one) => one.reason.code === 'slow-down'), `${refused.length}`);
  assert.equal(await passwordMatches('caballo correcto', stored), true);
});

test('a code of the app belongs to its half minute, one either side', () => {
  // RFC 6238, appendix B: at 59 s the six digits are 287082.
  const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
  assert.equal(totpStep(secret, '287082', 59_000), 1);
  assert.equal(totpStep(secret, '287082', 89_000), 1);
  assert.equal(totpStep(secret, '287082', 121_000), null);
  assert.equal(totpStep(secret, '000000', 59_000), null);
});

test('the app is told institution and account', () => {
  const uri = totpUri(newTotpSecret(), 'ana@itla.example', 'Ventanilla ITLA');
  assert.match(uri, /^otpauth:\/\/totp\/Ventanilla%20ITLA:ana%40itla\.example\?issuer=Ventanilla%20ITLA&secret=[A-Z2-7]{32}/);
});

test('codes are read as people type them', () => {
  assert.equal(plainCode(' ABCDE-fgh23 '), 'abcdefgh23');
  assert.equal(plainCode('123 456'), '123456');
});

test('two devices of one account have different cookies', () => {
  const k = { secrets: { sign: () => 's' } } as never;
  assert.notEqual(deviceCookieFor(k, '1'), deviceCookieFor(k, '1'));
});
