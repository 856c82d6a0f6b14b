create schema notices;

-- What a person should know of: a row a person and cause, so that nothing is told twice. Words and names are found when it is shown.
create table notices.notice (
  id bigint generated always as identity primary key,
  account_id bigint not null,
  kind text not null,
  -- what it is about and by which happening, such as 'mention:<message>'
  cause text not null,
  -- where it leads; null: to one's own conversations
  conversation_id bigint,
  detail json not null,
  made_at timestamptz not null,
  read_at timestamptz,
  -- when it left the console, by mail or push, or was found to need no leaving
  told_at timestamptz,
  constraint notice_once_a_cause unique (account_id, cause)
);

create index notice_by_account on notices.notice (account_id, id);
create index notice_unread on notices.notice (account_id, id) where read_at is null;
create index notice_untold on notices.notice (account_id, id) where told_at is null and read_at is null;
create index notice_by_age on notices.notice (made_at);

-- How a person wants to be told; whoever has no row is told as a beginning.
create table notices.preference (
  account_id bigint primary key,
  -- by topic: now, digest or off
  topics json not null,
  -- local time 'HH:MM'
  quiet_from text,
  quiet_to text,
  by_mail boolean not null,
  sound boolean not null,
  constraint quiet_hours_whole check ((quiet_from is null) = (quiet_to is null))
);
