import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { sql } from 'kysely';
import { type Kernel, markDemo, openKernel, readConfig } from '#kernel';
import { createMailbox } from '../server/channels/mail/mailbox.ts';
import { openSmtpLine } from '../server/channels/mail/smtp-line.ts';
import { mailboxByAddress } from '../server/channels/mail/mailbox-store.ts';
import { countViews } from '../server/desk/list-store.ts';
import { views } from '../server/desk/shapes.ts';
import { asker } from '../server/desk/present.ts';
import { loadModules } from '../server/modules.ts';
import { startServer } from '../tests/world/server.ts';
import { startSmtp } from '../tests/world/smtp.ts';
import { freePort, temporaryFolder } from '../tests/world/temporary.ts';
import { stageClock } from './agenda.ts';
import { curtain, play } from './play.ts';

const from = Date.parse('2026-11-19T07:40:00-04:00');
const url = 'http://127.0.0.1:18999';

/** The last days of the play in a folder of their own. */
async function played(seed: number): Promise<{ data: string; remove(): void }> {
  const folder = temporaryFolder('demo');
  const data = path.join(folder.path, 'data');
  const sinkPort = await freePort();
  markDemo(data, { seed, sinkPort, mailPort: 0, isReady: false });
  await play({ data, seed, sinkPort, url, from });
  return { data, remove: folder.remove };
}

async function open<T>(data: string, work: (k: Kernel) => Promise<T>): Promise<T> {
  const config = readConfig({ VENTANILLA_DATA: data, VENTANILLA_LOG: 'silent' });
  const { k, close } = await openKernel(config, await loadModules(), { clock: stageClock(curtain) });
  return work(k).finally(close);
}

test('the same seed plays the same days; nothing of them leaves for anywhere but the sink', { timeout: 300_000 }, async () => {
  const [one, other, sink] = [await played(7), await played(7), await startSmtp()];
  try {
    const counts = (data: string) => open(data, (k) => countViews(k, views, asker(k)));
    const seen = await counts(one.data);
    assert.deepEqual(await counts(other.data), seen);
    for (const view of ['all', 'toAnswer', 'waiting', 'resolved'] as const) assert.ok(seen[view] > 0, `${view} is empty`);

    await open(one.data, async (k) => {
      const { rows } = await sql<{ text: string }>`select text from desk.message where text like '%/area/%'`.execute(k.db);
      assert.ok(rows.length > 0);
      for (const { text } of rows) assert.match(text, new RegExp(`${url}/area/`));
    });

    // Whatever a mailbox says, the line goes to the sink.
    markDemo(one.data, { seed: 7, sinkPort: sink.port, mailPort: 0, isReady: true });
    await open(one.data, async (k) => {
      const mailbox = await mailboxByAddress(k, 'servicio@iste.example');
      assert.ok(mailbox?.smtp);
      const line = await openSmtpLine(k, { ...mailbox, smtp: { host: '127.0.0.1', port: 9, security: 'none', user: null } });
      const raw = Buffer.from('Subject: prueba\r\n\r\nHola\r\n');
      assert.equal((await line.send({ from: 'servicio@iste.example', to: ['ana@correo.example'] }, raw)).kind, 'accepted');
      line.close();
      const elsewhere = { host: 'smtp.institucion.example', port: 465, security: 'tls' } as const;
      await assert.rejects(
        async () => createMailbox(k, { address: 'otro@iste.example', purpose: 'service', auth: 'password', imap: null, smtp: elsewhere }),
        { code: 'demo-sink' },
      );
    });
    assert.equal(sink.mails.length, 1);
    await assert.rejects(startServer({ data: one.data }), /ábrala con «ventanilla demo»/);
  } finally {
    await sink.stop();
    one.remove();
    other.remove();
  }
});

test('a folder with anything else in it is left alone', () => {
  const folder = temporaryFolder('demo-real');
  writeFileSync(path.join(folder.path, 'secret.key'), 'x');
  assert.throws(() => markDemo(folder.path, { seed: 1, sinkPort: 1, mailPort: 2, isReady: false }), { code: 'demo-on-real-data' });
  folder.remove();
});
