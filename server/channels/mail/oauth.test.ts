import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type Dovecot, startDovecot } from '../../../tests/world/dovecot.ts';
import { type TestKernel, testKernel } from '../../../tests/world/database.ts';
import { boxOf } from '../../../tests/world/mail-desk.ts';
import { type OAuth, startOAuth } from '../../../tests/world/oauth.ts';
import { eventually } from '../../../tests/world/temporary.ts';
import { createMailbox, patchMailbox, startMailbox, theMailbox } from './mailbox.ts';
import { accessToken } from './oauth.ts';
import { openParserPool, type ParserPool } from './pool.ts';
import { listMailboxes } from './present.ts';
import { type Supervisor, supervise } from './supervise.ts';
import { testMailbox } from './test-connection.ts';

let t: TestKernel;
let oauth: OAuth;
let dovecot: Dovecot;
let pool: ParserPool;
let supervisor: Supervisor;
let id: string;
const user = 'info@itla.test';

before(async () => {
  oauth = await startOAuth({ mailbox: user });
  dovecot = await startDovecot({ users: [user], oauth: oauth.url });
  t = await testKernel();
  const imap = { host: '127.0.0.1', port: dovecot.port, security: 'none' as const };
  const permission = {
    tenant: 'itla',
    clientId: oauth.clientId,
    clientSecret: oauth.clientSecret,
    tokenUrl: oauth.tokenUrl,
    secretExpiresOn: '2027-01-01',
  };
  ({ id } = await createMailbox(t.k, {
    address: user,
    auth: 'microsoft',
    purpose: 'service',
    imap,
    oauth: permission,
    since: '2026-01-01T00:00:00-04:00',
  }));
  pool = openParserPool({ log: t.k.log });
  supervisor = supervise(t.k, pool);
});
after(async () => {
  await supervisor?.stop();
  await pool?.close();
  await t?.close();
  await dovecot?.stop();
  await oauth?.stop();
});

test('nobody reads a mailbox in rehearsal', async () => {
  const box = boxOf(t.k, { id, user, dovecot });
  await box.deliver(1);
  await supervisor.look();
  assert.deepEqual(await box.states(), []);
  assert.equal(oauth.asked.length, 0);
});

test('one token is asked for, however many want it at once', async () => {
  const mailbox = await theMailbox(t.k, id);
  const tokens = await Promise.all(Array.from({ length: 20 }, () => accessToken(t.k, mailbox)));
  assert.equal(oauth.asked.length, 1);
  assert.equal(new Set(tokens.map((one) => one.value)).size, 1);
  assert.equal(oauth.asked[0]?.get('grant_type'), 'client_credentials');
  assert.equal(oauth.asked[0]?.get('scope'), 'https://outlook.office365.com/.default');
});

test('the mailbox is tried and read with the token', async () => {
  const steps = await testMailbox(t.k, await theMailbox(t.k, id));
  assert.deepEqual(
    steps.map((step) => [step.name, step.ok]),
    [
      ['host', true],
      ['encryption', true],
      ['sign-in', true],
      ['inbox', true],
      ['idle', true],
      ['folders', true],
    ],
  );
  await startMailbox(t.k, id);
  await supervisor.look();
  await boxOf(t.k, { id, user, dovecot }).settled(1);
});

test('a token revoked in mid-IDLE is replaced by another, and nothing is missed', async () => {
  const before = oauth.asked.length;
  oauth.revokeAll();
  await dovecot.kick(user);
  const box = boxOf(t.k, { id, user, dovecot });
  await box.deliver(2);
  await box.settled(2);
  assert.equal(oauth.asked.length, before + 1);
});

test('a permission that is gone stops the reading at once and says how to renew it', async () => {
  oauth.revokeAll();
  oauth.refuseNext(1, 'invalid_grant');
  const before = oauth.asked.length;
  await dovecot.kick(user);
  const trouble = await eventually('trouble', async () => (await listMailboxes(t.k))[0]?.trouble ?? undefined);
  assert.equal(trouble.code, 'permission-expired');
  assert.match(trouble.es, /Renovar permiso/);
  await new Promise((resolve) => setTimeout(resolve, 2500));
  assert.equal(oauth.asked.length, before + 1);
});

test('a permission given again is taken without a restart; a refresh token too', async () => {
  await patchMailbox(t.k, id, { oauth: { refreshToken: 'dado-por-una-persona' } });
  await supervisor.look();
  const box = boxOf(t.k, { id, user, dovecot });
  await box.deliver(3);
  await box.settled(3);
  assert.equal(oauth.asked.at(-1)?.get('grant_type'), 'refresh_token');
  assert.equal((await listMailboxes(t.k))[0]?.secretExpiresAt, '2027-01-01T00:00:00-04:00');
});

test('the provider’s bad day is waited for, not taken for a lost permission', async () => {
  oauth.revokeAll();
  oauth.refuseNext(1, null);
  await dovecot.kick(user);
  const box = boxOf(t.k, { id, user, dovecot });
  await box.deliver(4);
  await box.settled(4);
});
