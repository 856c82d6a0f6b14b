-- Published for the figures of mail (metrics), read-only. `is_released`: it left the figure within its term, handed back or answered by us (decision 0008).
create view procedure.figure_obligation as
  select id, clause, basis, subject_kind, subject_id, owed_by, opened_at, due_at, settled_at, settled_by, worked_seconds, answered_at,
    set_aside_at, inputs ->> 'escalation' as escalation_id,
    (outcome in ('devuelto', 'liberado') and settled_at <= due_at) is true as is_released
  from procedure.obligation where withdrawn_at is null;
