/**
 * What the product refuses, in words a user can act on. Operations throw it; only the HTTP edge, the command line and the
 * job worker catch it. `code` is stable and is the `type` of the problem+json.
 */
export class Refusal extends Error {
  readonly code: string;
  readonly status: number;
  readonly es: string;
  readonly en: string;
  readonly details: Readonly<Record<string, unknown>>;

  constructor(
    code: string,
    status: number,
    es: string,
    en: string,
    details: Readonly<Record<string, unknown>> = {},
    options?: ErrorOptions,
  ) {
    super(es, options);
    this.name = 'Refusal';
    this.code = code;
    this.status = status;
    this.es = es;
    this.en = en;
    this.details = details;
  }
}
