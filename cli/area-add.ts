import { addArea } from '#people';
import { type Command, needed, positional, text, UsageError } from './command.ts';

export const command: Command = {
  usage: 'area add NOMBRE --mail CORREO [--head NOMBRE] [--head-mail CORREO] [--answers requester|operator] [--json]',
  options: { mail: { type: 'string' }, head: { type: 'string' }, 'head-mail': { type: 'string' }, answers: { type: 'string' } },
  positionals: [1, 1],
  async run(input) {
    const answers = text(input, 'answers') ?? 'requester';
    if (answers !== 'requester' && answers !== 'operator')
      throw new UsageError('--answers es requester (al solicitante) u operator (al operador).');
    const head = text(input, 'head');
    const headMail = text(input, 'head-mail');
    const made = await addArea(await input.kernel(), {
      name: positional(input, 0),
      mail: needed(input, 'mail'),
      answers,
      ...(head !== undefined && { head }),
      ...(headMail !== undefined && { headMail }),
    });
    return { json: { id: made.id }, text: `Quedó el área ${positional(input, 0)}.` };
  },
};
