import { declareClosure } from '#calendar';
import { type Command, needed, positional, text } from './command.ts';

export const command: Command = {
  usage: 'closure add AAAA-MM-DD [--from HH:MM] [--to HH:MM] --reason MOTIVO [--json]',
  options: { from: { type: 'string' }, to: { type: 'string' }, reason: { type: 'string' } },
  positionals: [1, 1],
  async run(input) {
    const from = text(input, 'from');
    const to = text(input, 'to');
    const asked = {
      date: positional(input, 0),
      reason: needed(input, 'reason'),
      ...(from !== undefined && { from }),
      ...(to !== undefined && { to }),
    };
    const { moved } = await declareClosure(await input.kernel(), asked);
    return { json: { moved }, text: `Cierre declarado; movió ${moved} plazos.` };
  },
};
