-- What a list can be narrowed to: by mailbox, by whose it is, by who has to move next. The words of the two partial ones are those of filter-store.ts.
create index conversation_for_us on desk.conversation (due_at, id)
  where state = 'open' and (waits_for_answer or not (waits_for_area or is_set_aside));
create index conversation_for_them on desk.conversation (last_at desc, id desc)
  where state = 'waiting' or (waits_for_area and not waits_for_answer);
create index conversation_by_mailbox on desk.conversation (mailbox, last_at desc, id desc);
create index conversation_open_by_mailbox on desk.conversation (mailbox, due_at, id) where state = 'open';
create index conversation_of_assignee on desk.conversation (assignee_id, last_at desc, id desc) where assignee_id is not null;
