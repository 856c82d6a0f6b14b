import path from 'node:path';
import { backup } from '#kernel';
import { type Command, positional } from './command.ts';

export const command: Command = {
  usage: 'backup CARPETA [--json]',
  options: {},
  positionals: [1, 1],
  async run(input) {
    const done = await backup(await input.kernel(), path.resolve(positional(input, 0)));
    return { json: done, text: `Copia hecha: ${done.bytes} bytes, ${done.acts} actos, ${done.blobs} originales.` };
  },
};
