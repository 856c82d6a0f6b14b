import { Refusal } from '../refusal.ts';

const lost = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOENT',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
]);
const lostInWords = /Connection terminated|not queryable|connection error|Connection ended unexpectedly|^timeout expired$/i;

/** Whether an error of the driver says that the database can't be reached, or went away under a query. */
export function isAway(error: unknown): boolean {
  const { code, message, errors } = error as { code?: string; message?: string; errors?: unknown[] };
  if (Array.isArray(errors)) return errors.some(isAway);
  return (code !== undefined && (lost.has(code) || /^(08|57P)/.test(code))) || lostInWords.test(message ?? '');
}

export function databaseAway(cause: unknown): Refusal {
  return new Refusal(
    'database-away',
    503,
    'La base de datos no responde. No se ha perdido nada: espere un momento y repita; Ventanilla sigue sola en cuanto vuelva.',
    'The database does not answer. Nothing is lost: wait a moment and try again; Ventanilla goes on by itself as soon as it is back.',
    {},
    { cause },
  );
}

const sentences: Readonly<Record<string, readonly [string, number, string, string]>> = {
  '53100': [
    'disk-full',
    507,
    'El disco de la base de datos está lleno. Libere espacio y repita: lo que ya estaba guardado sigue intacto.',
    'The disk of the database is full. Free some space and try again: what was stored is intact.',
  ],
  '53300': [
    'database-busy',
    503,
    'La base de datos no admite más conexiones ahora. Espere un momento y repita; si pasa a menudo, suba max_connections.',
    'The database takes no more connections now. Wait a moment and try again; if it happens often, raise max_connections.',
  ],
  '57014': [
    'too-slow',
    503,
    'La consulta tardó demasiado y se detuvo. Pida menos de una vez (un filtro, un mes) y repita.',
    'The query took too long and was stopped. Ask for less at once (a filter, a month) and try again.',
  ],
  '40P01': [
    'try-again',
    503,
    'Dos cambios se cruzaron en el mismo instante y este no se guardó. Repítalo.',
    'Two changes met in the same instant and this one was not stored. Do it again.',
  ],
  '55P03': [
    'try-again',
    503,
    'Otro cambio ocupaba lo mismo y este no se guardó. Espere un momento y repítalo.',
    'Another change held the same thing and this one was not stored. Wait a moment and do it again.',
  ],
  '28P01': [
    'database-refuses',
    500,
    'PostgreSQL no acepta el usuario o la clave de DATABASE_URL. Corríjalos y vuelva a empezar.',
    'PostgreSQL does not accept the user or password of DATABASE_URL. Correct them and start again.',
  ],
  '3D000': [
    'no-such-database',
    500,
    'La base de datos que nombra DATABASE_URL no existe. Créela (codificación UTF8) y vuelva a empezar.',
    'The database that DATABASE_URL names does not exist. Create it (encoding UTF8) and start again.',
  ],
};

/** A driver's error in words a user can act on; the same error where it says nothing about the machine. */
export function inWords(error: unknown): unknown {
  if (error instanceof Refusal) return error;
  if (isAway(error)) return databaseAway(error);
  const { code, message } = error as { code?: string; message?: string };
  if (code === undefined && /timeout exceeded when trying to connect/.test(message ?? '')) return refusalOf('53300', error);
  return code !== undefined && code in sentences ? refusalOf(code, error) : error;
}

function refusalOf(code: string, cause: unknown): Refusal {
  const [name, status, es, en] = sentences[code] as (typeof sentences)[string];
  return new Refusal(name, status, es, en, {}, { cause });
}
