import { Refusal } from '../refusal.ts';

/** What asking for a copy by the console refuses. */
export const refuse = {
  backupRuns: () =>
    new Refusal(
      'backup-runs',
      409,
      'Ya se está haciendo una copia. Espere a que termine: aparecerá en la lista.',
      'A backup is being made already. Wait until it is done: it will appear in the list.',
    ),
};
