import type { HealthCheck } from '#kernel';
import { askFor } from './show.ts';
import { workingTime } from './working-time.ts';

/** A reminder, no failure: until a person confirms the list, the law's own dates are used. */
export const holidaysHealth: HealthCheck = {
  name: 'Feriados',
  nameEn: 'Holidays',
  check: async (k) => {
    const year = await askFor(k, (await workingTime(k)).time, k.clock.now());
    if (year === null)
      return {
        ok: true,
        detail: 'Los feriados del año están confirmados o coinciden con el calendario oficial.',
        detailEn: 'The holidays of the year are confirmed, or are those of the official calendar.',
      };
    return {
      ok: true,
      detail: `Los feriados de ${year} se calcularon con la Ley 139-97 y nadie los ha confirmado. Confírmelos en Configuración, Horario y feriados.`,
      detailEn: `The holidays of ${year} were calculated by Law 139-97 and nobody has confirmed them. Confirm them under Settings, Schedule and holidays.`,
    };
  },
};
