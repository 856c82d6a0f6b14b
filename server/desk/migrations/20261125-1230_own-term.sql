-- A person says that a conversation has a term of its own: access to public information (Law 200-04), or a complaint. One at a time; what was said stays.
create table desk.own_term (
  id bigint generated always as identity primary key,
  conversation_id bigint not null references desk.conversation,
  kind text not null constraint own_term_known check (kind in ('information', 'complaint')),
  -- the receipt from which it runs, and its working days
  opened_at timestamptz not null,
  days integer not null,
  said_at timestamptz not null,
  said_by text not null,
  reason text,
  ended_at timestamptz,
  ended_by text
);

create unique index own_term_once on desk.own_term (conversation_id) where ended_at is null;
create index own_term_of_conversation on desk.own_term (conversation_id, id);

alter table desk.conversation add column own_term text constraint conversation_own_term_known check (own_term in ('information', 'complaint'));
