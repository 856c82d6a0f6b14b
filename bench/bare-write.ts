import { createHash, randomUUID } from 'node:crypto';
import Fastify from 'fastify';
import pg from 'pg';

// A program of its own: Fastify and one transaction with the rows of a note or of a reply, nothing asked, nothing checked, nobody signed in.
// The limit that `write` is held against.
const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10 });
pool.on('error', () => {});

type Write = (text: string, values: unknown[]) => Promise<pg.QueryResult>;

const rows = {
  search: `insert into desk.search as s (conversation_id, last_at, size, document) values ($1, now(), length($2), to_tsvector('pg_catalog.spanish', $2))
    on conflict (conversation_id) do update set last_at = excluded.last_at, size = s.size + excluded.size, document = s.document || excluded.document`,
  act: `with act as (
      insert into acts.act (at, actor_kind, actor_id, actor_name, verb, subject_kind, subject_id, detail)
      values (now(), 'token', '1', 'bare', $2, 'conversation', $1, $3) returning id)
    insert into acts.unsealed (id) select id from act`,
  live: "insert into live.pending (stream, ref) values ('desk', $1)",
  note: `insert into desk.message (id, conversation_id, direction, nature, received_at, text, preview, author_name)
    values (nextval('desk.message_number'), $1, 'note', 'person', now(), $2, left($2, 200), 'bare') returning id`,
  moved: 'update desk.conversation set last_at = now() where id = $1',
  number: "select nextval('desk.message_number') as id",
  blob: 'insert into kernel.blob (sha256, size, content) values ($1, $2, $3)',
  outgoing: `insert into mail.outgoing (id, conversation_id, mailbox_id, message_id, raw_sha256, size, sender, recipients, leaves_at, created_at, state)
    values ($1, $2, $3, $4, $5, $6, $7, $8, now(), now(), 'rejected')`,
  reply: `insert into desk.message (id, conversation_id, direction, nature, received_at, sent_at, mailbox, people, subject, text, preview, message_id, raw_sha256, author_name, delivery)
    values ($1, $2, 'out', 'person', now(), now(), $3, $4, 'Re: Consulta', $5, left($5, 160), $6, $7, 'bare', 'queued')`,
  reference: 'insert into desk.reference (ref, conversation_id, is_held, is_referenced) values ($1, $2, true, false)',
  counted: 'update desk.conversation set message_count = message_count + 1, last_at = now(), preview = left($2, 160) where id = $1',
  key: 'insert into desk.reply_key (account, key, request_sha256, message_id) values ($1, $2, $3, $4)',
} as const;

async function inTransaction<T>(
  work: (write: (name: keyof typeof rows, ...values: unknown[]) => ReturnType<Write>) => Promise<T>,
): Promise<T> {
  const client = await pool.connect();
  await client.query('begin');
  const answer = await work((name, ...values) => client.query({ name, text: rows[name], values }));
  await client.query('commit');
  client.release();
  return answer;
}

const sha256 = (text: string | Buffer) => createHash('sha256').update(text).digest();

interface Asked {
  Params: { id: string };
  Body: { text: string };
}

const mailbox = process.env.MAILBOX_ID as string;
const address = process.env.MAILBOX_ADDRESS as string;
const server = Fastify();
server.post<Asked>('/:id/notes', async ({ params: { id }, body: { text } }, reply) => {
  const made = await inTransaction(async (write) => {
    const { rows: written } = await write('note', id, text);
    await write('moved', id);
    await write('search', id, text);
    await write('act', id, 'conversation.noted', '{}');
    await write('live', id);
    return written[0] as { id: string };
  });
  return reply.status(201).send(made);
});
server.post<Asked>('/:id/replies', async ({ params: { id }, body: { text }, headers }, reply) => {
  const key = headers['idempotency-key'];
  const made = await inTransaction(async (write) => {
    const { rows: numbered } = await write('number');
    const { id: number } = numbered[0] as { id: string };
    const messageId = `${randomUUID()}@itla.example`;
    const raw = Buffer.from(
      `From: ${address}\r\nTo: ana@correo.example\r\nMessage-ID: <${messageId}>\r\nSubject: Re: Consulta\r\n\r\n${text}\r\n`,
    );
    const hash = sha256(raw);
    await write('blob', hash, raw.length, raw);
    await write('outgoing', number, id, mailbox, messageId, hash.toString('hex'), raw.length, address, ['ana@correo.example']);
    const people = { from: { name: '', email: address }, to: [{ name: 'Ana', email: 'ana@correo.example' }], cc: [], replyTo: [] };
    await write('reply', number, id, address, JSON.stringify(people), text, messageId, hash.toString('hex'));
    await write('reference', messageId, id);
    await write('counted', id, text);
    await write('search', id, text);
    await write('key', '1', key, sha256(text).toString('hex'), number);
    await write('act', id, 'conversation.replied', JSON.stringify({ message: number }));
    await write('live', id);
    return { id: number, delivery: 'queued' };
  });
  return reply.status(201).send(made);
});
console.log(await server.listen({ port: 0, host: '127.0.0.1' }));
