-- Who has a conversation open, a row a tab of a browser: worth a few seconds, so after a crash it may be empty.
create unlogged table desk.presence (
  account_id bigint not null,
  tab text not null,
  conversation_id bigint not null,
  account_name text not null,
  doing text not null constraint presence_doing_known check (doing in ('reading', 'replying', 'noting')),
  -- real ms
  seen_at bigint not null,
  constraint presence_once_a_tab primary key (account_id, tab)
);

create index presence_by_conversation on desk.presence (conversation_id, seen_at);
