import { readFileSync } from 'node:fs';
import { setSchedule } from '#calendar';
import { type Command, positional } from './command.ts';

export const command: Command = {
  usage: 'schedule set ARCHIVO [--json]',
  options: {},
  positionals: [1, 1],
  async run(input) {
    const file: unknown = JSON.parse(readFileSync(positional(input, 0), 'utf8'));
    const { moved } = await setSchedule(await input.kernel(), file);
    return { json: { moved }, text: `Horario guardado; movió ${moved} plazos.` };
  },
};
