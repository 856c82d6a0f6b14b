-- By which protocol a mailbox is read and sends: IMAP and SMTP, or Microsoft's Graph where a tenant has neither (email.md 8).
alter table mail.mailbox add column kind text not null default 'imap' constraint mailbox_kind_known check (kind in ('imap', 'graph'));
-- How far a folder has been read through Graph: the link to ask next, noted once what the one before it brought has been kept.
create table mail.graph_folder (
  mailbox_id bigint not null references mail.mailbox,
  role text not null constraint graph_folder_role_known check (role in ('inbox', 'junk', 'sent')),
  -- whose links they are: another address of the service or of the mailbox begins again
  root text not null,
  next text not null,
  -- the first scan is over: what comes now is news
  is_caught_up boolean not null,
  primary key (mailbox_id, role)
);
-- Graph names a mail by text, a receipt by number: each text gets its number once.
create table mail.graph_item (
  mailbox_id bigint not null references mail.mailbox,
  role text not null constraint graph_item_role_known check (role in ('inbox', 'junk', 'sent')),
  item_id text not null,
  uid bigint not null generated always as identity,
  primary key (mailbox_id, role, item_id)
);
