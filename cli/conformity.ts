import { conformity } from '#procedure';
import { type Command, flag, needed, UsageError } from './command.ts';

export const command: Command = {
  usage: 'conformity --month AAAA-MM [--targets] [--json]',
  options: { month: { type: 'string' }, targets: { type: 'boolean' } },
  positionals: [0, 0],
  async run(input) {
    const month = needed(input, 'month');
    if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(month)) throw new UsageError('--month se escribe AAAA-MM, por ejemplo 2026-11.');
    const rows = await conformity(await input.kernel(), { month, targets: flag(input, 'targets') });
    const lines = rows.map(
      (row) =>
        `${row.clause}${row.basis === 'target' ? ', meta interna' : ''}: ${row.met} de ${row.met + row.late} a tiempo, ${row.open} abiertas, ${row.setAside} apartadas`,
    );
    return { json: rows, text: lines.join('\n') };
  },
};
