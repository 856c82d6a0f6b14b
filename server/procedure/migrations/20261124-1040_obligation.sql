-- The one table of obligations: every deadline of every clause is a row here.
create schema procedure;

create table procedure.obligation (
  id bigint generated always as identity primary key,
  clause text not null,
  basis text not null constraint obligation_basis_known check (basis in ('text', 'target')),
  edition integer not null,
  subject_kind text not null,
  subject_id bigint not null,
  -- what made it begin, within its subject: for 5.3 the message that opened the waiting spell
  spell text not null,
  owed_by text not null,
  opened_at timestamptz not null,
  due_at timestamptz not null,
  -- the deadline under the reading of «horas laborables» that is not in force, judged beside
  other_due_at timestamptz not null,
  -- the instant at which the last quarter of the term begins: the warning of the diamond
  warn_at timestamptz not null,
  reading text not null,
  calendar_version bigint not null,
  settled_at timestamptz,
  settled_by text,
  outcome text constraint obligation_outcome_known check (outcome in ('met', 'late')),
  -- working seconds from opening to settlement, under the calendar that judged it
  worked_seconds integer,
  -- when the requester had an answer: shown beside the clause's own figure
  answered_at timestamptz,
  set_aside_at timestamptz,
  set_aside_by text,
  set_aside_reason text,
  -- the spell turned out not to exist (an earlier answer was found): kept, counted nowhere
  withdrawn_at timestamptz,
  inputs jsonb not null default '{}',
  constraint obligation_once_per_spell unique (clause, basis, subject_kind, subject_id, spell),
  constraint obligation_outcome_with_settlement check ((settled_at is null) = (outcome is null))
);

create index obligation_by_month on procedure.obligation (clause, basis, due_at, id) where withdrawn_at is null;
create index obligation_by_due on procedure.obligation (due_at, id) where withdrawn_at is null;
create index obligation_open on procedure.obligation (clause, due_at, id) where settled_at is null and set_aside_at is null and withdrawn_at is null;
create index obligation_by_subject on procedure.obligation (subject_kind, subject_id);
create index obligation_settled on procedure.obligation (opened_at, settled_at) where settled_at is not null and withdrawn_at is null;

-- Each change of a judgement beside the one before: a moved deadline, a re-judged outcome, a withdrawn spell.
create table procedure.judgement (
  id bigint generated always as identity primary key,
  obligation_id bigint not null references procedure.obligation (id),
  at timestamptz not null,
  kind text not null constraint judgement_kind_known check (kind in ('moved', 'rejudged', 'settled', 'resettled', 'reopened', 'retimed', 'withdrawn', 'set-aside')),
  due_before timestamptz,
  due_after timestamptz,
  outcome_before text,
  outcome_after text,
  cause text not null
);

create index judgement_by_obligation on procedure.judgement (obligation_id, id);

-- Published: the earliest open deadline of basis text of each subject; what an inbox sorts by.
create view procedure.subject_due as
  select subject_kind, subject_id, min(due_at) as due_at
  from procedure.obligation
  where basis = 'text' and settled_at is null and set_aside_at is null and withdrawn_at is null
  group by subject_kind, subject_id;
