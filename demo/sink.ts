import { SMTPServer } from 'smtp-server';
import { type Got, read } from './letters.ts';

export interface Sink {
  readonly port: number;
  stop(): Promise<void>;
}

/**
 * The end of all mail of a demonstration: it is taken and shown to nobody but the play, which lets whoever got it answer. What is addressed
 * to «buzon.lleno@…» is refused, so that this can be seen too.
 */
export async function openSink(port: number, took: (mail: Got) => void): Promise<Sink> {
  const server = new SMTPServer({
    banner: 'Muestra',
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    logger: false,
    closeTimeout: 500,
    onRcptTo({ address }, _session, done) {
      done(address.startsWith('buzon.lleno') ? Object.assign(new Error('5.2.2 Mailbox full'), { responseCode: 552 }) : null);
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const { mailFrom, rcptTo } = session.envelope;
        const to = rcptTo.map((one) => one.address);
        took(read(mailFrom ? mailFrom.address : '', to, Buffer.concat(chunks)));
        done(null, 'Guardado en la muestra');
      });
    },
  });
  server.on('error', () => {
    // A line that is dropped at its end.
  });
  await new Promise<void>((resolve, reject) => {
    server.server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    port: (server.server.address() as { port: number }).port,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
