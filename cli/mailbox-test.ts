import { testMailbox } from '#channels/mail';
import { type Command, positional } from './command.ts';

export const command: Command = {
  usage: 'mailbox test DIRECCIÓN [--json]',
  options: {},
  positionals: [1, 1],
  async run(input) {
    const tested = await testMailbox(await input.kernel(), positional(input, 0));
    const line = (name: string, { ok, detail }: { ok: boolean; detail: string }) => `${ok ? '✓' : '✗'} ${name}: ${detail}`;
    return { json: tested, text: `${line('IMAP', tested.imap)}\n${line('SMTP', tested.smtp)}` };
  },
};
