// A whole run at log level «debug», failures included: what nobody may read stands in no log, and no stack trace in any answer.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { ventanilla } from './world/cli.ts';
import { behind, cloneDatabase, through } from './world/database.ts';
import { type Dovecot, startDovecot } from './world/dovecot.ts';
import { type OAuth, startOAuth } from './world/oauth.ts';
import { type Answer, imapOf, letter, longAgo, type Product, startProduct } from './world/product.ts';
import { type RunningServer } from './world/server.ts';
import { eventually } from './world/temporary.ts';
import { openWire, type Wire } from './world/wire.ts';

const users = ['info@itla.test', 'permiso@itla.test', 'otra@itla.test'];
/** Words that must stay where they were written. */
const hidden = {
  'the password of a person': 'caballo-correcto-grapa',
  'a wrong password': 'adivina-adivinanza-99',
  'the text of a mail': 'zarzaparrilla-confidencial',
  'the text of a note': 'murmullo-de-pasillo',
  'the subject of a mail': 'asunto-reservado-7',
  'what was searched': 'palabra-buscada-8',
  'the wrong password of a mailbox': 'clave-equivocada-123',
  'the password of the database': 'clave-de-la-base-456',
};

let oauth: OAuth;
let dovecot: Dovecot;
let wire: Wire;
let database: Awaited<ReturnType<typeof cloneDatabase>>;
let p: Product;
const answers: { readonly asked: string; readonly status: number; readonly text: string }[] = [];
const said: { readonly what: string; readonly text: string }[] = [];
const secrets = new Map<string, string>(Object.entries(hidden));

before(async () => {
  oauth = await startOAuth({ mailbox: users[1] as string });
  dovecot = await startDovecot({ users, oauth: oauth.url });
  database = await cloneDatabase();
  wire = await openWire(behind(database.url));
  const url = through(database.url, wire.port).replace('@127', `:${hidden['the password of the database']}@127`);
  p = await startProduct({ databaseUrl: url, env: { VENTANILLA_LOG: 'debug' } });
  secrets.set('the password of a mailbox', dovecot.password);
  secrets.set('the secret of the permission', oauth.clientSecret);
  secrets.set('the token of a script', p.token);
  await live(p.server);
});
after(async () => {
  await p?.close();
  await wire?.stop();
  await database?.drop();
  await dovecot?.stop();
  await oauth?.stop();
});

/** A page of a browser: what it gets back is kept, and the cookie that came with it. */
async function browse(
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Answer & { readonly cookie: string }> {
  const response = await fetch(`${p.server.url}${path}`, {
    method,
    headers: { origin: p.server.url, ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  answers.push({ asked: `${method} ${path}`, status: response.status, text });
  const cookie = response.headers
    .getSetCookie()
    .map((one) => one.slice(0, one.indexOf(';')))
    .join('; ');
  if (cookie) secrets.set(`the cookie of ${path}`, cookie.slice(cookie.indexOf('=') + 1));
  return {
    status: response.status,
    type: response.headers.get('content-type') ?? '',
    text,
    body: text.startsWith('{') ? JSON.parse(text) : null,
    cookie,
  };
}

async function script(method: string, path: string, body?: unknown): Promise<Answer> {
  const answer = await p.ask(method, path, body);
  answers.push({ asked: `${method} ${path}`, status: answer.status, text: answer.text });
  return answer;
}

async function command(...args: string[]): Promise<void> {
  const { stdout, stderr } = await ventanilla(args, { env: p.env });
  said.push({ what: `ventanilla ${args[0]} ${args[1]}`, text: stderr }, { what: `ventanilla ${args[0]} ${args[1]}, stdout`, text: stdout });
}

/** Everything that a first week holds, well and badly done. */
async function live(server: RunningServer): Promise<void> {
  const password = hidden['the password of a person'];
  const email = 'rosanna@itla.test';
  const token = (server.setupLink ?? '').split('#')[1] ?? '';
  secrets.set(
    'the invitation',
    ((await script('POST', '/users', { name: 'Wilkin', email: 'wilkin@itla.test', roles: ['operator'] })).body?.link ?? '#none').split(
      '#',
    )[1],
  );
  await browse('POST', '/api/v1/setup/look', { token });
  await browse('POST', '/api/v1/setup/begin', { token: `${token}x`, institution: {}, person: { name: 'R', email, password } });
  await ventanilla(['user', 'add', email, '--name', 'Rosanna', '--role', 'coordinator', '--password-stdin'], {
    env: p.env,
    input: password,
  });
  await browse('POST', '/api/v1/session', { email, password: hidden['a wrong password'] });
  await browse('POST', '/api/v1/session', `{"email": "${email}", "password": "${hidden['a wrong password']}`);
  const { cookie } = await browse('POST', '/api/v1/session', { email, password });
  const begun = await browse('POST', '/api/v1/account/totp', {}, { cookie });
  if (begun.body?.secret) secrets.set('the secret of the second factor', begun.body.secret);
  await browse('POST', '/api/v1/account/totp/confirm', { code: '000000' }, { cookie });

  const [info = '', permiso = '', otra = ''] = users;
  await p.mailbox(info, imapOf(dovecot, info));
  const wrong = await p.mailbox(
    otra,
    `imap://${encodeURIComponent(otra)}:${hidden['the wrong password of a mailbox']}@127.0.0.1:${dovecot.port}`,
  );
  await command('mailbox', 'test', otra);
  await command(
    'mailbox',
    'add',
    'x@itla.test',
    '--imap',
    `imap://x:${hidden['the wrong password of a mailbox']}@@:no`,
    '--smtp',
    'smtp://127.0.0.1:9',
  );
  await command('settings', 'set', 'procedure.reading', 'ninguna');
  const imap = { host: '127.0.0.1', port: dovecot.port, security: 'none' };
  const permission = { tenant: 'itla', clientId: oauth.clientId, clientSecret: oauth.clientSecret, tokenUrl: oauth.tokenUrl };
  const made = await script('POST', '/mailboxes', { address: permiso, auth: 'microsoft', imap, oauth: permission, since: longAgo });
  await script('POST', `/mailboxes/${made.body.id}/start`, {});
  const text = hidden['the text of a mail'];
  const subject = hidden['the subject of a mail'];
  for (const user of [info, permiso]) await letter(dovecot, user, subject, { text });
  await p.holds(info, [subject]);
  await p.holds(permiso, [subject]);
  await p.trouble(wrong, 'wrong-password');
  secrets.set('the token of the mail provider', await oauth.grant(permiso));
  oauth.refuseNext(9, 'invalid_grant');
  oauth.revokeAll();
  await dovecot.kick(permiso);
  await p.trouble(made.body.id, 'permission-expired');

  const [first] = (await script('GET', '/conversations?view=all')).body.items;
  await script('POST', `/conversations/${first.id}/notes`, { text: hidden['the text of a note'] });
  await script('POST', `/conversations/${first.id}/notes`, { text: hidden['the text of a note'], more: hidden['the text of a note'] });
  await script('GET', `/search?q=${hidden['what was searched']}`);
  await script('GET', '/conversations/letras');
  await script('GET', '/conversations?cursor=bm8');
  await script('PUT', '/settings/mail.trusted_servers', { value: 7 });
  await browse('GET', '/no/hay');
  await browse('GET', '/api/v1/no-hay');
  await browse('PATCH', '/healthz', {});

  wire.break();
  await letter(dovecot, info, `${subject} cortada`, { text });
  await eventually('the database is away', async () => (await p.get('//readyz')).status === 503);
  await script('POST', `/conversations/${first.id}/notes`, { text: hidden['the text of a note'] });
  await script('GET', `/search?q=${hidden['what was searched']}`);
  await browse('POST', '/api/v1/session', { email, password });
  await command('conformity', '--month', '2026-11');
  wire.mend();
  await eventually('it is back', async () => (await p.get('//readyz')).status === 200, 30_000);
  await p.holds(info, [subject, `${subject} cortada`]);
  said.push({ what: 'the log', text: server.stderr() });
}

test('the run saw failures of each kind, or it would prove nothing', () => {
  const log = said.find((one) => one.what === 'the log')?.text ?? '';
  for (const event of ['mail.read-failed', 'http.']) assert.ok(log.includes(event), `${event} is not in the log:\n${log.slice(0, 3000)}`);
  assert.match(log, /"level":"(debug|info)"/);
  for (const status of [400, 401, 404, 503])
    assert.ok(
      answers.some((one) => one.status === status),
      `no answer ${status}`,
    );
});

test('no password, token, cookie, key or text of anybody’s mail stands in a log or in what a command says', () => {
  for (const [name, secret] of secrets) {
    assert.ok(secret.length >= 6, `${name} is too short to be looked for: ${secret}`);
    for (const { what, text } of said) {
      const at = text.indexOf(secret);
      assert.equal(at, -1, `${name} stands in ${what}: …${text.slice(Math.max(0, at - 300), at + 100)}…`);
    }
  }
});

test('no answer by HTTP and no word of a command holds a stack trace, a path of ours or a statement of SQL', () => {
  const everything = [
    ...answers.map((one) => ({ what: `${one.asked} → ${one.status}`, text: one.text })),
    ...said.filter((one) => one.what !== 'the log'),
  ];
  for (const { what, text } of everything) {
    assert.doesNotMatch(text, /\n\s+at |\\n\s+at |node_modules|\.ts:\d|file:\/\/|\b(select|insert into|update) \w+/i, what);
  }
  const failed = answers.filter((one) => one.status >= 400);
  for (const { asked, text } of failed) {
    const { type, detail, requestId } = JSON.parse(text) as Record<string, string>;
    assert.match(String(type), /^\/problems\/[a-z-]+$/, asked);
    assert.ok(String(detail).length > 15 && requestId, `${asked}: ${text}`);
  }
});
