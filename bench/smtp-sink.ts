import { SMTPServer } from 'smtp-server';

// A program of its own: an SMTP server that takes everything and keeps nothing, so that whoever sends has a process to itself. Says its port.
const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ['AUTH', 'STARTTLS'],
  disableReverseLookup: true,
  logger: false,
  onData(stream, _session, done) {
    stream.resume();
    stream.on('end', () => done(null, 'OK'));
  },
});
server.on('error', () => {
  // A client that drops the line at its end.
});
server.listen(0, '127.0.0.1', () => console.log((server.server.address() as { port: number }).port));
