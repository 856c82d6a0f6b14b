-- What a person took for unwanted: who, why, and what it ended, so that releasing it opens what it should have opened.
create table desk.spam_mark (
  id bigint generated always as identity primary key,
  conversation_id bigint not null references desk.conversation,
  marked_at timestamptz not null,
  marked_by text not null,
  reason text not null,
  obligation_ids bigint[] not null,
  -- the messages that wait for no answer since
  excused_ids bigint[] not null,
  nature_before text not null,
  released_at timestamptz,
  released_by text
);

create unique index spam_mark_once on desk.spam_mark (conversation_id) where released_at is null;

-- What persons said of a sender, and what it decides when he writes again. A rule that was taken back stays to be read.
create table desk.sender_rule (
  id bigint generated always as identity primary key,
  kind text not null constraint sender_rule_kind_known check (kind in ('address', 'domain')),
  -- lower case
  value text not null,
  verdict text not null constraint sender_rule_verdict_known check (verdict in ('spam', 'wanted')),
  how text not null constraint sender_rule_way_known check (how in ('marked', 'released', 'blocked')),
  reason text,
  conversation_id bigint references desk.conversation,
  said_at timestamptz not null,
  said_by text not null,
  hits int not null default 0,
  last_hit_at timestamptz,
  ended_at timestamptz,
  ended_by text
);

create unique index sender_rule_once on desk.sender_rule (kind, value) where ended_at is null;
