-- A side thread: what somebody outside is asked about a conversation, and what they answer, apart from what is said with the requester.
create table desk.side (
  id bigint generated always as identity primary key,
  conversation_id bigint not null references desk.conversation,
  -- whoever has been written to in it, lower case: their answers belong to it
  recipients text[] not null,
  begun_at timestamptz not null,
  by_name text not null
);
create index side_by_conversation on desk.side (conversation_id, id);

alter table desk.message
  add column side_id bigint references desk.side,
  drop constraint message_part_known,
  add constraint message_part_known check (part in ('ask', 'answer', 'forward', 'reminder', 'claim', 'notice', 'side')),
  drop constraint message_part_of_escalation,
  add constraint message_part_of_something check ((part is null) = (escalation_id is null and side_id is null)),
  add constraint message_part_of_side check ((part = 'side') = (side_id is not null));
create index message_by_side on desk.message (side_id, id) where side_id is not null;
