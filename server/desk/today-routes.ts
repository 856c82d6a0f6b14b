import { z } from 'zod';
import { defineRoute, type Kernel } from '#kernel';
import { shift } from './shift.ts';
import { today } from './today.ts';
import { scopeShape, shiftShape, todayShape } from './today-shapes.ts';

const showToday = defineRoute({
  method: 'GET',
  path: '/today',
  access: 'today.read',
  summary: 'What is late, due today and due this week, by deadline, with what mends it; `scope=mine` leaves out what others have in time',
  query: z.strictObject({ scope: scopeShape.default('mine') }),
  answer: todayShape,
  handle: (k: Kernel, { query }) => today(k, query.scope),
});

const showShift = defineRoute({
  method: 'GET',
  path: '/shift',
  access: 'shift.read',
  summary: 'The day of whoever asks: duty, what expires first, turns, absences and own figures of the month',
  answer: shiftShape,
  handle: (k: Kernel) => shift(k),
});

export const todayRoutes = [showToday, showShift];
