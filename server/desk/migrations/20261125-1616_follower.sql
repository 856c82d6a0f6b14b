-- Who keeps an eye on a conversation that is not theirs.
create table desk.follower (
  account_id bigint not null,
  conversation_id bigint not null references desk.conversation,
  name text not null,
  since timestamptz not null,
  constraint follower_once primary key (account_id, conversation_id)
);

create index follower_by_conversation on desk.follower (conversation_id);
