import { z } from 'zod';
import { defineRoute, type Kernel, pageQuery } from '#kernel';
import { figuresFile, rowsFile } from './export.ts';
import { figures } from './figures.ts';
import { rowsBehind } from './rows.ts';
import { figureShape, figuresShape, rowShape, wishQuery, wishShape } from './shapes.ts';

const show = defineRoute({
  method: 'GET',
  path: '/figures',
  access: 'figures.read',
  summary: 'The figures of mail of a period: of all, per operator, mailbox and area; working seconds, shares 0–1, null without facts',
  query: wishShape,
  answer: figuresShape,
  handle: (k: Kernel, { query }) => figures(k, query),
});

const rows = defineRoute({
  method: 'GET',
  path: '/figures/rows',
  access: 'figures.read',
  summary: 'The rows behind a figure, newest first: as many as the figure says',
  query: z.strictObject({ figure: figureShape, ...wishQuery, ...pageQuery }),
  answer: z.object({ items: z.array(rowShape), total: z.number().int(), next: z.string().nullable() }),
  handle: (k: Kernel, { query }) => rowsBehind(k, query),
});

const file = { format: z.enum(['csv', 'xlsx']), language: z.enum(['es', 'en']).default('es') };

const showFile = defineRoute({
  method: 'GET',
  path: '/figures/file',
  access: 'figures.read',
  summary: 'The same figures as CSV (UTF-8 with its mark) or XLSX with live totals; an act',
  query: z.strictObject({ ...file, ...wishQuery }),
  raw: true,
  handle: (k: Kernel, { query: { format, language, ...wish }, reply }) => figuresFile(k, wish, { format, language }, reply),
});

const rowsAsFile = defineRoute({
  method: 'GET',
  path: '/figures/rows/file',
  access: 'figures.read',
  summary: 'All rows behind a figure as CSV or XLSX; an act',
  query: z.strictObject({ figure: figureShape, ...file, ...wishQuery }),
  raw: true,
  handle: (k: Kernel, { query: { figure, format, language, ...wish }, reply }) => rowsFile(k, figure, wish, { format, language }, reply),
});

export const routes = [show, rows, showFile, rowsAsFile];
