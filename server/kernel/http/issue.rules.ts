/** One fault as Zod reports it; what comes beside depends on `code`. */
export interface RawIssue {
  readonly code: string;
  readonly path: readonly PropertyKey[];
  readonly message: string;
  readonly [more: string]: unknown;
}

export interface Words {
  readonly es: string;
  readonly en: string;
}

const kinds: Readonly<Record<string, Words>> = {
  string: { es: 'un texto', en: 'a text' },
  number: { es: 'un número', en: 'a number' },
  int: { es: 'un número entero', en: 'a whole number' },
  boolean: { es: 'true o false', en: 'true or false' },
  array: { es: 'una lista', en: 'a list' },
  tuple: { es: 'una lista', en: 'a list' },
  object: { es: 'un objeto', en: 'an object' },
  record: { es: 'un objeto', en: 'an object' },
  null: { es: 'null', en: 'null' },
  date: { es: 'una fecha', en: 'a date' },
};

const formats: Readonly<Record<string, Words>> = {
  email: { es: 'un correo, por ejemplo persona@institucion.example', en: 'an e-mail, such as person@institution.example' },
  url: { es: 'una dirección completa, por ejemplo https://institucion.example', en: 'a full address, such as https://institution.example' },
  datetime: {
    es: 'un instante ISO 8601, por ejemplo 2026-11-25T08:00:00-04:00',
    en: 'an ISO 8601 instant, such as 2026-11-25T08:00:00-04:00',
  },
  date: { es: 'una fecha AAAA-MM-DD', en: 'a date YYYY-MM-DD' },
  time: { es: 'una hora HH:MM', en: 'a time HH:MM' },
  base64: { es: 'bytes en base64', en: 'bytes in base64' },
};

const places: Readonly<Record<string, Words>> = {
  body: { es: 'el cuerpo', en: 'the body' },
  query: { es: 'la dirección', en: 'the address' },
  params: { es: 'la dirección', en: 'the address' },
};

/** A sentence that names the field and what to write there. A shape's own message wins over the general one. */
export function issueWords(issue: RawIssue, place: string): Words {
  const where = places[place] as Words;
  const field = issue.path.map(String).join('.');
  const es = field ? `«${field}»` : where.es;
  const en = field ? `“${field}”` : where.en;
  const own = ownMessage(issue);
  if (own) return { es: `${upper(es)}: ${own}`, en: `${upper(en)}: ${own}` };
  if (issue.code === 'unrecognized_keys') return unknownFields(issue, where);
  const write = expected(issue);
  return { es: `${upper(es)} no sirve: escriba ${write.es}.`, en: `${upper(en)} does not fit: write ${write.en}.` };
}

/** What to write instead, where the field goes without saying. */
export function advice(issue: RawIssue): Words {
  const own = ownMessage(issue);
  const write = expected(issue);
  return own ? { es: own, en: own } : { es: `escriba ${write.es}`, en: `write ${write.en}` };
}

/** Zod's own messages are English and general; whatever else stands there is a shape's own sentence. */
function ownMessage(issue: RawIssue): string | null {
  return issue.message === '' || /^(Invalid |Too (small|big)|Unrecognized key)/.test(issue.message) ? null : issue.message;
}

function unknownFields(issue: RawIssue, where: Words): Words {
  const keys = (issue.keys as string[] | undefined) ?? [];
  const named = keys.slice(0, 5).map((key) => `«${key.slice(0, 60)}»`);
  return {
    es: `No se conoce ${named.join(', ')} en ${where.es}: quítelo o revise cómo se escribe.`,
    en: `${named.join(', ')} is not known in ${where.en}: take it out or check its spelling.`,
  };
}

function expected(issue: RawIssue): Words {
  switch (issue.code) {
    case 'invalid_type':
      return kinds[String(issue.expected)] ?? { es: 'otra clase de valor', en: 'another kind of value' };
    case 'invalid_value':
      return listed(issue.values as readonly unknown[] | undefined);
    case 'invalid_format':
      return formats[String(issue.format)] ?? { es: 'un valor con la forma pedida', en: 'a value of the form asked for' };
    case 'too_small':
      return bound(issue, issue.minimum, { es: 'al menos', en: 'at least' });
    case 'too_big':
      return bound(issue, issue.maximum, { es: 'como máximo', en: 'at most' });
    case 'unclean_text':
      return { es: 'texto en UTF-8 sin caracteres nulos', en: 'text in UTF-8 without null characters' };
    default:
      return { es: 'un valor de los que admite', en: 'one of the values it takes' };
  }
}

function listed(values: readonly unknown[] = []): Words {
  const shown = values.slice(0, 40).map(String).join(', ');
  return values.length === 1 ? { es: shown, en: shown } : { es: `uno de estos: ${shown}`, en: `one of these: ${shown}` };
}

function bound(issue: RawIssue, limit: unknown, words: Words): Words {
  const units: Readonly<Record<string, Words>> = {
    string: { es: 'caracteres', en: 'characters' },
    array: { es: 'elementos', en: 'items' },
  };
  const unit = units[String(issue.origin)];
  return { es: `${words.es} ${String(limit)}${unit ? ` ${unit.es}` : ''}`, en: `${words.en} ${String(limit)}${unit ? ` ${unit.en}` : ''}` };
}

function upper(text: string): string {
  return text.replace(/^\p{L}/u, (letter) => letter.toUpperCase());
}
