import { createToken } from '#kernel';
import { amount, type Command, list, positional } from './command.ts';
import { readRoles } from './user-add.ts';

export const command: Command = {
  usage: 'token add NOMBRE --role ROL [--role ROL…] [--days DÍAS] [--json]',
  options: { role: { type: 'string', multiple: true }, days: { type: 'string' } },
  positionals: [1, 1],
  async run(input) {
    const days = amount(input, 'days');
    const asked = { name: positional(input, 0), roles: readRoles(list(input, 'role')), ...(days !== undefined && { days }) };
    const made = await createToken(await input.kernel(), asked);
    return { json: made, text: `Guárdela ahora, no se vuelve a mostrar: ${made.token}` };
  },
};
