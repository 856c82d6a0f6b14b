import type { Kernel } from '#kernel';
import { dateOfSubject } from './rules.ts';

/** A day of the rota as the list of obligations names it; who was put on it is the rota's own matter, for the day has two duties. */
export async function describeDays(_: Kernel, ids: readonly string[]) {
  return new Map(
    ids.map((id) => {
      const [year, month, day] = dateOfSubject(id).split('-');
      return [id, { number: 'Turno del día', title: `${day}/${month}/${year}`, who: '' }];
    }),
  );
}
