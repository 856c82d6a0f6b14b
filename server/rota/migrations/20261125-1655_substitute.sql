-- Who takes what somebody holds while they are away.
alter table rota.absence
  add column substitute_id bigint,
  add column substitute_name text,
  add constraint absence_substitute_whole check ((substitute_id is null) = (substitute_name is null)),
  add constraint absence_substitute_another check (substitute_id <> account_id);
