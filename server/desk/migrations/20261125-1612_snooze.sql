-- Put off until a moment, by whom; how it ended stays beside. Nothing of what is owed changes.
create table desk.snooze (
  id bigint generated always as identity primary key,
  conversation_id bigint not null references desk.conversation,
  until_at timestamptz not null,
  snoozed_at timestamptz not null,
  snoozed_by text not null,
  ended_at timestamptz,
  ended_by text,
  ended_how text constraint snooze_end_known check (ended_how in ('time', 'due', 'message', 'area', 'person', 'resolved'))
);

create unique index snooze_once on desk.snooze (conversation_id) where ended_at is null;
create index snooze_of_conversation on desk.snooze (conversation_id, id);

-- What the lists show: until when; null where it is not put off.
alter table desk.conversation add column snoozed_until timestamptz;
create index conversation_snoozed on desk.conversation (due_at, id) where snoozed_until is not null;
