-- Changes that open consoles should hear of: written with the operation, numbered after commit by one mover.
create schema live;

create table live.pending (
  id bigint generated always as identity primary key,
  stream text not null,
  ref text not null
);

create table live.event (
  seq bigint primary key,
  stream text not null,
  ref text not null,
  at timestamptz not null default now()
);

-- The last number given: it outlives the events, which are swept after a while.
create table live.counter (
  only_one boolean primary key default true check (only_one),
  top bigint not null
);
insert into live.counter (top) values (0);
