-- What persons hold and owe an answer in: looked through for what nobody acts on.
create index conversation_taken on desk.conversation (id)
  where state = 'open' and waits_for_answer and assignee_id is not null and not is_by_rota and not is_set_aside;
