import { ImapFlow } from 'imapflow';
import PostalMime from 'postal-mime';
import pg from 'pg';

export interface Box {
  readonly port: number;
  readonly user: string;
  readonly password: string;
}

/**
 * The bare path that `mail-in` is held against: imapflow, postal-mime, one row each of raw, conversation and message, 50 mails
 * a commit, the UID remembered in the same transaction. Nothing of a product. Answers mails a second.
 */
export async function bareMail(box: Box, connection: pg.ClientConfig, count: number): Promise<number> {
  const db = new pg.Client(connection);
  await db.connect();
  await db.query(`drop schema if exists bare cascade; create schema bare;
    create table bare.raw (id bigserial primary key, raw bytea);
    create table bare.conversation (id bigserial primary key, subject text, customer text, updated timestamptz default now());
    create table bare.message (id bigserial primary key, conversation bigint, raw bigint, message_id text unique, sender text, subject text, body text, html text);
    create table bare.cursor (box text primary key, uid bigint);
    insert into bare.cursor values ('box', 0)`);
  const imap = new ImapFlow({
    host: '127.0.0.1',
    port: box.port,
    secure: false,
    auth: { user: box.user, pass: box.password },
    logger: false,
  });
  await imap.connect();
  const lock = await imap.getMailboxLock('INBOX');
  const began = performance.now();
  const read = await readAll(imap, db, count);
  const seconds = (performance.now() - began) / 1000;
  lock.release();
  await imap.logout();
  await db.query('drop schema bare cascade');
  await db.end();
  return read / seconds;
}

const insert = {
  name: 'one',
  text: `with r as (insert into bare.raw (raw) values ($1) returning id),
      c as (insert into bare.conversation (subject, customer) values ($3, $4) returning id)
    insert into bare.message (conversation, raw, message_id, sender, subject, body, html) select c.id, r.id, $2, $4, $3, $5, $6 from r, c on conflict do nothing`,
};

async function readAll(imap: ImapFlow, db: pg.Client, count: number): Promise<number> {
  let read = 0;
  for await (const mail of imap.fetch(`1:${count}`, { uid: true, source: true })) {
    if (read % 50 === 0) await db.query('begin');
    const parsed = await PostalMime.parse(mail.source as Buffer);
    // Not awaited, as a pipeline: the commit that follows waits for all of them.
    void db.query({
      ...insert,
      values: [mail.source, parsed.messageId, parsed.subject, parsed.from?.address, parsed.text, parsed.html ?? null],
    });
    read += 1;
    if (read % 50 === 0) {
      void db.query({ name: 'cursor', text: "update bare.cursor set uid = $1 where box = 'box'", values: [mail.uid] });
      await db.query('commit');
    }
  }
  if (read % 50 !== 0) await db.query('commit');
  return read;
}
