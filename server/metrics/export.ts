import type { FastifyReply } from 'fastify';
import { iso, type Kernel } from '#kernel';
import { csvOf } from './csv.rules.ts';
import { definitions, type Language } from './definition.rules.ts';
import { periodOf } from './facts.ts';
import { type FigureId, figureIds } from './figure.rules.ts';
import { figures } from './figures.ts';
import { allBehind } from './rows.ts';
import type { Wish } from './shapes.ts';
import { figureTable, figureTables, rowTable, type Table } from './table.rules.ts';

export interface FileWish {
  readonly format: 'csv' | 'xlsx';
  readonly language: Language;
}

const types = { csv: 'text/csv; charset=utf-8', xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' } as const;

/** The figures as a file; an act. Refuses `bad-period`. */
export async function figuresFile(k: Kernel, wish: Wish, { format, language }: FileWish, reply: FastifyReply): Promise<void> {
  const found = await figures(k, wish);
  const bytes =
    format === 'csv'
      ? csvOf(figureTable(found, language))
      : await bookOf(k, figureTables(found, language), { wish, language, ids: [...figureIds, ...measures] });
  await note(k, wish, { format });
  await send(reply, { format, name: nameOf('cifras', found), bytes });
}

/** The rows behind a figure as a file; an act, for it takes names and addresses along. Refuses `bad-period`. */
export async function rowsFile(
  k: Kernel,
  figure: FigureId,
  wish: Wish,
  { format, language }: FileWish,
  reply: FastifyReply,
): Promise<void> {
  const rows = await allBehind(k, figure, wish);
  const table = rowTable(figure, rows, language);
  const bytes = format === 'csv' ? csvOf(table) : await bookOf(k, [table], { wish, language, ids: [figure] });
  await note(k, wish, { format, figure, rows: rows.length });
  const { first, last } = periodOf(wish, k.clock.now());
  await send(reply, { format, name: nameOf(`cifras-${figure}`, { from: first, to: last }), bytes });
}

const measures = ['p50', 'p90', 'rate', 'answeredRate'] as const;

const said = {
  es: { notes: 'Definiciones', total: 'Total', period: 'Período', at: 'Calculado', filter: 'Filtro' },
  en: { notes: 'Definitions', total: 'Total', period: 'Period', at: 'Calculated', filter: 'Filter' },
} as const;

interface About {
  readonly wish: Wish;
  readonly language: Language;
  readonly ids: readonly (keyof (typeof definitions)['es'])[];
}

async function bookOf(k: Kernel, tables: readonly Table[], { wish, language, ids }: About): Promise<Buffer> {
  const { first, last } = periodOf(wish, k.clock.now());
  const words = said[language];
  const { from: _from, to: _to, ...filters } = wish;
  const lines = [
    [words.period, `${first} – ${last}`],
    [words.at, iso(k.clock.now())],
    ...Object.values(filters).flatMap((value) => (value === undefined ? [] : [[words.filter, value]])),
    ...ids.map((id) => [definitions[language][id].name, definitions[language][id].text]),
  ];
  // Read when it is wanted: the start does not wait for it.
  const { workbook } = await import('./xlsx.ts');
  return workbook({ tables, notes: { name: words.notes, lines }, total: words.total });
}

function nameOf(what: string, { from, to }: { from: string; to: string }): string {
  return `${what}-${from}-${to}`;
}

async function note(
  k: Kernel,
  wish: Wish,
  detail: { readonly format: string; readonly figure?: FigureId; readonly rows?: number },
): Promise<void> {
  await k.acts.write({
    verb: 'figures.exported',
    subject: { kind: 'figures', id: detail.figure ?? 'all' },
    detail: { ...wish, ...detail },
  });
}

async function send(
  reply: FastifyReply,
  { format, name, bytes }: { format: FileWish['format']; name: string; bytes: string | Buffer },
): Promise<void> {
  reply
    .header('content-type', types[format])
    .header('content-disposition', `attachment; filename="${name}.${format}"`)
    .header('x-content-type-options', 'nosniff')
    .header('cache-control', 'no-store');
  await reply.send(bytes);
}
