-- Two conversations are one matter: the one is shown in the other. Nothing of either moves; a row says so, and its end that it no longer is so.
create table desk.merge (
  id bigint generated always as identity primary key,
  from_id bigint not null references desk.conversation,
  into_id bigint not null references desk.conversation,
  -- the event that tells it: what we said under later numbers was said to both
  message_id bigint not null references desk.message,
  merged_at timestamptz not null,
  merged_by text not null,
  undone_at timestamptz,
  undone_by text,
  constraint merge_of_two check (from_id <> into_id)
);

-- Shown in one place at a time.
create unique index merge_once on desk.merge (from_id) where undone_at is null;
create index merge_into on desk.merge (into_id) where undone_at is null;

alter table desk.conversation
  -- the conversation in which it is shown, at the end of all merges; null where it stands for itself
  add column merged_into bigint references desk.conversation,
  -- those that were ever merged with it, or split from it, bear the same; null where it is alone
  add column kin_id bigint,
  -- its own, while its row speaks for others too
  add column own_state text constraint conversation_own_state_known check (own_state in ('open', 'waiting', 'resolved')),
  add column own_set_aside boolean,
  add column own_last_at timestamptz;

create index conversation_merged on desk.conversation (merged_into) where merged_into is not null;
create index conversation_by_kin on desk.conversation (kin_id) where kin_id is not null;
