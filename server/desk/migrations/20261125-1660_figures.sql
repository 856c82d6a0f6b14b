-- Published for the figures of mail (metrics), read-only: what came, what answered, what was handed over, what was opened again.
create view desk.figure_conversation as
  select id, subject, requester_name, requester_email, mailbox, assignee_id, assignee_name from desk.conversation;

-- What came from outside, machines among it; an area's words are none.
create view desk.figure_message as
  select id, conversation_id, received_at as at, nature from desk.message where direction = 'in' and part is null and not is_history;

-- What a person answered; the area's own words and our passing them on bear their part.
create view desk.figure_answer as
  select id, conversation_id, received_at as at, author_id, author_name, part from desk.message
  where nature = 'person' and ((direction = 'out' and (part is null or part = 'forward')) or part = 'answer') and not 'annulled' = any(marks);

-- What was handed to an area and left: counted when the outgoing server took it.
create view desk.figure_escalation as
  select e.id, e.conversation_id, a.received_at as at, e.area_name, e.by_id, e.by_name, x.kind as end_kind, x.ended_at
  from desk.message a
  join desk.escalation e on e.id = a.escalation_id
  left join desk.escalation_end x on x.escalation_id = e.id
  where a.part = 'ask' and a.delivery = 'accepted';

create view desk.figure_reopening as
  select id, conversation_id, reopened_at as at from desk.resolution where reopened_at is not null;

create index message_received on desk.message (received_at, id) where direction = 'in' and part is null and not is_history;
create index message_asked on desk.message (received_at, id) where part = 'ask';
create index escalation_end_returned on desk.escalation_end (ended_at) where kind = 'returned';
create index resolution_reopened on desk.resolution (reopened_at, id) where reopened_at is not null;
