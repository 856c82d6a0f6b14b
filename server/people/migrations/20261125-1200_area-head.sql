-- Who is told when an area's term has passed, and an area's own term.
alter table people.area
  add column head_mail text check (head_mail = lower(head_mail)),
  -- working hours; null: the edition's
  add column hours integer check (hours between 1 and 1000);
