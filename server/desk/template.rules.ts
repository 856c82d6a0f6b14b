/** What a template or a signature may name, by the words that a person writes between double braces, without accents. */
export const variables = {
  solicitante: 'requester',
  requester: 'requester',
  nombre: 'firstName',
  'first-name': 'firstName',
  numero: 'number',
  number: 'number',
  asunto: 'subject',
  subject: 'subject',
  vence: 'due',
  due: 'due',
  recibido: 'received',
  received: 'received',
  hoy: 'today',
  today: 'today',
  operador: 'operator',
  operator: 'operator',
  institucion: 'institution',
  institution: 'institution',
  siglas: 'acronym',
  acronym: 'acronym',
  departamento: 'department',
  department: 'department',
  buzon: 'mailbox',
  mailbox: 'mailbox',
} as const;

export type Variable = (typeof variables)[keyof typeof variables];
export type Values = Readonly<Record<Variable, string | null>>;

const braces = /\{\{\s*([^{}]{0,60}?)\s*\}\}/g;

function variableOf(name: string): Variable | undefined {
  const bare = name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  return Object.hasOwn(variables, bare) ? variables[bare as keyof typeof variables] : undefined;
}

/** `{{?fecha de entrega}}`: what whoever uses it has to write each time. */
function isBlank(name: string): boolean {
  return /^\?\s*\S/.test(name);
}

function namesIn(text: string): string[] {
  return [...new Set([...text.matchAll(braces)].map(([, name = '']) => name))];
}

/** The blanks of a text that somebody has to fill, as they were written, each once. */
export function blanksIn(text: string): string[] {
  return namesIn(text).filter(isBlank);
}

/** Names between braces that mean nothing here, as they were written, each once. */
export function unknownVariables(text: string): string[] {
  return namesIn(text).filter((name) => variableOf(name) === undefined && !isBlank(name));
}

/** Names and blanks that still wait for a value, as they were written, each once. */
export function missingVariables(text: string): string[] {
  return namesIn(text).filter((name) => variableOf(name) !== undefined || isBlank(name));
}

/** Puts values for names; what has none stays as it is, to be seen and written by hand. */
export function fill(text: string, values: Values): { text: string; missing: string[] } {
  const filled = text.replace(braces, (whole, name: string) => {
    const variable = variableOf(name);
    return (variable && values[variable]) ?? whole;
  });
  // What stood in a value is nobody's variable: only the template's own names are asked for.
  const missing = missingVariables(text).filter((name) => isBlank(name) || !values[variableOf(name) as Variable]);
  return { text: filled, missing };
}

/** A signature stands once: not again where the text ends with it already. */
export function withSignature(text: string, signature: string): string {
  const sign = signature.trim();
  if (sign === '' || text.trimEnd().endsWith(sign)) return text;
  return `${text.trimEnd()}\n\n${sign}`;
}

/** The text before its signature; all of it where it has none. */
export function beforeSignature(text: string, signature: string): string {
  const sign = signature.trim();
  const bare = text.trimEnd();
  return sign !== '' && bare.endsWith(sign) ? bare.slice(0, bare.length - sign.length).trimEnd() : text;
}
