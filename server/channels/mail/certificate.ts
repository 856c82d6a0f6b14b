import { createConnection, isIP, type Socket } from 'node:net';
import { connect as connectTls, type TLSSocket } from 'node:tls';
import type { Server } from './mailbox.rules.ts';
import type { ShownCertificate } from './trouble.rules.ts';

const patience = 10_000;

/** The certificate that a server shows, whether it may be trusted or not; null where it shows none. Sends no credentials. `now` in real time. */
export async function certificateOf(
  server: Server,
  protocol: 'imap' | 'smtp',
  now: number,
): Promise<(ShownCertificate & { readonly untilAt: number }) | null> {
  try {
    const plain = server.security === 'tls' ? null : await askForTls(server, protocol);
    return await readCertificate(server, plain, now);
  } catch {
    // Whoever asks has a failure of its own to tell; this was only to say whose certificate it was.
    return null;
  }
}

/** Whether a port answers to TLS from the first byte. One that talks in plain text fails at once; one that is silent within seconds. */
export async function speaksTls({ host, port }: Pick<Server, 'host' | 'port'>, now: number): Promise<boolean> {
  return (await certificateOf({ host, port, security: 'tls', user: null }, 'imap', now)) !== null;
}

function readCertificate(
  server: Server,
  plain: Socket | null,
  now: number,
): Promise<(ShownCertificate & { readonly untilAt: number }) | null> {
  return new Promise((resolve, reject) => {
    const name = isIP(server.host) ? {} : { servername: server.host };
    // Only looks: nothing is ever sent over this connection, so nothing is entrusted to it.
    const socket = connectTls({
      ...(plain ? { socket: plain } : { host: server.host, port: server.port }),
      ...name,
      rejectUnauthorized: false,
    });
    socket.setTimeout(patience, () => socket.destroy(new Error('no answer')));
    socket.once('error', reject);
    socket.once('secureConnect', () => {
      const shown = shownBy(socket, now);
      socket.destroy();
      resolve(shown);
    });
  });
}

/** Reads the certificate of a connection that is open. */
export function shownBy(socket: TLSSocket, now: number): (ShownCertificate & { readonly untilAt: number }) | null {
  const certificate = socket.getPeerCertificate();
  if (!certificate?.valid_to) return null;
  const untilAt = Date.parse(certificate.valid_to);
  const name = String(certificate.subject?.CN ?? certificate.subjectaltname ?? 'sin nombre');
  const fingerprint = certificate.fingerprint256.replaceAll(':', '').toLowerCase();
  return {
    name,
    untilAt,
    until: written(untilAt),
    isExpired: untilAt < now,
    fingerprint: `${fingerprint.slice(0, 4)}…${fingerprint.slice(-4)}`,
  };
}

/** Speaks as much of the protocol as it takes to be let into TLS. */
function askForTls(server: Server, protocol: 'imap' | 'smtp'): Promise<Socket> {
  const lines = protocol === 'imap' ? [/^\* /, /^a1 OK/im] : [/^220 /m, /^250 /m, /^220 /m];
  const says = protocol === 'imap' ? ['a1 STARTTLS\r\n'] : ['EHLO ventanilla\r\n', 'STARTTLS\r\n'];
  return new Promise((resolve, reject) => {
    const socket = createConnection({ host: server.host, port: server.port });
    let heard = '';
    let step = 0;
    socket.setTimeout(patience, () => socket.destroy(new Error('no answer')));
    socket.once('error', reject);
    socket.on('data', (data: Buffer) => {
      heard += data.toString('latin1');
      if (/^(?:a1 (?:NO|BAD)|5\d\d )/im.test(heard)) return void socket.destroy(new Error('no TLS here'));
      if (!(lines[step] as RegExp).test(heard)) return;
      heard = '';
      const next = says[step++];
      if (next) socket.write(next);
      else {
        socket.removeAllListeners('data');
        resolve(socket);
      }
    });
  });
}

/** 03/05/2027, as every date on screen. */
export function written(at: number): string {
  const [year, month, day] = new Date(at - 4 * 3_600_000).toISOString().slice(0, 10).split('-');
  return `${day}/${month}/${year}`;
}
