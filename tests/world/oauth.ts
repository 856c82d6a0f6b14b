import { createHash } from 'node:crypto';
import { createServer } from 'node:http';

export interface OAuth {
  /** Base URL: `/<tenant>/oauth2/v2.0/token` gives tokens, `/tokeninfo` says whose they are. */
  readonly url: string;
  readonly tokenUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** The bodies of every request for a token, in order. */
  readonly asked: URLSearchParams[];
  /** A token for that mailbox without asking over HTTP. */
  grant(mailbox: string): Promise<string>;
  /** From now on no token is good, as after an administrator's revocation. */
  revokeAll(): void;
  /** The next requests for a token are refused: `invalid_grant`, `invalid_client`… or 503 for null. */
  refuseNext(times: number, error: string | null): void;
  /** Takes back the refusals that nobody has had yet. */
  refuseNoMore(): void;
  stop(): Promise<void>;
}

/** What stands for a provider's OAuth2: the token endpoint (client credentials, refresh token) and the token check of Dovecot. */
export async function startOAuth(options: { readonly mailbox?: string; readonly expiresIn?: number } = {}): Promise<OAuth> {
  const state = { tokens: new Map<string, string>(), refusals: [] as (string | null)[], asked: [] as URLSearchParams[], given: 0 };
  const client = { clientId: 'ventanilla-test', clientSecret: 'un-secreto-de-prueba' };
  const grant = (mailbox: string): string => {
    const token = `token-${++state.given}-${createHash('sha256').update(mailbox).digest('hex').slice(0, 12)}`;
    state.tokens.set(token, mailbox);
    return token;
  };
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    const answer = (status: number, body: object) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    if (url.pathname === '/tokeninfo') {
      const mailbox = state.tokens.get(url.searchParams.get('access_token') ?? '');
      return mailbox ? answer(200, { email: mailbox, aud: client.clientId, expires_in: 300 }) : answer(401, { error: 'invalid_token' });
    }
    if (request.method !== 'POST' || !url.pathname.endsWith('/token')) return answer(404, { error: 'not_found' });
    const body = new URLSearchParams(await textOf(request));
    state.asked.push(body);
    const refused = state.refusals.shift();
    if (refused === null) return answer(503, { error: 'temporarily_unavailable' });
    if (refused) return answer(400, { error: refused, error_description: 'AADSTS700082: refused by the stand-in' });
    if (body.get('client_id') !== client.clientId || body.get('client_secret') !== client.clientSecret)
      return answer(401, { error: 'invalid_client' });
    if (!['client_credentials', 'refresh_token'].includes(body.get('grant_type') ?? ''))
      return answer(400, { error: 'unsupported_grant_type' });
    return answer(200, {
      token_type: 'Bearer',
      access_token: grant(options.mailbox ?? 'info@itla.test'),
      expires_in: options.expiresIn ?? 3599,
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as { port: number }).port}`;
  return {
    url,
    tokenUrl: `${url}/itla/oauth2/v2.0/token`,
    ...client,
    asked: state.asked,
    grant: async (mailbox) => grant(mailbox),
    revokeAll: () => state.tokens.clear(),
    refuseNext: (times, error) => state.refusals.push(...Array<string | null>(times).fill(error)),
    refuseNoMore: () => void state.refusals.splice(0),
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function textOf(stream: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}
