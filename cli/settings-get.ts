import { type Command } from './command.ts';

export const command: Command = {
  usage: 'settings get [CLAVE] [--json]',
  options: {},
  positionals: [0, 1],
  async run(input) {
    const k = await input.kernel();
    const [key] = input.positionals;
    const values = key === undefined ? await k.settings.all() : { [key]: await k.settings.get(key) };
    const lines = Object.entries(values).map(([name, value]) => `${name} = ${JSON.stringify(value)}`);
    return { json: values, text: lines.join('\n') };
  },
};
