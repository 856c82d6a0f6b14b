-- One act on many conversations, worked off in portions: what was asked, and of each what it was before, so that it can be taken back.
create table desk.bulk (
  id bigint generated always as identity primary key,
  account_id bigint not null,
  -- the asker's own: the same key is the same act
  key text not null,
  asked text not null,
  act text not null,
  detail jsonb not null,
  -- who asked, with the roles they had: in whose name it is done
  actor jsonb not null,
  state text not null constraint bulk_state_known check (state in ('working', 'done', 'undoing', 'undone')),
  total integer not null,
  asked_at timestamptz not null,
  ended_at timestamptz,
  constraint bulk_once unique (account_id, key)
);

create index bulk_by_account on desk.bulk (account_id, id);

create table desk.bulk_item (
  bulk_id bigint not null references desk.bulk,
  conversation_id bigint not null references desk.conversation,
  -- refused: as the act itself would have been; left: changed meanwhile, so that undoing left it as it is
  state text not null default 'waiting' constraint bulk_item_state_known check (state in ('waiting', 'done', 'refused', 'undone', 'left')),
  before jsonb,
  after jsonb,
  reason jsonb,
  constraint bulk_item_once primary key (bulk_id, conversation_id)
);

create index bulk_item_waiting on desk.bulk_item (bulk_id, conversation_id) where state = 'waiting';
create index bulk_item_done on desk.bulk_item (bulk_id, conversation_id) where state = 'done';
create index bulk_item_told on desk.bulk_item (bulk_id, conversation_id) where reason is not null;
