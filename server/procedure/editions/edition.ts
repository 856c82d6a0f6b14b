/** The shape of an edition: the procedure's clauses as data. What happened under an edition is always judged by it. */

export type Basis = 'text' | 'target';

/** How long a term is and how it is counted; the number belongs to the edition, never to the code. */
export type Term =
  | { readonly kind: 'working-hours'; readonly hours: number; readonly estimated?: true }
  | { readonly kind: 'working-hours-before'; readonly hours: number }
  | { readonly kind: 'working-days'; readonly days: number }
  | { readonly kind: 'nth-working-day'; readonly day: number }
  | { readonly kind: 'end-of-month' }
  | { readonly kind: 'within-schedule' }
  | { readonly kind: 'each-working-day' }
  | { readonly kind: 'same-day' }
  | { readonly kind: 'months'; readonly months: number }
  | { readonly kind: 'calendar-years'; readonly years: number }
  /** By channel of 5.4: minutes to the first human answer, hours on the Plataforma Virtual, a missed call the same day. */
  | { readonly kind: 'first-answer'; readonly chatMinutes: number; readonly whatsappMinutes: number; readonly platformHours: number }
  | { readonly kind: 'before-opening' }
  | { readonly kind: 'before-event' }
  | { readonly kind: 'monthly' };

export interface ClauseTerm {
  readonly basis: Basis;
  readonly term: Term;
  /** The words of the clause that carry the number: underlined on screen. Null where the text does not print it. */
  readonly words: string | null;
}

export interface Clause {
  /** First id of the clause's row; the one that is emitted. */
  readonly id: string;
  /** Other ids of the same row: read, never emitted. */
  readonly aliases: readonly string[];
  /** Section of the document under which the screen shows it. */
  readonly section: string;
  /** The sentence of the official text, verbatim; null where the row reads a table of the text. */
  readonly text: string | null;
  readonly owedBy: { readonly es: string; readonly en: string };
  readonly terms: readonly ClauseTerm[];
  readonly settledBy: { readonly es: string; readonly en: string };
  readonly record: string | null;
}

export interface Edition {
  readonly code: string;
  readonly number: number;
  readonly title: string;
  readonly since: string;
  readonly sections: readonly { readonly id: string; readonly title: string }[];
  readonly clauses: readonly Clause[];
}
