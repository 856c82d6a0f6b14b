import type { Kernel } from '#kernel';

/** A mistake in how the command was called: exit 2, with the usage. */
export class UsageError extends Error {
  override name = 'UsageError';
}

export interface Input {
  readonly values: Readonly<Record<string, string | boolean | readonly string[] | undefined>>;
  readonly positionals: readonly string[];
  /** Opens the database at the first call, creating it on an empty data directory; the door closes it. */
  kernel(): Promise<Kernel>;
  /** One line of standard input, without its line break: how a secret comes in. */
  secret(): Promise<string>;
}

export interface Output {
  /** The one JSON value of `--json`. */
  readonly json: unknown;
  /** The same for a person, in Spanish. */
  readonly text: string;
  /** 1 where the command ran and what it tells is bad news (`verify`, `doctor`). */
  readonly exit?: 0 | 1;
}

export interface Command {
  readonly usage: string;
  readonly options: Readonly<Record<string, { readonly type: 'string' | 'boolean'; readonly multiple?: boolean }>>;
  /** Least and most positional arguments after the command's own words. */
  readonly positionals: readonly [least: number, most: number];
  run(input: Input): Promise<Output>;
}

/** The text of an option, or undefined. */
export function text(input: Input, name: string): string | undefined {
  const value = input.values[name];
  return typeof value === 'string' ? value : undefined;
}

/** The text of an option that must be there. */
export function needed(input: Input, name: string): string {
  const value = text(input, name);
  if (value === undefined || value === '') throw new UsageError(`Falta --${name}.`);
  return value;
}

export function flag(input: Input, name: string): boolean {
  return input.values[name] === true;
}

/** The values of an option that may be repeated. */
export function list(input: Input, name: string): readonly string[] {
  const value = input.values[name];
  return Array.isArray(value) ? (value as readonly string[]) : [];
}

/** A whole or decimal number ≥ 0 of an option, or undefined. */
export function amount(input: Input, name: string): number | undefined {
  const value = text(input, name);
  if (value === undefined) return undefined;
  const read = Number(value);
  if (value.trim() === '' || !Number.isFinite(read) || read < 0)
    throw new UsageError(`--${name} lleva un número, por ejemplo 24; se leyó «${value}».`);
  return read;
}

/** The positional argument at `index`, which the count of positionals has guaranteed. */
export function positional(input: Input, index: number): string {
  return input.positionals[index] as string;
}
