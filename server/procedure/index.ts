import { plugCalendar } from '#calendar';
import type { Module } from '#kernel';
import { moveDeadlines } from './move.ts';
import { routes } from './routes.ts';
import { settings } from './settings.ts';

export { conformity, conformityHistory } from './conformity.ts';
export { openObligationsDue } from './due.ts';
export { obligationList, obligationsOf } from './list.ts';
export { moveDeadlines } from './move.ts';
export { type Opening, openObligations } from './open.ts';
export { plugSubjects, type Subjects } from './port.ts';
export { setAside } from './set-aside.ts';
export {
  rehomeObligations,
  retimeObligations,
  type Retiming,
  type Settlement,
  type SettledBy,
  settleObligations,
  unsettleObligations,
  withdrawObligations,
} from './settle.ts';
export { type ObligationRow, obligationsOfSubjects } from './store.ts';
export { type Release } from './rules.ts';

export const module: Module = {
  name: 'procedure',
  routes,
  settings,
  live: [{ stream: 'procedure', access: 'conformity.read' }],
  plug: () => plugCalendar({ changed: moveDeadlines }),
};
