import { iso } from '#kernel';
import { refuse } from './refusals.ts';
import { NoWorkingTime, type WorkingTime } from './rules.ts';

/** Instants in ms. */
export type DeadlineQuestion =
  | { readonly kind: 'hours'; readonly from: number; readonly hours: number }
  | { readonly kind: 'back'; readonly from: number; readonly hours: number }
  | { readonly kind: 'days'; readonly from: number; readonly days: number }
  | { readonly kind: 'elapsed'; readonly from: number; readonly to: number }
  | { readonly kind: 'nth'; readonly month: string; readonly n: number };

export type DeadlineAnswer = { due: string } | { seconds: number } | { date: string; due: string };

/** One calculation, as the command line and the console's calculator answer it (ISO −04:00). Refuses `no-deadline`, `bad-deadline-question`. */
export function calculate(time: WorkingTime, question: DeadlineQuestion): DeadlineAnswer {
  try {
    return answer(time, question);
  } catch (error) {
    if (error instanceof NoWorkingTime) throw refuse.noDeadline(error);
    if (error instanceof RangeError) throw refuse.badQuestion();
    throw error;
  }
}

function answer(time: WorkingTime, question: DeadlineQuestion): DeadlineAnswer {
  switch (question.kind) {
    case 'hours':
      return { due: iso(time.due(question.from, question.hours)) };
    case 'back':
      return { due: iso(time.back(question.from, question.hours)) };
    case 'days':
      return { due: iso(time.dueInDays(question.from, question.days)) };
    case 'elapsed':
      return { seconds: time.elapsedSeconds(question.from, question.to) };
    case 'nth': {
      const { date, due } = time.nthWorkingDay(question.month, question.n);
      return { date, due: iso(due) };
    }
  }
}
