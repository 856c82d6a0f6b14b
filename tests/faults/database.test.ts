// The database goes away under the real server process: it says so, goes on by itself, and no mail is lost or doubled.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { behind, cloneDatabase, through } from '../world/database.ts';
import { type Dovecot, startDovecot } from '../world/dovecot.ts';
import { type Answer, imapOf, letter, type Product, startProduct } from '../world/product.ts';
import { eventually } from '../world/temporary.ts';
import { openWire, type Wire } from '../world/wire.ts';

const users = ['uno@itla.test', 'dos@itla.test'];
let dovecot: Dovecot;
before(async () => {
  dovecot = await startDovecot({ users });
});
after(() => dovecot?.stop());

const ready = (p: Product) => eventually('it is ready again', async () => (await p.get('//readyz')).status === 200, 30_000);

function saysAway(answer: Answer): void {
  assert.deepEqual([answer.status, answer.type.split(';')[0]], [503, 'application/problem+json'], answer.text);
  assert.equal(answer.body.type, '/problems/database-away');
  assert.match(answer.body.detail, /No se ha perdido nada: espere un momento y repita; Ventanilla sigue sola en cuanto vuelva\./);
}

test('an institution’s database that is cut off and then falls silent: 503 with a sentence, and every mail once afterwards', {
  timeout: 90_000,
}, async () => {
  const [user = ''] = users;
  const database = await cloneDatabase();
  const wire: Wire = await openWire(behind(database.url));
  const p = await startProduct({ databaseUrl: through(database.url, wire.port) });
  try {
    await p.mailbox(user, imapOf(dovecot, user));
    await letter(dovecot, user, 'antes');
    await p.holds(user, ['antes']);

    wire.break();
    for (const name of ['cortada 1', 'cortada 2']) await letter(dovecot, user, name);
    await eventually('it is not ready', async () => (await p.get('//readyz')).status === 503);
    for (const route of ['/conversations', '/obligations', '/session']) saysAway(await p.get(route));
    assert.equal((await p.get('//healthz')).status, 200);
    wire.mend();
    await ready(p);
    await p.holds(user, ['antes', 'cortada 1', 'cortada 2']);

    wire.silence();
    await letter(dovecot, user, 'callada');
    await eventually('it is not ready', async () => (await p.get('//readyz')).status === 503);
    wire.mend();
    await ready(p);
    await p.holds(user, ['antes', 'cortada 1', 'cortada 2', 'callada']);
    await letter(dovecot, user, 'después');
    await p.holds(user, ['antes', 'cortada 1', 'cortada 2', 'callada', 'después']);
    assert.equal((await p.cli('verify')).ok, true);
  } finally {
    await p.close();
    await wire.stop();
    await database.drop();
  }
});

test('the embedded PostgreSQL is killed, or stands still: it is started again, and every mail is in once', {
  timeout: 90_000,
}, async () => {
  const user = users[1] as string;
  const p = await startProduct({ embedded: true });
  const postmaster = () => Number(readFileSync(path.join(p.data, 'pg', 'postmaster.pid'), 'utf8').split('\n')[0]);
  try {
    await p.mailbox(user, imapOf(dovecot, user));
    await letter(dovecot, user, 'antes');
    await p.holds(user, ['antes']);

    process.kill(postmaster(), 'SIGKILL');
    for (const name of ['muerta 1', 'muerta 2']) await letter(dovecot, user, name);
    await ready(p);
    await p.holds(user, ['antes', 'muerta 1', 'muerta 2']);

    // SIGSTOP to the postmaster alone: whoever is connected goes on, nobody new comes in.
    const stopped = postmaster();
    process.kill(stopped, 'SIGSTOP');
    await letter(dovecot, user, 'quieta');
    process.kill(stopped, 'SIGCONT');
    await ready(p);
    await p.holds(user, ['antes', 'muerta 1', 'muerta 2', 'quieta']);
    assert.equal((await p.cli('verify')).ok, true);
  } finally {
    await p.close();
  }
});
