import { verify } from '#kernel';
import type { Command } from './command.ts';

export const command: Command = {
  usage: 'verify [--json]',
  options: {},
  positionals: [0, 0],
  async run(input) {
    const done = await verify(await input.kernel());
    const text = done.ok
      ? `Todo íntegro: ${done.acts} actos y ${done.blobs} originales.`
      : `Algo cambió desde que se selló: ${done.firstWrong}. Restaure la última copia en otra carpeta y compare.`;
    return { json: done, text, exit: done.ok ? 0 : 1 };
  },
};
