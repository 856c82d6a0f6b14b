import type { Config } from './config.ts';

export interface Logger {
  debug(event: string, fields?: Fields): void;
  info(event: string, fields?: Fields): void;
  warn(event: string, fields?: Fields): void;
  error(event: string, fields?: Fields): void;
  /** The same log with fields on every line, such as the id of a request. */
  with(fields: Fields): Logger;
}

type Fields = Readonly<Record<string, unknown>>;

const rank = { debug: 10, info: 20, warn: 30, error: 40, silent: 99 } as const;
const secret = /pass(word)?|secret|token|authorization|cookie|clave|contrase|api-?key/i;

/** One JSON object a line on stderr. Values under names that smell of a secret are never written. */
export function openLog(level: Config['log'], write: (line: string) => void = (line) => process.stderr.write(line)): Logger {
  return logger(rank[level], {}, write);
}

function logger(least: number, base: Fields, write: (line: string) => void): Logger {
  const line =
    (name: keyof typeof rank) =>
    (event: string, fields: Fields = {}) => {
      if (rank[name] < least) return;
      write(`${JSON.stringify({ at: new Date().toISOString(), level: name, event, ...clean({ ...base, ...fields }) })}\n`);
    };
  return {
    debug: line('debug'),
    info: line('info'),
    warn: line('warn'),
    error: line('error'),
    with: (fields) => logger(least, { ...base, ...fields }, write),
  };
}

function clean(fields: Fields): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, secret.test(name) ? '[oculto]' : shown(value)]));
}

function shown(value: unknown): unknown {
  if (value instanceof Error) return withoutSecrets(value.stack ?? value.message);
  if (typeof value === 'string') return withoutSecrets(value);
  if (Array.isArray(value)) return value.map(shown);
  // Dates and the like write themselves; what is a record of names is read name by name.
  return value !== null && typeof value === 'object' && Object.getPrototypeOf(value) === Object.prototype ? clean(value as Fields) : value;
}

/** A password inside a URL never reaches the log, whatever the message that carries it. */
export function withoutSecrets(text: string): string {
  return text.replace(/([a-z][a-z0-9+.-]*:\/\/[^\s:@/]*):[^\s@/]+@/gi, '$1:[oculto]@');
}
