-- What is done by itself with what comes in: rules in an order, and a line for each message that one of them acted on.
create schema automation;

create table automation.rule (
  id bigint generated always as identity primary key,
  name text not null,
  position int not null,
  is_on boolean not null,
  -- all of them have to hold
  conditions jsonb not null,
  actions jsonb not null,
  -- no rule after it looks at a message that this one acted on
  is_last boolean not null,
  version int not null default 1,
  changed_at timestamptz not null,
  changed_by text not null,
  -- why it stopped by itself; null where a person decided
  stopped_why text,
  removed_at timestamptz
);

create unique index rule_name_once on automation.rule (lower(name)) where removed_at is null;
create index rule_in_order on automation.rule (position, id) where removed_at is null;

create table automation.run (
  id bigint generated always as identity primary key,
  rule_id bigint not null references automation.rule,
  rule_version int not null,
  message_id bigint not null,
  conversation_id bigint not null,
  at timestamptz not null,
  outcome text not null constraint run_outcome_known check (outcome in ('done', 'refused', 'held')),
  -- what was done, or why it was not
  said jsonb not null,
  -- a message is acted on by a rule once, however often it is told
  constraint run_once unique (rule_id, message_id)
);

create index run_by_rule on automation.run (rule_id, id desc);
create index run_in_conversation on automation.run (conversation_id, rule_id, at);
