import { type RawBuilder, sql } from 'kysely';

const mark = '/* by key */';

/** A query that finds its rows by their keys, whatever is asked for: it is parsed and planned once a connection. Not for what is searched or listed. */
export function byKey<T>(parts: TemplateStringsArray, ...values: unknown[]): RawBuilder<T> {
  return sql<T>`${sql.raw(mark)}${sql(parts, ...values)}`;
}

// A text is named once it has been used so often, and so many are: what is built anew for each list must not fill the server's memory.
const oftenEnough = 3;
const mostNamed = 200;
const mostWatched = 2000;
const used = new Map<string, number>();
const names = new Map<string, string>();

/**
 * The arguments of a query: what is written again and again, or found by its key, is parsed and planned once a connection. What is only read is not: the plan of
 * a list depends on what is asked, and on the statistics of the words that are searched.
 */
export function prepared(args: unknown[]): unknown[] {
  const [text, values] = args;
  if (typeof text !== 'string' || !Array.isArray(values) || args.length > 2 || !writes.test(text)) return args;
  const name = names.get(text) ?? nameOf(text);
  return name === undefined ? args : [{ name, text, values }];
}

const writes = /^\s*(?:insert|update|delete|with)\b|^\/\* by key \*\/|\bfor update\b/i;

function nameOf(text: string): string | undefined {
  if (names.size >= mostNamed || text.length > 4000) return undefined;
  const times = (used.get(text) ?? 0) + 1;
  if (times < oftenEnough) {
    if (used.size < mostWatched) used.set(text, times);
    return undefined;
  }
  used.delete(text);
  const name = `ventanilla_${names.size}`;
  names.set(text, name);
  return name;
}
