import path from 'node:path';
import { readConfig, restore } from '#kernel';
import { type Command, positional } from './command.ts';

export const command: Command = {
  usage: 'restore CARPETA [--json]',
  options: {},
  positionals: [1, 1],
  async run(input) {
    const done = await restore(readConfig(process.env), path.resolve(positional(input, 0)));
    return { json: done, text: `Copia restaurada: ${done.bytes} bytes, ${done.acts} actos, ${done.blobs} originales.` };
  },
};
