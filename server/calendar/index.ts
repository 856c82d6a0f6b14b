import type { Module } from '#kernel';
import { routes } from './routes.ts';
import { holidaysHealth } from './health.ts';

export { annulClosure, declareClosure, previewClosure } from './closures.ts';
export { calculate, type DeadlineAnswer, type DeadlineQuestion } from './deadline.ts';
export { explainDeadline, type Under } from './explain.ts';
export { calendarFromFile, defaultWorkingTime } from './file.ts';
export { addHoliday, confirmHolidays, removeHoliday } from './holidays.ts';
export { type CalendarChange, type Deadlines, plugCalendar } from './port.ts';
export { NoWorkingTime, type WorkingTime } from './rules.ts';
export { annulOverride, changeWeek, declareOverride, setSchedule } from './schedule.ts';
export { showCalendar } from './show.ts';
export { lockAgainstChanges, lockForChange } from './store.ts';
export { type InForce, workingTime, workingTimeOfSettled } from './working-time.ts';

export const module: Module = {
  name: 'calendar',
  routes,
  live: [{ stream: 'calendar', access: 'calendar.read' }],
  health: [holidaysHealth],
};
