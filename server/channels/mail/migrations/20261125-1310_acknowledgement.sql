-- What was acknowledged, to whom and when (the product's clock): by this the limits are kept (email.md 4).
create table mail.acknowledgement (
  outgoing_id bigint primary key,
  mailbox_id bigint not null references mail.mailbox,
  -- lower case
  recipient text not null,
  created_at timestamptz not null
);
create index acknowledgement_by_time on mail.acknowledgement (created_at);
create index acknowledgement_by_mailbox on mail.acknowledgement (mailbox_id, created_at);
create index acknowledgement_by_recipient on mail.acknowledgement (recipient, created_at);

-- Too many of them: none until then. Without a mailbox: in none of them.
create table mail.acknowledgement_stop (
  id bigint generated always as identity primary key,
  mailbox_id bigint references mail.mailbox,
  cause text not null constraint acknowledgement_stop_cause_known check (cause in ('minute', 'day')),
  stopped_at timestamptz not null,
  stopped_until timestamptz not null
);
create index acknowledgement_stop_by_end on mail.acknowledgement_stop (stopped_until);
