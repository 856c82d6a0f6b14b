import type { FastifyRequest } from 'fastify';
import { Refusal } from '../refusal.ts';
import { refuse } from './refusals.ts';

const titles: Readonly<Record<number, readonly [string, string]>> = {
  400: ['La petición no sirve', 'The request does not fit'],
  401: ['Falta entrar', 'Sign-in needed'],
  403: ['No está permitido', 'Not allowed'],
  404: ['No existe', 'Not found'],
  405: ['Método equivocado', 'Wrong method'],
  409: ['No es el momento', 'Conflict'],
  410: ['Ya no está', 'Gone'],
  413: ['Demasiado grande', 'Too large'],
  415: ['Tipo de contenido equivocado', 'Wrong content type'],
  422: ['El valor no sirve', 'The value does not fit'],
  429: ['Demasiadas peticiones', 'Too many requests'],
  500: ['Error de Ventanilla', 'Error of Ventanilla'],
  502: ['El otro servidor no respondió bien', 'The other server did not answer well'],
  503: ['Vuelva a intentarlo', 'Try again'],
  504: ['El otro servidor no respondió', 'The other server did not answer'],
};

export interface Problem {
  readonly type: string;
  readonly code: string;
  readonly title: string;
  readonly status: number;
  /** What to do, in the language asked for. */
  readonly detail: string;
  readonly detailEn: string;
  readonly requestId: string;
  readonly [more: string]: unknown;
}

/** What the outside may know of a refusal; nothing of where it was thrown. */
export function problemOf(refusal: Refusal, language: 'es' | 'en', requestId: string): Problem {
  const [es, en] = titles[refusal.status] ?? (titles[refusal.status < 500 ? 400 : 500] as readonly [string, string]);
  return {
    ...refusal.details,
    type: `/problems/${refusal.code}`,
    code: refusal.code,
    title: language === 'en' ? en : es,
    status: refusal.status,
    detail: language === 'en' ? refusal.en : refusal.es,
    detailEn: refusal.en,
    requestId,
  };
}

/** Spanish unless the request's first language, or `?lang=`, is English. */
export function languageOf(request: FastifyRequest): 'es' | 'en' {
  const asked = /[?&]lang=([a-z]{2})/i.exec(request.url)?.[1] ?? request.headers['accept-language'] ?? '';
  return /^en\b/i.test(asked.trim()) ? 'en' : 'es';
}

const byCode: Readonly<Record<string, () => Refusal>> = {
  FST_ERR_CTP_INVALID_MEDIA_TYPE: refuse.wrongType,
  FST_ERR_CTP_INVALID_TYPE: refuse.wrongType,
  FST_ERR_CTP_BODY_TOO_LARGE: refuse.tooLarge,
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: refuse.badRequest,
  FST_ERR_CTP_INVALID_JSON_BODY: refuse.badJson,
  FST_ERR_BAD_URL: refuse.badRequest,
  FST_ERR_MAX_PARAM_LENGTH: refuse.notFound,
  '40001': refuse.conflict,
};

/** Every error as a refusal. What nobody foresaw is `internal-error`, and its cause goes to the log only. */
export function refusalOf(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  const { code, statusCode } = (error ?? {}) as { code?: unknown; statusCode?: unknown };
  const known = typeof code === 'string' ? byCode[code] : undefined;
  if (known) return known();
  // 22xxx: a value that PostgreSQL's type does not take, such as an id of letters. Shapes should have refused it: the log shows it.
  if (typeof code === 'string' && /^22[0-9A-Z]{3}$/.test(code)) return refuse.badRequest();
  if (error instanceof SyntaxError && statusCode === 400) return refuse.badJson();
  if (typeof statusCode === 'number' && statusCode >= 400 && statusCode < 500) return refuse.badRequest();
  return refuse.broken();
}
