-- A mail that no person wrote leaves behind those that wait for an answer; one that is checked again as it leaves; one on a person's word.
alter table mail.outgoing
  add column automatic boolean not null default false,
  -- sent only while nothing came or went that its author had not seen
  add column is_conditional boolean not null default false,
  -- stopped by that, and given back to its author
  add column is_held_back boolean not null default false,
  -- what refused it would refuse any mail of the mailbox: none of them is tried before it
  add column blocks_mailbox boolean not null default false,
  -- a person said that it left; what is found in Sent later says better when
  add column is_by_word boolean not null default false,
  -- real time of the last try: how many left in the last minute, across restarts
  add column tried_at timestamptz;

create index outgoing_in_turn on mail.outgoing (mailbox_id, automatic, id) where state = 'queued';
create index outgoing_blocking on mail.outgoing (mailbox_id) where state = 'queued' and blocks_mailbox;
create index outgoing_by_try on mail.outgoing (mailbox_id, tried_at) where tried_at is not null;

-- The id under which a provider stored a mail of ours, where it gives mails its own (email.md 3).
create table mail.outgoing_alias (
  message_id text primary key,
  outgoing_id bigint not null references mail.outgoing on delete cascade
);
create index outgoing_alias_by_mail on mail.outgoing_alias (outgoing_id);
