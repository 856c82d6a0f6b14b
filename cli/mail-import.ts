import { access } from 'node:fs/promises';
import { importMail } from '#channels/mail';
import { type Command, flag, needed } from './command.ts';

export const command: Command = {
  usage: 'mail import RUTA… --mailbox DIRECCIÓN [--open] [--json]',
  options: { mailbox: { type: 'string' }, open: { type: 'boolean' } },
  positionals: [1, 10_000],
  async run(input) {
    // A path written wrong is said before anything is read; «0 leídos» would pass for a folder that is empty.
    for (const path of input.positionals) await access(path);
    const done = await importMail(await input.kernel(), {
      paths: input.positionals,
      mailbox: needed(input, 'mailbox'),
      open: flag(input, 'open'),
    });
    const { read, stored, duplicate, quarantined, failed, conversations } = done;
    return {
      json: done,
      text: `${read} leídos: ${stored} guardados, ${duplicate} ya estaban, ${quarantined} en cuarentena, ${failed} no se pudieron leer; ${conversations} conversaciones.`,
    };
  },
};
