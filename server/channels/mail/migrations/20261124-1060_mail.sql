-- Mailboxes, what was read from them and what became of it.
create schema mail;

create table mail.mailbox (
  id bigint generated always as identity primary key,
  address text not null,
  name text not null,
  purpose text not null constraint mailbox_purpose_known check (purpose in ('service', 'campaigns')),
  auth text not null constraint mailbox_auth_known check (auth in ('password', 'microsoft', 'google')),
  -- host, port, security and user; passwords and tokens only in `secret`
  imap jsonb not null,
  smtp jsonb,
  -- sealed with the key file, which is not in the database
  secret text not null,
  aliases text[] not null default '{}',
  since timestamptz not null,
  -- null: rehearsal, nothing is read
  started_at timestamptz,
  paused_at timestamptz,
  removed_at timestamptz,
  -- grows with each change, so that whoever reads the mailbox connects again
  version integer not null default 1,
  -- last day on which the application's secret is good (Microsoft 365, Google)
  secret_expires_on date,
  created_at timestamptz not null
);
create unique index mailbox_address_once on mail.mailbox (address) where removed_at is null;

-- What reading it shows; written every few seconds for all at once, apart from the settings.
create table mail.health (
  mailbox_id bigint primary key references mail.mailbox,
  last_read_at timestamptz,
  is_idle boolean not null default false,
  certificate_until timestamptz,
  token_expires_at timestamptz,
  trouble_code text,
  trouble_es text,
  trouble_en text,
  trouble_since timestamptz,
  -- the version whose permission or password was refused: not tried again until somebody changes it
  stopped_version integer,
  reconciliation jsonb,
  alarmed_days integer
);

-- The processes that read mail, by the database's own clock: how many share the mailboxes.
create table mail.reader (
  id text primary key,
  seen_at timestamptz not null
);

create table mail.folder (
  mailbox_id bigint not null references mail.mailbox,
  role text not null constraint folder_role_known check (role in ('inbox', 'junk', 'sent')),
  path text not null,
  uidvalidity bigint not null,
  -- everything up to here has been read, but for the gap
  last_uid bigint not null default 0,
  -- a backlog being read while new mail goes first; both null: none
  gap_from bigint,
  gap_to bigint,
  -- real time at which it was last read to its end
  read_at timestamptz,
  primary key (mailbox_id, role),
  constraint folder_gap_whole check ((gap_from is null) = (gap_to is null))
);

create table mail.receipt (
  id bigint generated always as identity primary key,
  mailbox_id bigint not null references mail.mailbox,
  folder text not null constraint receipt_folder_known check (folder in ('inbox', 'junk', 'sent', 'import', 'smtp')),
  uidvalidity bigint not null,
  uid bigint not null,
  raw_sha256 text not null,
  size bigint not null,
  internal_date timestamptz,
  -- the instant from which 5.3 counts, and where it comes from
  received_at timestamptz not null,
  received_from text not null,
  is_history boolean not null,
  is_backlog boolean not null,
  state text not null default 'stored'
    constraint receipt_state_known check (state in ('stored', 'received', 'duplicate', 'unmatched', 'quarantined')),
  tries integer not null default 0,
  retry_at timestamptz,
  fingerprint text,
  message_id text,
  desk_message_id bigint,
  desk_conversation_id bigint,
  sender text,
  subject text,
  reason text,
  created_at timestamptz not null,
  -- real time: after a while another process than the one that fetched it may go on with it
  noted_at timestamptz not null,
  constraint receipt_once unique (mailbox_id, folder, uidvalidity, uid)
);
create index receipt_waiting on mail.receipt (is_backlog, id) where state = 'stored';
create index receipt_by_raw on mail.receipt (raw_sha256);
create index receipt_by_fingerprint on mail.receipt (fingerprint) where fingerprint is not null;
create index receipt_sent_by_message_id on mail.receipt (message_id) where folder = 'sent' and message_id is not null;
create index receipt_quarantined on mail.receipt (id desc) where state = 'quarantined';
create index receipt_recent on mail.receipt (mailbox_id, created_at);

-- Message-IDs by which an answer found in Sent may still find its conversation.
create table mail.reference (
  message_id text not null,
  receipt_id bigint not null references mail.receipt on delete cascade,
  primary key (message_id, receipt_id)
);

create sequence mail.delivery;

-- Median lag per hour of each mailbox, as a small histogram in powers of two of a tenth of a second.
create table mail.lag (
  mailbox_id bigint not null references mail.mailbox,
  hour timestamptz not null,
  bucket integer not null,
  mails integer not null,
  primary key (mailbox_id, hour, bucket)
);
