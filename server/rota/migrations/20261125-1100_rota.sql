-- Who is on duty each working day (6.2). What stands is the last row of a date and duty; nothing is overwritten.
create schema rota;

create table rota.entry (
  id bigint generated always as identity primary key,
  on_date date not null,
  duty text not null constraint entry_duty_known check (duty in ('mail', 'chat')),
  -- null: nobody any more (an absence, an account closed)
  account_id bigint,
  account_name text,
  reason text,
  set_at timestamptz not null,
  set_by bigint,
  set_by_name text not null
);
create index entry_in_force on rota.entry (on_date, duty, id desc);

create table rota.absence (
  id bigint generated always as identity primary key,
  account_id bigint not null,
  account_name text not null,
  from_on date not null,
  to_on date not null,
  kind text not null constraint absence_kind_known check (kind in ('vacation', 'leave', 'sick', 'training', 'other')),
  reason text,
  said_at timestamptz not null,
  said_by_name text not null,
  ended_at timestamptz,
  ended_by_name text,
  constraint absence_in_order check (from_on <= to_on)
);
create index absence_of_days on rota.absence (from_on, to_on) where ended_at is null;

-- Who may answer chat and calls beside the operator of the day (5.4).
create table rota.designation (
  id bigint generated always as identity primary key,
  account_id bigint not null,
  account_name text not null,
  since_on date not null,
  -- the last day; null: until it is ended
  until_on date,
  reason text,
  made_at timestamptz not null,
  made_by_name text not null,
  ended_at timestamptz,
  ended_by_name text
);

-- One row, once the service has begun: before that day nobody owes a rota.
create table rota.begun (
  is_one boolean primary key default true constraint begun_once check (is_one),
  since_on date not null,
  -- through this date each working day has its obligations
  opened_through date not null
);
