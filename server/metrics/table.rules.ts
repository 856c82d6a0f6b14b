import { definitions, type Language, nameless } from './definition.rules.ts';
import { areaFigureIds, type FigureId, mailFigureIds } from './figure.rules.ts';
import type { FigureRow, Figures, Line } from './shapes.ts';

export type Cell = string | number | null;

/** How the last line of a column is calculated in a spreadsheet. */
export type Total =
  | { readonly kind: 'sum' | 'median' | 'count' }
  /** The total of one column over that of it and another, by their keys. */
  | { readonly kind: 'share'; readonly of: string; readonly rest: string };

export interface Column {
  readonly key: string;
  readonly name: string;
  /** seconds: of working time; moment: ISO with −04:00. */
  readonly kind: 'text' | 'count' | 'seconds' | 'share' | 'moment';
  readonly total: Total | null;
}

/** What a file holds, once, whatever its format. */
export interface Table {
  readonly name: string;
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Cell[])[];
}

const words = {
  es: {
    name: 'Nombre',
    id: 'Clave',
    seconds: 's laborables',
    operators: 'Por persona',
    mailboxes: 'Por buzón',
    areas: 'Por área',
    group: 'Grupo',
    all: 'Todo',
  },
  en: {
    name: 'Name',
    id: 'Key',
    seconds: 'working s',
    operators: 'By person',
    mailboxes: 'By mailbox',
    areas: 'By area',
    group: 'Group',
    all: 'All',
  },
} as const;

const ratios = { rate: { of: 'met', rest: 'late' }, answeredRate: { of: 'answeredInTime', rest: 'answeredLate' } } as const;

function countColumns(ids: readonly FigureId[], language: Language): Column[] {
  return ids.map((id) => ({ key: id, name: definitions[language][id].name, kind: 'count', total: { kind: 'sum' } }));
}

function measureColumns(language: Language, shares: readonly (readonly [string, { of: string; rest: string }])[]): Column[] {
  const said = definitions[language] as Readonly<Record<string, { name: string }>>;
  return [
    ...(['p50', 'p90'] as const).map(
      (id): Column => ({ key: id, name: `${said[id]?.name} (${words[language].seconds})`, kind: 'seconds', total: null }),
    ),
    ...shares.map(
      ([id, { of, rest }]): Column => ({ key: id, name: said[id]?.name ?? id, kind: 'share', total: { kind: 'share', of, rest } }),
    ),
  ];
}

/** What a line stands for, in words. */
export function nameOf({ id, name }: { readonly id: string; readonly name: string }, language: Language): string {
  return name || (nameless[language][id] ?? id);
}

/** The figures as tables: of persons, of mailboxes and of areas, as the screen shows them. */
export function figureTables(figures: Figures, language: Language): Table[] {
  const said = words[language];
  const heads: Column[] = [
    { key: 'id', name: said.id, kind: 'text', total: null },
    { key: 'name', name: said.name, kind: 'text', total: null },
  ];
  const mail = [...heads, ...countColumns(mailFigureIds, language), ...measureColumns(language, Object.entries(ratios))];
  const areas = [
    ...heads,
    ...countColumns(areaFigureIds, language),
    ...measureColumns(language, [['rate', { of: 'areaMet', rest: 'areaLate' }]]),
  ];
  const of = (name: string, columns: readonly Column[], lines: readonly Line[]): Table => ({
    name,
    columns,
    rows: lines.map((line) => columns.map(({ key }) => cellOf(line, key, language))),
  });
  return [of(said.operators, mail, figures.operators), of(said.mailboxes, mail, figures.mailboxes), of(said.areas, areas, figures.areas)];
}

/** The same in one table, the whole first: a file of lines has one head. */
export function figureTable(figures: Figures, language: Language): Table {
  const said = words[language];
  const [mail, , areas] = figureTables(figures, language) as [Table, Table, Table];
  const columns = [...mail.columns, ...areas.columns.filter(({ key }) => !mail.columns.some((one) => one.key === key))];
  const groups: readonly [string, readonly Line[]][] = [
    [said.all, [figures.total]],
    [said.operators, figures.operators],
    [said.mailboxes, figures.mailboxes],
    [said.areas, figures.areas],
  ];
  return {
    name: said.all,
    columns: [{ key: 'group', name: said.group, kind: 'text', total: null }, ...columns],
    rows: groups.flatMap(([group, lines]) => lines.map((line) => [group, ...columns.map(({ key }) => cellOf(line, key, language))])),
  };
}

function cellOf(line: Line, key: string, language: Language): Cell {
  if (key === 'id') return line.id;
  if (key === 'name') return line.id === '' ? '' : nameOf(line, language);
  if (key === 'p50' || key === 'p90' || key === 'rate' || key === 'answeredRate') return line[key];
  return line.counts[key as FigureId] ?? null;
}

const rowWords = {
  es: {
    number: 'Conversación',
    subject: 'Asunto',
    requester: 'Solicitante',
    email: 'Correo',
    mailbox: 'Buzón',
    operator: 'Persona',
    area: 'Área',
    at: 'Cuenta por',
    openedAt: 'Llegó',
    dueAt: 'Vence',
    settledAt: 'Cumplida',
    settledBy: 'Cumplida por',
    answeredAt: 'Respondida',
    seconds: 'Tiempo (s laborables)',
  },
  en: {
    number: 'Conversation',
    subject: 'Subject',
    requester: 'Requester',
    email: 'Address',
    mailbox: 'Mailbox',
    operator: 'Person',
    area: 'Area',
    at: 'Counts by',
    openedAt: 'Arrived',
    dueAt: 'Due',
    settledAt: 'Settled',
    settledBy: 'Settled by',
    answeredAt: 'Answered',
    seconds: 'Time (working s)',
  },
} as const;

const rowKinds: Readonly<Record<keyof (typeof rowWords)['es'], Column['kind']>> = {
  number: 'text',
  subject: 'text',
  requester: 'text',
  email: 'text',
  mailbox: 'text',
  operator: 'text',
  area: 'text',
  at: 'moment',
  openedAt: 'moment',
  dueAt: 'moment',
  settledAt: 'moment',
  settledBy: 'text',
  answeredAt: 'moment',
  seconds: 'seconds',
};

/** The rows behind a figure. */
export function rowTable(figure: FigureId, rows: readonly FigureRow[], language: Language): Table {
  const keys = Object.keys(rowKinds) as (keyof typeof rowKinds)[];
  const total = (key: keyof typeof rowKinds): Total | null =>
    key === 'number' ? { kind: 'count' } : key === 'seconds' ? { kind: 'median' } : null;
  return {
    name: definitions[language][figure].name,
    columns: keys.map((key) => ({ key, name: rowWords[language][key], kind: rowKinds[key], total: total(key) })),
    rows: rows.map((row) => keys.map((key) => rowCell(row, key, language))),
  };
}

function rowCell(row: FigureRow, key: keyof typeof rowKinds, language: Language): Cell {
  switch (key) {
    case 'number':
    case 'subject':
      return row.conversation[key];
    case 'requester':
      return row.requester.name;
    case 'email':
      return row.requester.email;
    case 'operator':
      return nameOf(row.operator, language);
    default:
      return row[key];
  }
}
