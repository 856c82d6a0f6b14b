import assert from 'node:assert/strict';
import { randomBytes, randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { obligationsOf } from '#procedure';
import { sql } from 'kysely';
import { reply } from '../../../desk/reply.ts';
import { showConversation } from '../../../desk/show.ts';
import { type TestKernel, testKernel } from '../../../../tests/world/database.ts';
import { type GraphServer, startGraph } from '../../../../tests/world/graph.ts';
import { mail } from '../../../../tests/world/mails.ts';
import { eventually } from '../../../../tests/world/temporary.ts';
import { sendNotice } from '../notice.ts';
import { createMailbox, startMailbox, theMailbox } from '../mailbox.ts';
import { openParserPool, type ParserPool } from '../pool.ts';
import { listMailboxes } from '../present.ts';
import { reconcile } from '../reconcile.ts';
import { rehearse } from '../rehearse.ts';
import { openSender, type Sender } from '../sender.ts';
import { type Supervisor, supervise } from '../supervise.ts';
import { testMailbox } from '../test-connection.ts';

const user = 'info@itla.test';
const morning = Date.parse('2026-11-24T08:00:00-04:00');
let t: TestKernel;
let graph: GraphServer;
let pool: ParserPool;
let supervisor: Supervisor;
let sender: Sender;
let id: string;
let delivered = 0;

before(async () => {
  graph = await startGraph(user);
  t = await testKernel();
  await t.k.settings.set('mail.poll_seconds', 1);
  await t.k.settings.set(`mail.per_minute.${user}`, 0);
  ({ id } = await createMailbox(t.k, {
    address: user,
    auth: 'microsoft',
    kind: 'graph',
    purpose: 'service',
    imap: { host: '127.0.0.1', port: graph.port, security: 'none' },
    oauth: { tenant: 'itla', clientId: graph.clientId, clientSecret: graph.clientSecret, tokenUrl: graph.tokenUrl },
    since: '2026-01-01T00:00:00-04:00',
  }));
  pool = openParserPool({ log: t.k.log, threads: 1 });
  supervisor = supervise(t.k, pool);
  sender = openSender(t.k);
});
after(async () => {
  await sender?.stop();
  await supervisor?.stop();
  await pool?.close();
  await t?.close();
  await graph?.stop();
});

function deliver(more: Parameters<GraphServer['deliver']>[1] = {}): string {
  delivered += 1;
  return graph.deliver(mail(delivered, { series: 'graph', to: user }), { at: morning + delivered * 60_000, ...more });
}

async function states(folder = 'inbox'): Promise<string[]> {
  const { rows } = await sql<{ state: string }>`
    select state from mail.receipt where mailbox_id = ${id} and folder = ${folder} order by id`.execute(t.k.db);
  return rows.map((row) => row.state);
}

const settled = (receipts: number, folder = 'inbox') =>
  eventually(
    `${receipts} receipts, all understood`,
    async () => {
      const all = await states(folder);
      if (all.length > receipts) throw new Error(`${all.length} receipts: ${all.slice(-5).join(', ')}`);
      return all.length === receipts && !all.some((one) => one.endsWith('stored'));
    },
    40_000,
  );

async function conversations(): Promise<{ id: string; receivedAt: number }[]> {
  const { rows } = await sql<{ id: string; receivedAt: number }>`
    select id, received_at as "receivedAt" from desk.conversation where mailbox_id = ${id} order by received_at, id`.execute(t.k.db);
  return rows;
}

async function answer(more: Partial<Parameters<typeof reply>[2]> = {}): Promise<{ conversation: string; message: string }> {
  const before = (await states()).length;
  deliver();
  await settled(before + 1);
  const conversation = (await conversations()).at(-1)?.id as string;
  const body = { text: 'Buenas tardes: sí.', html: null, cc: [], attachments: [], key: randomUUID(), undoFor: 0, seen: null, ...more };
  return { conversation, message: (await reply(t.k, conversation, body)).id };
}

async function shown({ conversation, message }: { conversation: string; message: string }) {
  const { messages } = await showConversation(t.k, conversation, { messages: 100, before: null, isBrief: false });
  return messages.find((one) => one.id === message);
}

const becomes = (one: { conversation: string; message: string }, state: string) =>
  eventually(
    `it is ${state}`,
    async () => {
      await sender.look();
      return (await shown(one))?.delivery === state;
    },
    40_000,
  );

test('a rehearsal counts what is there, from headers alone; nothing is read', async () => {
  deliver();
  deliver();
  const found = await rehearse(t.k, await theMailbox(t.k, id), Date.parse('2026-01-01T00:00:00-04:00'));
  assert.deepEqual([found.mails, found.conversations, found.sends], [2, 2, 0]);
  assert.deepEqual(await states(), []);
  assert.ok(!graph.asked.some((one) => one.includes('$value')));
});

test('the test says what the permission reaches, and that Mail.Send is missing where it is', async () => {
  const steps = await testMailbox(t.k, await theMailbox(t.k, id));
  assert.deepEqual(
    steps.map((step) => [step.name, step.ok]),
    ['host', 'sign-in', 'inbox', 'idle', 'folders', 'smtp', 'spf', 'dkim', 'dmarc'].map((name) => [name, true]),
  );
  assert.equal(graph.scopes.at(-1), 'https://graph.microsoft.com/.default');
  assert.match(steps.find((step) => step.name === 'folders')?.detail ?? '', /Elementos enviados/);
  graph.giveRoles(['Mail.ReadWrite']);
  const poor = await testMailbox(t.k, await theMailbox(t.k, id));
  assert.deepEqual(
    poor.filter((step) => !step.ok).map((step) => step.name),
    ['smtp'],
  );
  graph.giveRoles(['Mail.ReadWrite', 'Mail.Send']);
  graph.refuse(/mailFolders\/inbox$/, 1, { status: 403, code: 'ErrorAccessDenied' });
  const refused = await testMailbox(t.k, await theMailbox(t.k, id));
  assert.deepEqual([refused.at(-1)?.name, refused.at(-1)?.code], ['inbox', 'graph-forbidden']);
  assert.match(refused.at(-1)?.detail ?? '', /Mail\.ReadWrite y Mail\.Send/);
});

test('what is there and what comes is read once, received when Graph received it', async () => {
  await startMailbox(t.k, id);
  await supervisor.look();
  await settled(2);
  deliver();
  await settled(3);
  assert.deepEqual(
    (await conversations()).map((one) => one.receivedAt),
    [1, 2, 3].map((nr) => morning + nr * 60_000),
  );
  assert.equal((await listMailboxes(t.k))[0]?.state, 'reading');
});

test('read, moved out and back, deleted: its id stays, and nothing comes twice', async () => {
  const [one] = graph.inFolder('inbox');
  const before = graph.asked.filter((asked) => asked.includes('$value')).length;
  graph.touch(one?.id as string);
  graph.move(one?.id as string, 'archive');
  graph.move(one?.id as string, 'inbox');
  graph.remove(deliver());
  deliver();
  await settled(4);
  assert.equal(graph.asked.filter((asked) => asked.includes('$value')).length, before + 1);
});

test('a token revoked in mid-course is replaced by another, and nothing is missed', async () => {
  const before = graph.scopes.length;
  graph.revokeAll();
  deliver();
  await settled(5);
  assert.equal(graph.scopes.length, before + 1);
});

test('told to wait, it waits as long as it was told, and asks again', async () => {
  graph.refuse(/inbox\/messages\/delta/, 1, { status: 429, retryAfter: '3' });
  await eventually('it has been refused', () => graph.hasRefused());
  const asked = graph.asked.length;
  deliver();
  await new Promise((resolve) => setTimeout(resolve, 1500));
  assert.equal(graph.asked.length, asked, 'it asked before it was allowed');
  await settled(6);
});

test('links that have expired cost a scan, and no mail is read again or missed', async () => {
  const before = graph.asked.filter((asked) => asked.includes('$value')).length;
  for (let nr = 0; nr < 120; nr++) deliver();
  graph.expireLinks();
  await settled(126);
  assert.equal(graph.asked.filter((asked) => asked.includes('$value')).length, before + 120);
  assert.equal((await conversations()).length, 126);
});

test('a mail whose bytes cannot be had holds up nothing behind it, and the reconciliation brings it', async () => {
  const lost = deliver();
  graph.refuse(new RegExp(`${lost.replace(/[/=]/g, '.')}.*value`), 3, { status: 400, code: 'ErrorInvalidOperation' });
  deliver();
  await settled(127);
  t.clock.advance(20 * 60_000);
  const found = await reconcile(t.k, id);
  assert.deepEqual([found.missingCount, found.fetched], [1, 1]);
  await settled(128);
  assert.equal((await reconcile(t.k, id)).missingCount, 0);
});

test('an answer leaves as it was fixed, is accepted at the 202, and settles 5.3; its copy in Sent is no second one', async () => {
  const one = await answer();
  await becomes(one, 'accepted');
  const raw = graph.inFolder('sentitems').at(-1)?.raw.toString() ?? '';
  assert.match(raw, /^In-Reply-To: <[^>]+>/im);
  assert.match(raw, /^Message-ID: <t\.\d+/im);
  const [due] = await obligationsOf(t.k, { kind: 'conversation', id: one.conversation });
  assert.deepEqual([due?.state, due?.settledBy], ['met', 'reply']);
  await settled(1, 'sent');
  assert.deepEqual(await states('sent'), ['duplicate']);
});

test('no answer after the request is uncertain; it is not sent again, and its copy in Sent settles it', async () => {
  graph.loseAnswer(/sendMail/);
  graph.refuse(/sentitems/, 3, { status: 503, retryAfter: '1' });
  const sentBefore = graph.inFolder('sentitems').length;
  const one = await answer();
  await becomes(one, 'uncertain');
  await becomes(one, 'accepted');
  assert.equal(graph.inFolder('sentitems').length, sentBefore + 1);
});

test('killed between the request and its answer, the next one that sends finds it in Sent and sends nothing twice', async () => {
  await sender.stop();
  const dying = openSender(t.k, { patience: 50 });
  const sentBefore = graph.inFolder('sentitems').length;
  graph.holdAnswer(/sendMail/);
  graph.refuse(/sentitems/, 3, { status: 503, retryAfter: '1' });
  const one = await answer();
  void dying.look();
  await eventually('it has been handed over', () => graph.inFolder('sentitems').length === sentBefore + 1);
  await dying.stop();
  assert.equal((await shown(one))?.delivery, 'uncertain');
  sender = openSender(t.k);
  await becomes(one, 'accepted');
  assert.equal(graph.inFolder('sentitems').length, sentBefore + 1);
});

test('«not so fast» is tried again when it was said, and the line that never came about costs nothing', async () => {
  const sentBefore = graph.inFolder('sentitems').length;
  graph.refuse(/sendMail/, 1, { status: 429, retryAfter: '2' });
  const one = await answer();
  await becomes(one, 'accepted');
  assert.equal(graph.inFolder('sentitems').length, sentBefore + 1);
  graph.refuse(/sendMail/, 1, { status: 400, code: 'ErrorInvalidRecipients' });
  await becomes(await answer(), 'rejected');
});

test('a service that gives it another Message-ID is read back, and the answer to that finds its conversation', async () => {
  graph.rewriteIds();
  const before = await answer();
  await becomes(before, 'accepted');
  const raw = graph.inFolder('sentitems').at(-1)?.raw.toString() ?? '';
  const other = /^Message-ID: (<otra-.*>)/im.exec(raw)?.[1] as string;
  await eventually(
    'the other id is known',
    async () => {
      const { rows } = await sql`select 1 from mail.outgoing_alias where outgoing_id = ${before.message}`.execute(t.k.db);
      return rows.length === 1;
    },
    20_000,
  );
  const count = (await states()).length;
  const from = { name: 'Quien pregunta', email: /^To: [\s\S]*?([\w.+-]+@[\w.-]+)/im.exec(raw)?.[1] as string };
  graph.deliver(mail(9001, { series: 'graph', to: user, from, inReplyTo: other }), { at: morning });
  await settled(count + 1);
  const { messages } = await showConversation(t.k, before.conversation, { messages: 100, before: null, isBrief: false });
  assert.equal(messages.filter((one) => one.direction === 'in').length, 2);
});

test('what is too large for one request goes as a draft whose files follow, whole', async () => {
  const large = randomBytes(7 * 1024 * 1024);
  const small = randomBytes(50_000);
  const files = [
    { name: 'plano.bin', type: 'application/octet-stream', content: large },
    { name: 'año nuevo.pdf', type: 'application/pdf', content: small },
  ];
  const one = await answer({ attachments: files });
  await becomes(one, 'accepted');
  const sent = graph.inFolder('sentitems').at(-1);
  assert.deepEqual(
    sent?.files.map((file) => [file.name, file.content.equals(file.name === 'plano.bin' ? large : small)]),
    [
      ['plano.bin', true],
      ['año nuevo.pdf', true],
    ],
  );
  assert.match(sent?.raw.toString() ?? '', /^In-Reply-To:/im);
  assert.ok((sent?.raw.length ?? 0) < 20_000);
  graph.refuse(/createUploadSession/, 1, { status: 503, retryAfter: '1' });
  const again = await answer({ attachments: files.slice(0, 1) });
  await becomes(again, 'accepted');
  assert.equal(graph.inFolder('drafts').length, 0);
});

test('a notice to staff leaves by it too', async () => {
  const sealed = t.k.secrets.seal('Su enlace');
  await sendNotice(t.k, { to: { name: 'Ana', email: 'ana@itla.test' }, subject: 'Su cuenta', sealed });
  assert.match(graph.inFolder('sentitems').at(-1)?.raw.toString() ?? '', /^Subject: Su cuenta/im);
});

test('a permission that is gone stops the reading and says what to look for', async () => {
  graph.refuse(/./, 500, { status: 403, code: 'ErrorAccessDenied' });
  await eventually('it has stopped', async () => (await listMailboxes(t.k))[0]?.trouble?.code === 'graph-forbidden', 30_000);
});

test('only Microsoft’s service or this machine may stand there, and only for a mailbox of Microsoft 365', async () => {
  const body = {
    address: 'otro@itla.test',
    auth: 'microsoft' as const,
    kind: 'graph' as const,
    purpose: 'service' as const,
    oauth: { clientId: 'a' },
  };
  const imap = { host: 'graph.itla.localhost.example', port: 443, security: 'tls' as const };
  await assert.rejects(async () => createMailbox(t.k, { ...body, imap }), { code: 'not-graph' });
  const driven = Object.create(t.k, { clock: { value: { driven: true, now: () => t.k.clock.now(), real: () => t.k.clock.real() } } });
  await assert.rejects(async () => createMailbox(driven, { ...body, imap: null }), { code: 'not-loopback' });
  await assert.rejects(async () => createMailbox(t.k, { ...body, auth: 'password', imap: { ...imap, host: '127.0.0.1' } }), {
    code: 'graph-needs-microsoft',
  });
});
