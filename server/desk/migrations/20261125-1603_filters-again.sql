-- A mailbox, or a person, with much in all and little that is due: the planner takes the two for independent, walks what is due and finds nothing.
drop index desk.conversation_open_by_mailbox;
create index conversation_current_by_mailbox on desk.conversation (mailbox, due_at, id) where state = 'open' or due_at < 'infinity';
create index conversation_due_by_assignee on desk.conversation (assignee_id, due_at, id) where assignee_id is not null and due_at < 'infinity';
