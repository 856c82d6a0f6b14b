-- What goes out: fixed before the first try, so that however often it is tried it is the same mail (email.md 9).
create table mail.outgoing (
  -- the desk's message
  id bigint primary key,
  conversation_id bigint not null,
  mailbox_id bigint not null references mail.mailbox,
  message_id text not null,
  raw_sha256 text not null,
  size bigint not null,
  -- the envelope
  sender text not null,
  recipients text[] not null,
  state text not null default 'queued'
    constraint outgoing_state_known check (state in ('queued', 'sending', 'accepted', 'rejected', 'uncertain', 'bounced')),
  -- real time: before it nothing is tried
  leaves_at timestamptz not null,
  attempts integer not null default 0,
  first_tried_at timestamptz,
  response text,
  -- the product's clock
  accepted_at timestamptz,
  -- into Sent, where the provider keeps no copy by itself; null: not to be copied
  copy_state text constraint outgoing_copy_known check (copy_state in ('waiting', 'done', 'failed')),
  created_at timestamptz not null,
  constraint outgoing_message_id_once unique (message_id)
);
create index outgoing_to_send on mail.outgoing (leaves_at, id) where state = 'queued';
create index outgoing_under_way on mail.outgoing (mailbox_id) where state = 'sending';
create index outgoing_not_known on mail.outgoing (id) where state = 'uncertain';
