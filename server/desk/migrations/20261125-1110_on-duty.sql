-- Given by the rota, and nobody took it: at the next opening it passes to the operator of that day.
alter table desk.conversation add column is_by_rota boolean not null default false;

create index conversation_of_rota on desk.conversation (id) where state = 'open' and not is_history and (assignee_id is null or is_by_rota);
create index conversation_held on desk.conversation (assignee_id, id) where state = 'open';
