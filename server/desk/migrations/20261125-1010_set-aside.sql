-- «No requiere respuesta» was said and nothing waits since: nobody has to take it, so «Sin asignar» leaves it out.
alter table desk.conversation add column is_set_aside boolean not null default false;

update desk.conversation c set is_set_aside = true
where c.state <> 'waiting' and not c.waits_for_answer and exists (
  select from desk.no_answer n where n.conversation_id = c.id
    and not exists (select from desk.resolution r where r.conversation_id = c.id and r.reopened_at > n.decided_at));

drop index desk.conversation_unassigned;
create index conversation_unassigned on desk.conversation (due_at, id) where assignee_id is null and state = 'open' and not is_set_aside;
