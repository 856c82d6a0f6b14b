import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { receive } from '#desk';
import { sql } from 'kysely';
import { type TestKernel, testKernel } from '../../../tests/world/database.ts';
import { pick, seeded } from '../../../tests/world/seeded.ts';
import { type RunningServer, startServer } from '../../../tests/world/server.ts';
import { type SmtpSink, startSmtp } from '../../../tests/world/smtp.ts';
import { eventually } from '../../../tests/world/temporary.ts';
import { openWire, type Wire } from '../../../tests/world/wire.ts';
import { reply } from '../../desk/reply.ts';
import { mail } from '../../desk/testing.ts';
import { addMailboxByUrl } from './mailbox.ts';

const kills = Number(process.env.VENTANILLA_TEST_KILLS ?? 200);
const seed = Number(process.env.VENTANILLA_TEST_SEED ?? 20_261_125);

let t: TestKernel;
let smtp: SmtpSink;
let wire: Wire;
before(async () => {
  smtp = await startSmtp();
  wire = await openWire({ port: smtp.port });
  t = await testKernel();
});
after(async () => {
  await t?.close();
  await wire?.stop();
  await smtp?.stop();
});

const start = () => startServer({ data: t.data, databaseUrl: t.url, env: { VENTANILLA_LOG: 'error' } });

/** A mailbox that only sends, and how to queue an answer in a new conversation of it. */
async function sendingMailbox(address: string): Promise<{ id: string; queue(many: number): Promise<void> }> {
  const { id } = await addMailboxByUrl(t.k, { address, imap: 'imap://x:x@127.0.0.1:9', smtp: `smtp://127.0.0.1:${wire.port}` });
  return {
    id,
    async queue(many) {
      const asked = await receive(
        t.k,
        Array.from({ length: many }, () => {
          const name = randomUUID();
          return mail({ key: name, messageId: `${name}@correo.example`, mailbox: { id, address } });
        }),
      );
      for (const { conversationId } of asked)
        await reply(t.k, conversationId as string, {
          text: 'Sí.',
          html: null,
          cc: [],
          attachments: [],
          key: randomUUID(),
          undoFor: 0,
          seen: null,
        });
    },
  };
}

/** Before, in and after DATA: the line is cut after some bytes of the server's answers, its last answer is lost, it thinks for long. */
function change(random: () => number): void {
  wire.mend();
  smtp.delay(0);
  const sky = pick(random, ['clear', 'cut', 'lost', 'slow', 'full'] as const);
  if (sky === 'cut') wire.weather(Math.floor(random() * 1e9), [10, 900]);
  if (sky === 'lost') smtp.loseAnswer(1);
  if (sky === 'slow') smtp.delay(random() * 300);
  if (sky === 'full') smtp.refuseRecipients(2, 452);
}

interface Told {
  readonly id: string;
  readonly messageId: string;
  readonly state: string;
  readonly delivery: string;
  readonly outcome: string | null;
}

async function toldOf(mailboxId: string): Promise<Told[]> {
  const { rows } = await sql<Told>`
    select o.id, o.message_id as "messageId", o.state, m.delivery, b.outcome from mail.outgoing o
    join desk.message m on m.id = o.id
    join procedure.obligation b on b.subject_kind = 'conversation' and b.subject_id = o.conversation_id and b.withdrawn_at is null
    where o.mailbox_id = ${mailboxId} order by o.id`.execute(t.k.db);
  return rows;
}

/** What waits for a minute leaves now. */
async function hurry(): Promise<void> {
  await sql`update mail.outgoing set leaves_at = now() where state = 'queued'`.execute(t.k.db);
}

async function noneLostNoneTwice(mailboxId: string, within: number): Promise<void> {
  wire.mend();
  smtp.delay(0);
  await eventually(
    'nothing is on its way any more',
    async () => {
      await hurry();
      return (await toldOf(mailboxId)).every((one) => one.state !== 'queued' && one.state !== 'sending');
    },
    within,
  );
  const copies = new Map<string, number>();
  for (const { raw } of smtp.mails) {
    const id = /^Message-ID: <([^>]+)>/im.exec(raw.toString())?.[1] ?? '';
    copies.set(id, (copies.get(id) ?? 0) + 1);
  }
  for (const { messageId, state, delivery, outcome } of await toldOf(mailboxId)) {
    const times = copies.get(messageId) ?? 0;
    assert.equal(delivery, state, 'what the desk tells is what the outbox knows');
    if (state === 'accepted') assert.deepEqual([times, outcome === null], [1, false], messageId);
    else {
      assert.equal(state, 'uncertain');
      assert.ok(times <= 1, `${messageId} went out ${times} times`);
      assert.equal(outcome, null);
    }
  }
}

test(`killed ${kills} times at any moment of sending, the line cut before, in and after DATA: none lost, none out twice`, {
  timeout: 3_600_000,
}, async () => {
  const random = seeded(seed);
  const box = await sendingMailbox('uno@itla.example');
  let midst = 0;
  for (let round = 0; round < kills; round++) {
    change(random);
    await box.queue(1 + Math.floor(random() * 4));
    await hurry();
    const server = await start();
    // It sends as soon as it is up.
    await new Promise((resolve) => setTimeout(resolve, random() * 300));
    await server.kill();
    midst += (await toldOf(box.id)).filter((one) => one.state === 'sending').length;
  }
  assert.ok(midst > kills / 50, `it was only ${midst} times in the midst of its work`);
  const last = await start();
  await noneLostNoneTwice(box.id, 120_000);
  await last.stop();
});

test(`the same with two servers on one database, ${kills} kills of either`, { timeout: 3_600_000 }, async () => {
  const random = seeded(seed + 1);
  const box = await sendingMailbox('dos@itla.example');
  const servers: RunningServer[] = [await start(), await start()];
  for (let round = 0; round < kills; round++) {
    change(random);
    await box.queue(1 + Math.floor(random() * 4));
    await hurry();
    const victim = Math.floor(random() * 2);
    await new Promise((resolve) => setTimeout(resolve, random() * 300));
    await (servers[victim] as RunningServer).kill();
    servers[victim] = await start();
  }
  await noneLostNoneTwice(box.id, 120_000);
  for (const server of servers) await server.stop();
});
