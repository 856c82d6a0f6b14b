import type { ZodType } from 'zod';
import type { Refusal } from '../refusal.ts';
import { issueWords, type RawIssue } from './issue.rules.ts';
import { refuse } from './refusals.ts';

export type Place = 'body' | 'query' | 'params';

/** Reads one part of a request through its shape. Refuses `bad-input` with a sentence about the first fault and the list of all. */
export function readInput<T>(shape: ZodType<T>, value: unknown, place: Place): T {
  const read = shape.safeParse(value);
  if (!read.success) throw badInput(read.error.issues as unknown as RawIssue[], place);
  if (!isCleanText(read.data)) throw badInput([{ code: 'unclean_text', path: [], message: '' }], place);
  return read.data;
}

function badInput(issues: readonly RawIssue[], place: Place): Refusal {
  const said = issues.slice(0, 20).map((issue) => ({ path: [...issue.path].map(String), code: issue.code, ...issueWords(issue, place) }));
  const first = said[0];
  return refuse.badInput(
    first?.es ?? 'Lo enviado no se entiende.',
    first?.en ?? 'What was sent is not understood.',
    said.map(({ path, code, es }) => ({ in: place, path, code, message: es })),
  );
}

/** PostgreSQL's text takes no NUL, and its jsonb no half of a surrogate pair: refused here, once, instead of failing there. */
function isCleanText(value: unknown): boolean {
  if (typeof value === 'string') return !value.includes('\0') && value.isWellFormed();
  if (Array.isArray(value)) return value.every(isCleanText);
  if (typeof value === 'object' && value !== null) return Object.entries(value).every(([key, one]) => isCleanText(key) && isCleanText(one));
  return true;
}
