import { testMailbox } from '#channels/mail';
import { type Command, positional } from './command.ts';

export const command: Command = {
  usage: 'mailbox test DIRECCIÓN [--json]',
  options: {},
  positionals: [1, 1],
  async run(input) {
    const tested = await testMailbox(await input.kernel(), positional(input, 0));
    const line = (name: string, { ok, detail }: { ok: boolean | null; detail: string }) =>
      `${ok === null ? '·' : ok ? '✓' : '✗'} ${name}: ${detail}`;
    const { imap, smtp, dns } = tested;
    const lines = [line('IMAP', imap), line('SMTP', smtp), line('SPF', dns.spf), line('DKIM', dns.dkim), line('DMARC', dns.dmarc)];
    return { json: tested, text: lines.join('\n') };
  },
};
