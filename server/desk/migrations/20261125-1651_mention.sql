-- Whom a note names with «@»: the person, and where in its text.
create table desk.mention (
  message_id bigint not null references desk.message on delete cascade,
  from_char integer not null,
  to_char integer not null,
  account_id bigint not null,
  account_name text not null,
  constraint mention_once_a_place primary key (message_id, from_char),
  constraint mention_has_a_length check (to_char > from_char)
);
