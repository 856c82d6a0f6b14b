import path from 'node:path';
import { type DrivenClock, readDriven } from './clock.ts';
import { type Demo, readDemo } from './demo.ts';
import { Refusal } from './refusal.ts';

/** What the environment says, read once. */
export interface Config {
  readonly host: string;
  readonly port: number;
  /** The institution's own PostgreSQL; null: the embedded one. */
  readonly databaseUrl: string | null;
  /** Where the embedded database, the files and the key live; absolute. */
  readonly data: string;
  /** Public address: decides Secure cookies and the links that are handed out; without a trailing slash. */
  readonly url: string;
  readonly trustProxy: boolean;
  readonly log: 'debug' | 'info' | 'warn' | 'error' | 'silent';
  /** JSON lines on a terminal too; where stderr is none they are always JSON. */
  readonly logJson: boolean;
  readonly clock: DrivenClock | null;
  /** The text of VENTANILLA_CLOCK, by which processes know that they follow the same clock. */
  readonly clockText: string | null;
  /** The demonstration that the data directory is; null: an institution's. */
  readonly demo: Demo | null;
}

const levels = ['debug', 'info', 'warn', 'error', 'silent'] as const;

/** Reads the environment once. Refuses what it can't use with a sentence that says how to write it. */
export function readConfig(env: NodeJS.ProcessEnv, root = process.cwd()): Config {
  const host = env.HOST || '127.0.0.1';
  const port = readPort(env.PORT);
  const data = path.resolve(root, env.VENTANILLA_DATA || './data');
  return Object.freeze({
    host,
    port,
    databaseUrl: readDatabaseUrl(env.DATABASE_URL),
    data,
    url: readUrl(env.VENTANILLA_URL) ?? `http://${host.includes(':') ? `[${host}]` : host}:${port}`,
    trustProxy: readFlag('VENTANILLA_TRUST_PROXY', env.VENTANILLA_TRUST_PROXY),
    log: readLevel(env.VENTANILLA_LOG),
    logJson: /\bjson\b/i.test(env.VENTANILLA_LOG ?? ''),
    clock: env.VENTANILLA_CLOCK ? readDriven(env.VENTANILLA_CLOCK) : null,
    clockText: env.VENTANILLA_CLOCK?.trim() || null,
    demo: readDemo(data),
  });
}

function readPort(text: string | undefined): number {
  const port = Number(text || 8080);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw bad('PORT', text, 'un número entre 0 y 65535', 'a number between 0 and 65535');
}

function readDatabaseUrl(text: string | undefined): string | null {
  if (!text) return null;
  if (/^postgres(ql)?:\/\//.test(text)) return text;
  // The value itself may hold a password: it is not repeated.
  throw bad('DATABASE_URL', undefined, 'postgres://usuario:clave@servidor:5432/base', 'postgres://user:password@server:5432/database');
}

function readUrl(text: string | undefined): string | null {
  if (!text) return null;
  if (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)) return text.replace(/\/+$/, '');
  throw bad('VENTANILLA_URL', text, 'https://ventanilla.institucion.example', 'https://desk.institution.example');
}

function readFlag(name: string, text: string | undefined): boolean {
  if (!text || /^(0|false|no)$/i.test(text)) return false;
  if (/^(1|true|yes|si|sí)$/i.test(text)) return true;
  throw bad(name, text, '1 o 0', '1 or 0');
}

function readLevel(text: string | undefined): Config['log'] {
  // `json`, alone or after a level, is how it is written and not how much.
  const said = (text ?? '').trim().replace(/(^|[\s,]+)json$/i, '');
  const level = levels.find((one) => one === (said || 'info'));
  if (level) return level;
  throw bad(
    'VENTANILLA_LOG',
    text,
    `${levels.join(', ')}, o uno de ellos seguido de json`,
    `${levels.join(', ')}, or one of them followed by json`,
  );
}

function bad(name: string, text: string | undefined, es: string, en: string): Refusal {
  const said = text === undefined ? '' : ` («${text}»)`;
  return new Refusal(
    'bad-configuration',
    400,
    `La variable ${name}${said} no se entiende. Escriba ${es}.`,
    `The variable ${name}${said} is not understood. Write ${en}.`,
  );
}
