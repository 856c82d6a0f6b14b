import type { Config } from './config.ts';
import { iso } from './time.ts';

/** An event is a word of ours (`mail.read-failed`), never a sentence; what it was about is in the fields. */
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

const marks = { debug: '·', info: '·', warn: '!', error: '✗', silent: '' } as const;

/** Events in the words of whoever sits at the terminal; the rest keeps its name. */
const sentences: Readonly<Record<string, string>> = {
  'backup.made': 'Se hizo una copia de seguridad',
  'database.back': 'La base de datos volvió',
  'database.connection-lost': 'Se perdió la conexión con la base de datos; se vuelve a intentar solo',
  'database.notices-away': 'La base de datos no avisa de los cambios; se vuelve a intentar solo',
  'http.not-ready': 'Todavía no está lista',
  'http.failed': 'Una petición falló',
  'job.failed': 'Una tarea falló',
  'jobs.trouble': 'Las tareas tienen dificultades; se vuelve a intentar solo',
  'key.changed': 'La llave secret.key no es la de antes',
  'mail.read-failed': 'No se pudo leer un buzón; se vuelve a intentar solo',
  'mail.parse-failed': 'No se pudo entender un correo',
  'mail.digest-failed': 'No se pudo llevar un correo a la Bandeja',
  'mail.unparsed': 'Un correo no se pudo entender y está en cuarentena',
  'mail.permission-ends': 'El permiso de un buzón está por vencer',
  'mail.reconciliation-differs': 'La conciliación halló diferencias',
  'mail.smtp-listener-failed': 'El receptor SMTP no pudo abrirse',
  'mail.import-unreadable': 'No se pudo leer un archivo',
  'system.check-failed': 'Una comprobación no se pudo hacer',
  crashed: 'Ventanilla se detuvo por un error',
  unhandled: 'Un error que nadie atendió',
};

/** The same line for a person at a terminal: the hour, a sentence, and of the fields what tells which and why; never a stack. */
export function asSentence(line: string): string {
  const { at, level, event, ...fields } = JSON.parse(line) as { at: string; level: keyof typeof marks; event: string } & Fields;
  const told = Object.entries(fields).filter(([name, value]) => name !== 'requestId' && value !== null && value !== undefined);
  const more = told.map(([name, value]) =>
    name === 'error' ? firstLine(value) : `${name} ${typeof value === 'string' ? value : JSON.stringify(value)}`,
  );
  const hour = iso(Date.parse(at)).slice(11, 19);
  return `${[`${hour} ${marks[level]} ${sentences[event] ?? event}`, ...more].join(' · ')}\n`;
}

function firstLine(error: unknown): string {
  return String(error).split('\n')[0] ?? '';
}

/** Sentences on a terminal, JSON everywhere else and where VENTANILLA_LOG asks for it. */
export function toStderr(json: boolean): (line: string) => void {
  return json || !process.stderr.isTTY ? (line) => process.stderr.write(line) : (line) => process.stderr.write(asSentence(line));
}

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
