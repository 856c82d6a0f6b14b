import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { refuse } from './refusals.ts';

const derive = promisify(argon2);
// OWASP's first choice: 19 MiB, two passes; about 35 ms.
const cost = { memory: 19_456, passes: 2, parallelism: 1, tagLength: 32 };
/** What heads the lists of leaked passwords, here and abroad, once digits and signs are taken away. */
const common = new Set(
  `password passwrd contrasena clave secreto admin administrador administrator usuario welcome bienvenido bienvenida
  changeme cambiame letmein iloveyou teamo teamomucho qwert qwerty qwertyuiop asdfgh asdfghjkl zxcvbnm qaz qazwsx qazwsxedc
  abc abcd abcde abcdef abcdefghij monkey dragon superman princesa estrella futbol beisbol dominicana republicadominicana
  santodomingo itla ventanilla hola`.split(/\s+/),
);

/** Refuses what is short, digits alone, in the lists that are tried first, or the account's own address. */
export function checkPassword(password: string, email: string): void {
  const letters = lettersOf(password);
  const isGuessable = letters === '' ? password.length < 16 : new Set(letters).size < 3 || common.has(letters);
  const isOwnAddress = letters === lettersOf(email) || letters === lettersOf(email.split('@')[0] ?? '');
  if ([...password].length < 10 || isGuessable || isOwnAddress) throw refuse.weakPassword();
}

function lettersOf(text: string): string {
  return text
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^a-z]/g, '');
}

/** argon2id in the PHC notation, so that the cost can rise later without losing what is stored. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const tag = await busy(() => derive('argon2id', { message: password.normalize('NFKC'), nonce: salt, ...cost }));
  return `$argon2id$v=19$m=${cost.memory},t=${cost.passes},p=${cost.parallelism}$${bare(salt)}$${bare(tag)}`;
}

// What an unknown account's password is compared with, so that it takes as long as a known one's.
const nobody = `$argon2id$v=19$m=${cost.memory},t=${cost.passes},p=${cost.parallelism}$${bare(Buffer.alloc(16))}$${bare(Buffer.alloc(32))}`;

/** Whether the password is the one stored; null (no account, no password yet) takes the same time and is never right. */
export async function passwordMatches(password: string, stored: string | null): Promise<boolean> {
  const parts = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([^$]+)\$([^$]+)$/.exec(stored ?? nobody);
  if (!parts) throw new Error('a stored password hash is not in the argon2id notation');
  const [, memory, passes, parallelism, salt, tag] = parts as unknown as [string, string, string, string, string, string];
  const expected = Buffer.from(tag, 'base64');
  const given = await busy(() =>
    derive('argon2id', {
      message: password.normalize('NFKC'),
      nonce: Buffer.from(salt, 'base64'),
      memory: Number(memory),
      passes: Number(passes),
      parallelism: Number(parallelism),
      tagLength: expected.length,
    }),
  );
  return timingSafeEqual(given, expected) && stored !== null;
}

function bare(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64').replace(/=+$/, '');
}

// Two at a time and a short queue: a flood of tries must take neither the thread pool nor the memory from everybody else.
let running = 0;
const waiting: (() => void)[] = [];

async function busy(work: () => Promise<Buffer>): Promise<Buffer> {
  if (running >= 2) {
    if (waiting.length >= 60) throw refuse.slowDown(5);
    await new Promise<void>((resolve) => waiting.push(resolve));
  } else running += 1;
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    if (next) next();
    else running -= 1;
  }
}
