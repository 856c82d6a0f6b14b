import { randomUUID } from 'node:crypto';
import { receive } from '#desk';
import { sql } from 'kysely';
import { addMailboxByUrl } from '../../server/channels/mail/mailbox.ts';
import { mail } from '../../server/desk/testing.ts';
import { reply } from '../../server/desk/reply.ts';
import { type TestKernel, testKernel } from './database.ts';
import { pick, seeded } from './seeded.ts';
import { type RunningServer, startServer } from './server.ts';
import { type SmtpSink, startSmtp } from './smtp.ts';
import { eventually } from './temporary.ts';
import { openWire, type Wire } from './wire.ts';

/** What became of every answer of a campaign. */
export interface Fate {
  readonly queued: number;
  /** Neither with the outgoing server nor told to be uncertain, or told to be accepted and not there. */
  readonly lost: number;
  /** With the outgoing server more than once. */
  readonly doubled: number;
  readonly uncertain: number;
  /** Told in the outbox, the conversation and the obligations alike. */
  readonly told: number;
  /** How often a kill found it in the midst of sending. */
  readonly midst: number;
}

export interface Campaign {
  /** Kills at random moments, each under another sky; the last mail is waited for, then everything is counted. */
  run(kills: number, options: { readonly servers: 1 | 2; readonly seed: number }): Promise<Fate>;
  close(): Promise<void>;
}

/** A database, an outgoing server and the wire between them that can be cut. */
export async function openSendCampaign(): Promise<Campaign> {
  const smtp = await startSmtp();
  const wire = await openWire({ port: smtp.port });
  const t = await testKernel();
  return {
    run: (kills, { servers, seed }) => campaign({ smtp, wire, t }, { kills, servers, random: seeded(seed) }),
    async close() {
      await t.close();
      await wire.stop();
      await smtp.stop();
    },
  };
}

interface Scene {
  readonly smtp: SmtpSink;
  readonly wire: Wire;
  readonly t: TestKernel;
}

interface Order {
  readonly kills: number;
  readonly servers: 1 | 2;
  random(): number;
}

async function campaign(scene: Scene, { kills, servers, random }: Order): Promise<Fate> {
  const start = () => startServer({ data: scene.t.data, databaseUrl: scene.t.url, env: { VENTANILLA_LOG: 'error' } });
  const box = await sendingMailbox(scene);
  let midst = 0;
  // Of two, either is killed and the other goes on; of one, nobody is there between its death and its next start.
  const running: RunningServer[] = servers === 2 ? [await start(), await start()] : [];
  for (let round = 0; round < kills; round++) {
    change(scene, random);
    await box.queue(1 + Math.floor(random() * 4));
    await hurry(scene.t);
    const victim = Math.floor(random() * servers);
    if (servers === 1) running[0] = await start();
    // It sends as soon as it is up.
    await new Promise((resolve) => setTimeout(resolve, random() * 300));
    await (running[victim] as RunningServer).kill();
    midst += (await toldOf(scene.t, box.id)).filter((one) => one.state === 'sending').length;
    if (servers === 2) running[victim] = await start();
  }
  if (servers === 1) running[0] = await start();
  await untilQuiet(scene, box.id);
  for (const server of running) await server.stop();
  return { ...fateOf(scene, await toldOf(scene.t, box.id)), midst };
}

/** A mailbox that only sends, and how to queue answers in new conversations of it. */
async function sendingMailbox({ t, wire }: Scene): Promise<{ id: string; queue(many: number): Promise<void> }> {
  const address = `buzon.${randomUUID().slice(0, 8)}@itla.example`;
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
      const wish = { text: 'Sí.', html: null, cc: [], attachments: [], undoFor: 0, seen: null };
      for (const { conversationId } of asked) await reply(t.k, conversationId as string, { ...wish, key: randomUUID() });
    },
  };
}

/** Before, in and after DATA: the line is cut after some bytes of the server's answers, its last answer is lost, it thinks for long. */
function change({ wire, smtp }: Scene, random: () => number): void {
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

async function toldOf({ k }: TestKernel, mailboxId: string): Promise<Told[]> {
  const { rows } = await sql<Told>`
    select o.id, o.message_id as "messageId", o.state, m.delivery, b.outcome from mail.outgoing o
    join desk.message m on m.id = o.id
    join procedure.obligation b on b.subject_kind = 'conversation' and b.subject_id = o.conversation_id and b.withdrawn_at is null
    where o.mailbox_id = ${mailboxId} order by o.id`.execute(k.db);
  return rows;
}

/** What waits for a minute leaves now. */
async function hurry({ k }: TestKernel): Promise<void> {
  await sql`update mail.outgoing set leaves_at = now() where state = 'queued'`.execute(k.db);
}

async function untilQuiet({ wire, smtp, t }: Scene, mailboxId: string): Promise<void> {
  wire.mend();
  smtp.delay(0);
  await eventually(
    'nothing is on its way any more',
    async () => {
      await hurry(t);
      return (await toldOf(t, mailboxId)).every((one) => one.state !== 'queued' && one.state !== 'sending');
    },
    120_000,
  );
}

/** Which stands with the outgoing server, beside what each place of the product says of it. */
function fateOf({ smtp }: Scene, all: readonly Told[]): Omit<Fate, 'midst'> {
  const copies = new Map<string, number>();
  for (const { raw } of smtp.mails) {
    const id = /^Message-ID: <([^>]+)>/im.exec(raw.toString())?.[1] ?? '';
    copies.set(id, (copies.get(id) ?? 0) + 1);
  }
  const timesOf = ({ messageId }: Told) => copies.get(messageId) ?? 0;
  const isLost = (one: Told) => (one.state === 'accepted' ? timesOf(one) === 0 : one.state !== 'uncertain');
  const isTold = (one: Told) => one.delivery === one.state && (one.outcome !== null) === (one.state === 'accepted');
  return {
    queued: all.length,
    lost: all.filter(isLost).length,
    doubled: all.filter((one) => timesOf(one) > 1).length,
    uncertain: all.filter((one) => one.state === 'uncertain').length,
    told: all.filter(isTold).length,
  };
}
