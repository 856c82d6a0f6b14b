import { addMailbox } from '#channels/mail';
import { readInstant } from '#kernel';
import { type Command, flag, needed, positional, text, UsageError } from './command.ts';

export const command: Command = {
  usage:
    'mailbox add DIRECCIÓN --imap imap[s]://usuario:clave@servidor:puerto --smtp smtp[s]://[usuario:clave@]servidor:puerto [--since INSTANTE] [--purpose service|campaigns] [--password-stdin] [--json]',
  options: {
    imap: { type: 'string' },
    smtp: { type: 'string' },
    since: { type: 'string' },
    purpose: { type: 'string' },
    'password-stdin': { type: 'boolean' },
  },
  positionals: [1, 1],
  async run(input) {
    const purpose = text(input, 'purpose') ?? 'service';
    if (purpose !== 'service' && purpose !== 'campaigns') throw new UsageError('--purpose es service (servicio) o campaigns (campañas).');
    const written = text(input, 'since');
    const since = written === undefined ? undefined : readInstant(written);
    if (since === null) throw new UsageError('--since lleva un instante ISO 8601 con su zona, por ejemplo 2026-11-01T00:00:00-04:00.');
    const password = flag(input, 'password-stdin') ? await input.secret() : undefined;
    const made = await addMailbox(await input.kernel(), {
      address: positional(input, 0),
      imap: needed(input, 'imap'),
      smtp: needed(input, 'smtp'),
      purpose,
      ...(since !== undefined && { since }),
      ...(password !== undefined && { password }),
    });
    return { json: made, text: `Quedó el buzón ${positional(input, 0)}; abre plazos desde ${made.since}. ${made.test.imap.detail}` };
  },
};
