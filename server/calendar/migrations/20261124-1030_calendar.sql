-- The schedule of each service with its exceptions. Nothing is overwritten: a row rules from `since_version` until before
-- `until_version`, so that the calendar of any version can be read again.
create schema calendar;

create table calendar.version (
  only_one boolean primary key default true check (only_one),
  number bigint not null,
  -- New at each change: what a process keeps in memory is good as long as the stamp is the same. The number alone would
  -- not do, for a change that is rolled back gives its number to the next one.
  stamp uuid not null
);
insert into calendar.version (number, stamp) values (1, gen_random_uuid());

create table calendar.schedule (
  id bigint generated always as identity primary key,
  service text not null,
  week jsonb not null,
  -- Dates that a schedule file names as its only holidays; null: the lists and the law.
  holidays jsonb,
  set_at timestamptz not null,
  set_by text not null,
  since_version bigint not null,
  until_version bigint
);
create unique index schedule_one_in_force on calendar.schedule (service) where until_version is null;

create table calendar.override (
  id bigint generated always as identity primary key,
  service text not null,
  on_date date not null,
  intervals jsonb not null,
  reason text not null,
  -- Came with a schedule file, and goes with the next one.
  of_file boolean not null,
  declared_at timestamptz not null,
  declared_by text not null,
  since_version bigint not null,
  until_version bigint,
  ended_at timestamptz,
  ended_by text
);
create unique index override_one_per_date on calendar.override (service, on_date) where until_version is null;

create table calendar.closure (
  id bigint generated always as identity primary key,
  -- Null: all services.
  service text,
  on_date date not null,
  from_time text,
  to_time text,
  reason text not null,
  of_file boolean not null,
  declared_at timestamptz not null,
  declared_by text not null,
  since_version bigint not null,
  until_version bigint,
  ended_at timestamptz,
  ended_by text
);
create index closure_in_force on calendar.closure (on_date) where until_version is null;

-- A person's changes to the list of a year: a day of our own, or (name null) a day of the list that is worked here.
create table calendar.holiday_edit (
  id bigint generated always as identity primary key,
  on_date date not null,
  name text,
  made_at timestamptz not null,
  made_by text not null,
  since_version bigint not null,
  until_version bigint
);
create unique index holiday_edit_one_per_date on calendar.holiday_edit (on_date) where until_version is null;

create table calendar.confirmation (
  year integer primary key,
  confirmed_at timestamptz not null,
  confirmed_by text not null,
  -- The list as it was confirmed.
  dates jsonb not null
);

insert into calendar.schedule (service, week, set_at, set_by, since_version)
values ('default', '{"mon": [["08:00", "16:00"]], "tue": [["08:00", "16:00"]], "wed": [["08:00", "16:00"]], "thu": [["08:00", "16:00"]], "fri": [["08:00", "16:00"]]}',
  now(), 'Ventanilla', 1);
