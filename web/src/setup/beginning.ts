/** What step 1 asks, as it stands in the fields. */
export interface InstitutionFields {
  readonly name: string;
  readonly acronym: string;
  readonly department: string;
  readonly url: string;
}

export interface PersonFields {
  readonly person: string;
  readonly email: string;
  readonly password: string;
}

export type BeginningFields = InstitutionFields & PersonFields;

const written = (text: string): boolean => text.trim() !== '';

const checks: { readonly [K in keyof BeginningFields]: (text: string) => boolean } = {
  name: written,
  acronym: written,
  department: written,
  url: (text) => URL.canParse(text.trim()) && /^https?:$/.test(new URL(text.trim()).protocol),
  person: written,
  email: (text) => /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/.test(text.trim()),
  password: (text) => text.length >= 10,
};

/** The fields that don't fit yet, in the order of the screen. */
export function missingIn<T extends Partial<BeginningFields>>(fields: T): (keyof T & keyof BeginningFields)[] {
  const names = Object.keys(checks) as (keyof BeginningFields)[];
  return names.filter((name) => name in fields && !checks[name](fields[name] ?? '')) as (keyof T & keyof BeginningFields)[];
}
