import { operatorByEmail, setOperators } from '#rota';
import { dateShape } from '#calendar/shapes';
import { type Command, positional, text, UsageError } from './command.ts';

export const command: Command = {
  usage: 'rota set FECHA [--mail CORREO] [--chat CORREO] [--json]',
  options: { mail: { type: 'string' }, chat: { type: 'string' } },
  positionals: [1, 1],
  async run(input) {
    const date = positional(input, 0);
    if (!dateShape.safeParse(date).success) throw new UsageError('La fecha se escribe AAAA-MM-DD y debe existir, por ejemplo 2026-11-24.');
    const [mail, chat] = [text(input, 'mail'), text(input, 'chat')];
    if (mail === undefined && chat === undefined) throw new UsageError('Diga --mail CORREO, --chat CORREO o los dos.');
    const k = await input.kernel();
    const wanted = [];
    if (mail !== undefined) wanted.push({ date, duty: 'mail' as const, accountId: await operatorByEmail(k, mail) });
    if (chat !== undefined) wanted.push({ date, duty: 'chat' as const, accountId: await operatorByEmail(k, chat) });
    await setOperators(k, wanted, { reason: null, mustExplain: false });
    return { json: {}, text: `Quedó el turno del ${date}.` };
  },
};
