// The only file that knows the library: another one would take its place here.
import { type Cell as SheetCell, cellRef, type CellValue, colToLetter, type WriteSheet, writeXlsx } from 'hucre/xlsx';
import { medianOf } from './percentile.rules.ts';
import type { Cell, Column, Table, Total } from './table.rules.ts';

const formats: Readonly<Partial<Record<Column['kind'], string>>> = {
  count: '#,##0',
  seconds: '#,##0.##',
  share: '0.0%',
  moment: 'dd/mm/yyyy hh:mm:ss',
};
const widths: Readonly<Record<Column['kind'], number>> = { text: 24, count: 13, seconds: 18, share: 13, moment: 20 };

export interface Book {
  readonly tables: readonly Table[];
  /** What each figure counts, and of when all this is. */
  readonly notes: { readonly name: string; readonly lines: readonly (readonly string[])[] };
  readonly total: string;
}

/** A workbook with a sheet a table: typed cells, the last line calculated by the spreadsheet itself. */
export async function workbook({ tables, notes, total }: Book): Promise<Buffer> {
  const sheets = [
    ...tables.map((table) => sheetOf(table, total)),
    { name: notes.name, rows: notes.lines.map((line) => [...line]), columns: [{ width: 28 }, { width: 110 }] },
  ];
  return Buffer.from(await writeXlsx({ sheets }));
}

function sheetOf({ name, columns, rows }: Table, totalName: string): WriteSheet {
  const last = rows.length + 1;
  const cells = new Map<string, Partial<SheetCell>>();
  columns.forEach((_, index) => cells.set(`0,${index}`, { style: { font: { bold: true } } }));
  if (rows.length > 0)
    columns.forEach((column, index) => {
      if (column.total) cells.set(`${last},${index}`, totalCell(column, { columns, rows }));
      else if (index === labelled(columns))
        cells.set(`${last},${index}`, { value: totalName, type: 'string', style: { font: { bold: true } } });
    });
  return {
    name: name.replace(/[[\]:*?/\\]/g, ' ').slice(0, 31),
    columns: columns.map(({ kind }) => ({ width: widths[kind], ...(formats[kind] !== undefined && { numFmt: formats[kind] }) })),
    rows: [columns.map((column) => column.name), ...rows.map((row) => row.map((cell, index) => valueOf(cell, columns[index] as Column)))],
    cells,
    freezePane: { rows: 1 },
    autoFilter: { range: `A1:${cellRef(rows.length, columns.length - 1)}` },
  };
}

/** The word for the last line stands in the first column that is not calculated and is a name. */
function labelled(columns: readonly Column[]): number {
  return columns.findIndex(({ key }) => key === 'name' || key === 'subject');
}

type Body = Pick<Table, 'columns' | 'rows'>;

function totalCell(column: Column, body: Body): Partial<SheetCell> {
  const total = column.total as Total;
  const numFmt = formats[total.kind === 'count' ? 'count' : column.kind];
  return {
    type: 'formula',
    formula: formulaOf(column.key, total, body),
    formulaResult: resultOf(column.key, total, body),
    style: { font: { bold: true }, ...(numFmt !== undefined && { numFmt }) },
  };
}

/** Of the cells between the head and the last line. */
function rangeOf(key: string, { columns, rows }: Body): string {
  const letter = colToLetter(columns.findIndex((column) => column.key === key));
  return `${letter}2:${letter}${rows.length + 1}`;
}

function formulaOf(key: string, total: Total, body: Body): string {
  if (total.kind === 'share') {
    const [of, rest] = [rangeOf(total.of, body), rangeOf(total.rest, body)];
    return `IF(SUM(${of})+SUM(${rest})=0,"",SUM(${of})/(SUM(${of})+SUM(${rest})))`;
  }
  const range = rangeOf(key, body);
  if (total.kind === 'sum') return `SUM(${range})`;
  if (total.kind === 'count') return `COUNTA(${range})`;
  return `IF(COUNT(${range})=0,"",MEDIAN(${range}))`;
}

/** What the formula gives, for programs that calculate nothing. */
function resultOf(key: string, total: Total, { columns, rows }: Body): CellValue {
  const valuesOf = (name: string) => rows.map((row) => row[columns.findIndex((column) => column.key === name)] ?? null);
  const numbers = (name: string) => valuesOf(name).flatMap((value) => (typeof value === 'number' ? [value] : []));
  const sum = (name: string) => numbers(name).reduce((all, one) => all + one, 0);
  if (total.kind === 'share') {
    const [of, rest] = [sum(total.of), sum(total.rest)];
    return of + rest === 0 ? '' : of / (of + rest);
  }
  if (total.kind === 'sum') return sum(key);
  return total.kind === 'count' ? valuesOf(key).filter((value) => value !== null).length : (medianOf(numbers(key)) ?? '');
}

function valueOf(cell: Cell, { kind }: Column): CellValue {
  // A spreadsheet knows no zone: what the institution's clock showed.
  return kind === 'moment' && typeof cell === 'string' ? new Date(`${cell.slice(0, -6)}Z`) : cell;
}
