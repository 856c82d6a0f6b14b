-- A matter handed to an area (5.3): to whom, with which words, until when. What became of it is in records of their own.
create table desk.escalation (
  id bigint generated always as identity primary key,
  conversation_id bigint not null references desk.conversation,
  area_id bigint not null,
  area_name text not null,
  -- lower case: where its mail went, and from where its answer counts
  area_mail text not null,
  -- whom its answer goes to, as the area was set then
  answers text not null constraint escalation_answers_known check (answers in ('requester', 'operator')),
  note text not null,
  -- the area's own term in working hours; null: the edition's
  hours integer,
  -- the moment that was asked for; null: the term
  due_at timestamptz,
  -- the deadline that its mail told
  promised_at timestamptz not null,
  escalated_at timestamptz not null,
  by_id bigint,
  by_name text not null
);

create index escalation_by_conversation on desk.escalation (conversation_id, id);

-- What belongs to an escalation: its mail, the area's words, our passing them on, a reminder; or words from elsewhere under its token.
alter table desk.message
  add column escalation_id bigint references desk.escalation,
  add column part text constraint message_part_known check (part in ('ask', 'answer', 'forward', 'reminder', 'claim', 'notice')),
  add constraint message_part_of_escalation check ((part is null) = (escalation_id is null));

create index message_by_escalation on desk.message (escalation_id, id) where escalation_id is not null;

-- How it ended, once: the area answered, handed it back, or it was undone before it left.
create table desk.escalation_end (
  escalation_id bigint primary key references desk.escalation,
  kind text not null constraint escalation_end_known check (kind in ('answered', 'returned', 'undone')),
  ended_at timestamptz not null,
  by_name text not null,
  how text not null constraint escalation_way_known check (how in ('page', 'mail', 'console')),
  reason text,
  -- the area's words, and the mail that takes them to the requester: where there is one, the area's term ends when it is accepted
  message_id bigint references desk.message,
  forward_id bigint references desk.message,
  -- what the page made, so that a repetition is the same answer
  key text
);

create index escalation_end_by_message on desk.escalation_end (message_id) where message_id is not null;
create index escalation_end_by_forward on desk.escalation_end (forward_id) where forward_id is not null;

create table desk.escalation_reminder (
  escalation_id bigint not null references desk.escalation,
  -- 'half', 'quarter', 'due', 'link'
  kind text not null,
  reminded_at timestamptz not null,
  -- null: nobody to write to, an event tells it
  message_id bigint references desk.message,
  constraint reminder_once primary key (escalation_id, kind)
);

-- An open 5.3-area.
alter table desk.conversation add column waits_for_area boolean not null default false;
create index conversation_escalated on desk.conversation (due_at, id) where waits_for_area;
