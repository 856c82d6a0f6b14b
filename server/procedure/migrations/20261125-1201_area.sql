-- What an area owes may end without its answer: handed back («devuelto»), or answered by us («liberado»).
alter table procedure.obligation drop constraint obligation_outcome_known;
alter table procedure.obligation add constraint obligation_outcome_known check (outcome in ('met', 'late', 'devuelto', 'liberado'));
