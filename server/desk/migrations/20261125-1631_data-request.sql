-- A request of a person about their own data (Law 172-13): what was asked, by whom and how they showed who they are, by when, what was done.
create table desk.data_request (
  id bigint generated always as identity primary key,
  contact_id bigint not null references desk.contact,
  kind text not null constraint data_request_known check (kind in ('access', 'correction', 'erasure', 'objection')),
  asked_on date not null,
  asked_by text not null,
  identified_by text not null constraint data_identification_known check (identified_by in ('own-address', 'document', 'signed-letter', 'representative')),
  detail text,
  -- its term: from when it runs, and its working days
  opened_at timestamptz not null,
  days integer not null,
  noted_at timestamptz not null,
  noted_by text not null,
  outcome text constraint data_outcome_known check (outcome in ('done', 'refused')),
  -- what was answered, or why it was not done
  answer text,
  ended_at timestamptz,
  ended_by text
);

create index data_request_by_contact on desk.data_request (contact_id, id);
create index data_request_open on desk.data_request (opened_at, id) where ended_at is null;

-- What was done for it, each time: the trace.
create table desk.data_step (
  id bigint generated always as identity primary key,
  request_id bigint not null references desk.data_request,
  kind text not null constraint data_step_known check (kind in ('data', 'mail', 'erasure')),
  -- how many of what went and stayed; never what they were
  counts json not null,
  done_at timestamptz not null,
  done_by text not null
);

create index data_step_by_request on desk.data_step (request_id, id);

alter table desk.contact add column erased_at timestamptz;
alter table desk.conversation add column erased_at timestamptz;
