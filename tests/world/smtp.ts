import { SMTPServer } from 'smtp-server';

/** One mail as the sink took it. */
export interface Taken {
  readonly from: string;
  readonly to: readonly string[];
  /** The bytes between DATA and the final dot. */
  readonly raw: Buffer;
  /** Signed in with this token or password, if at all. */
  readonly signedInAs: string | null;
}

export interface SmtpSink {
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly mails: Taken[];
  /** Waits until that many mails have come. */
  received(count: number): Promise<readonly Taken[]>;
  /** The next recipients are refused with that code (452, 550, …). */
  refuseRecipients(times: number, code: number, text?: string): void;
  /** The next mails are refused after DATA with that code. */
  refuseData(times: number, code: number, text?: string): void;
  /** The next mails are kept, but the line is cut before the 250: the sender can't know. */
  loseAnswer(times: number): void;
  /** Takes so many mails in any stretch of that length (real ms); what is beyond is refused at MAIL FROM, with the server's words. */
  takeOnly(most: number, within: number, code?: number, text?: string): void;
  /** Connections wait so long (real ms) for the answer after DATA. */
  delay(ms: number): void;
  stop(): Promise<void>;
}

interface Refusal {
  readonly code: number;
  readonly text: string;
}

export interface SmtpOptions {
  /** PEM: then STARTTLS is offered. */
  readonly tls?: { readonly key: string; readonly cert: string };
  /** Without it nobody needs to sign in. */
  readonly mustSignIn?: boolean;
  readonly port?: number;
}

/** An SMTP server on a free port that keeps what it is sent and misbehaves on command. */
export async function startSmtp(options: SmtpOptions = {}): Promise<SmtpSink> {
  const mails: Taken[] = [];
  const plan = { recipients: [] as Refusal[], data: [] as Refusal[], lost: 0, delay: 0 };
  const rate = { most: Number.POSITIVE_INFINITY, within: 0, refusal: { code: 451, text: '' } as Refusal, taken: [] as number[] };
  const waiting = new Set<() => void>();
  const credentials = { user: 'info@itla.test', password: 'secreto' };
  const server = new SMTPServer({
    authOptional: !options.mustSignIn,
    authMethods: ['PLAIN', 'LOGIN', 'XOAUTH2'],
    allowInsecureAuth: true,
    logger: false,
    ...options.tls,
    disabledCommands: options.tls ? [] : ['STARTTLS'],
    disableReverseLookup: true,
    closeTimeout: 100,
    onAuth(auth, _session, done) {
      const good = auth.accessToken ? true : auth.username === credentials.user && auth.password === credentials.password;
      if (good) done(null, { user: auth.accessToken ?? auth.username });
      else done(failure({ code: 535, text: '5.7.8 Authentication credentials invalid' }));
    },
    onMailFrom(_address, _session, done) {
      const since = Date.now() - rate.within;
      if (rate.taken.filter((at) => at > since).length >= rate.most) return done(failure(rate.refusal));
      rate.taken.push(Date.now());
      done();
    },
    onRcptTo(_address, _session, done) {
      const refused = plan.recipients.shift();
      done(refused ? failure(refused) : null);
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => setTimeout(answer, plan.delay));
      const answer = () => {
        const refused = plan.data.shift();
        if (refused) return done(failure(refused));
        const { mailFrom, rcptTo } = session.envelope;
        mails.push({
          from: mailFrom ? mailFrom.address : '',
          to: rcptTo.map((one) => one.address),
          raw: Buffer.concat(chunks),
          signedInAs: typeof session.user === 'string' ? session.user : null,
        });
        for (const look of waiting) look();
        if (plan.lost > 0) {
          plan.lost -= 1;
          return cut(server, session);
        }
        done(null, 'OK kept by the sink');
      };
    },
  });
  server.on('error', () => {
    // A client that drops the line is what tests do on purpose.
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  return {
    port: (server.server.address() as { port: number }).port,
    ...credentials,
    mails,
    received: (count) =>
      new Promise((resolve) => {
        const look = () => {
          if (mails.length < count) return;
          waiting.delete(look);
          resolve(mails);
        };
        waiting.add(look);
        look();
      }),
    refuseRecipients: (times, code, text = 'refused by the sink') => plan.recipients.push(...Array<Refusal>(times).fill({ code, text })),
    refuseData: (times, code, text = 'refused by the sink') => plan.data.push(...Array<Refusal>(times).fill({ code, text })),
    loseAnswer: (times) => {
      plan.lost = times;
    },
    takeOnly: (most, within, code = 451, text = '4.7.500 Server busy: too many messages, try again later') => {
      Object.assign(rate, { most, within, refusal: { code, text }, taken: [] });
    },
    delay: (ms) => {
      plan.delay = ms;
    },
    stop: () => new Promise<void>((resolve) => server.close(resolve)),
  };
}

function cut(server: SMTPServer, session: object): void {
  for (const line of server.connections as Set<{ session: object; _socket: { destroy(): void } }>) {
    if (line.session === session) line._socket.destroy();
  }
}

function failure({ code, text }: Refusal): Error & { responseCode: number } {
  return Object.assign(new Error(text), { responseCode: code });
}
