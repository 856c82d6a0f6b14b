-- Messages of a conversation are a matter of their own: they lie in a new one from then on. What was said before was said in both.
create table desk.split (
  id bigint generated always as identity primary key,
  from_id bigint not null references desk.conversation,
  into_id bigint not null references desk.conversation,
  -- the event that tells it: what bears an earlier number was in one thread
  message_id bigint not null references desk.message,
  split_at timestamptz not null,
  split_by text not null,
  undone_at timestamptz,
  undone_by text,
  constraint split_begins_once unique (into_id)
);

create index split_from on desk.split (from_id) where undone_at is null;

create table desk.split_message (
  split_id bigint not null references desk.split,
  message_id bigint not null references desk.message on delete cascade,
  constraint split_message_once primary key (split_id, message_id)
);
