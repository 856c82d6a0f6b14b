-- Persons of the institution and the areas that conversations are escalated to.
create schema people;

-- A person points down to the way in, if there is one; names live on when the account is closed.
create table people.person (
  id bigint generated always as identity primary key,
  account_id bigint unique references kernel.account,
  name text not null,
  email text,
  is_active boolean not null
);
create index person_by_name on people.person (name, id);

create table people.area (
  id bigint generated always as identity primary key,
  name text not null check (length(name) between 1 and 200),
  mail text not null check (mail = lower(mail)),
  head text,
  -- Whom the area answers: the requester itself, or the operator who passes it on.
  answers text not null check (answers in ('requester', 'operator')),
  is_active boolean not null default true,
  created_at timestamptz not null
);
-- By the API an area is named by its id or exact name: two of one name would be a guess.
create unique index one_area_per_name on people.area (lower(name));
