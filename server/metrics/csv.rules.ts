import type { Cell, Table } from './table.rules.ts';

/** As RFC 4180, in UTF-8 with its mark (a spreadsheet asks for it), one line of names and a line a row. */
export function csvOf({ columns, rows }: Table): string {
  const lines = [columns.map((column) => column.name), ...rows];
  return `\ufeff${lines.map((cells) => `${cells.map(fieldOf).join(',')}\r\n`).join('')}`;
}

function fieldOf(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  const text = harmless(cell);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A text that a spreadsheet would calculate (a subject may say anything) is led by an apostrophe: it stays a text. */
export function harmless(text: string): string {
  return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}
