import { type Command, positional } from './command.ts';

export const command: Command = {
  usage: 'settings set CLAVE VALOR [--json]',
  options: {},
  positionals: [2, 2],
  async run(input) {
    const k = await input.kernel();
    const key = positional(input, 0);
    await k.transaction((inside) => inside.settings.set(key, valueOf(positional(input, 1))));
    return { json: {}, text: `${key} quedó guardado.` };
  },
};

/** JSON where it reads as such, otherwise the bare text. */
function valueOf(written: string): unknown {
  try {
    return JSON.parse(written);
  } catch {
    return written;
  }
}
