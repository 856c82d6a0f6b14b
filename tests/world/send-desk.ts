import { openSender, type Sender } from '../../server/channels/mail/sender.ts';
import { type Box, type MailDesk, mailDesk } from './mail-desk.ts';
import { type SmtpSink, startSmtp } from './smtp.ts';

/** A mail desk whose mail leaves: a real outgoing server, and who hands it over. */
export interface SendDesk extends MailDesk {
  readonly smtp: SmtpSink;
  /** A test may stop it and put another in its place. */
  sender: Sender;
  /** A requester's mail in a mailbox of its own, whose answers leave by `port`; answers its conversation. */
  asked(port?: number): Promise<{ box: Box; id: string }>;
}

export async function sendDesk(): Promise<SendDesk> {
  const [desk, smtp] = await Promise.all([mailDesk(), startSmtp()]);
  const sending: SendDesk = {
    ...desk,
    smtp,
    sender: openSender(desk.k),
    async asked(port = smtp.port) {
      const box = await desk.mailbox({ smtp: port });
      await box.deliver(1);
      await box.settled(1);
      const [shown] = await box.shown();
      return { box, id: shown?.id as string };
    },
    async close() {
      await sending.sender.stop();
      await smtp.stop();
      await desk.close();
    },
  };
  return sending;
}
