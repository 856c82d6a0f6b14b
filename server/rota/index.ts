import { assignable, type Kernel, type Module } from '#kernel';
import { plugSubjects } from '#procedure';
import { accountChanged } from './absences.ts';
import { dayKind, openDays } from './days.ts';
import { describeDays } from './describe.ts';
import { routes } from './routes.ts';

export { addAbsence } from './absences.ts';
export { begin } from './days.ts';
export { designate } from './designations.ts';
export { operatorByEmail, setOperators } from './plan.ts';
export { awayOn, type Operator, operatorFor, type Operators, operatorsOn, substitutesOn } from './today.ts';
export { dutyToday, rotaView } from './view.ts';

export const module: Module = {
  name: 'rota',
  routes,
  live: [{ stream: 'rota', access: 'rota.read' }],
  due: [{ topic: 'rota.day', handle: (k) => openDays(k) }],
  topics: [
    {
      topic: 'kernel.account',
      name: 'rota',
      handle: async (k: Kernel, { id }: { id: string }) =>
        accountChanged(
          k,
          id,
          (await assignable(k)).some((one) => one.id === id),
        ),
    },
  ],
  plug: () => plugSubjects(dayKind, { describe: describeDays, moved: async () => {}, calendarChanged: openDays }),
};
