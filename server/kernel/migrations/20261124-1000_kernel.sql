-- The ground of every module: text made plain for search, settings, due rows, blobs, keys, clock and running processes.

do $$
declare place text;
begin
  select n.nspname into place from pg_extension e join pg_namespace n on n.oid = e.extnamespace where e.extname = 'unaccent';
  if place is null then create extension unaccent with schema kernel;
  elsif place <> 'kernel' then alter extension unaccent set schema kernel; end if;
  select n.nspname into place from pg_extension e join pg_namespace n on n.oid = e.extnamespace where e.extname = 'pg_trgm';
  if place is null then create extension pg_trgm with schema kernel;
  elsif place <> 'kernel' then alter extension pg_trgm set schema kernel; end if;
end $$;

-- Without accents the Spanish stemmer no longer brings -ción and -ciones together: the plural is repaired before it.
create function kernel.plain(t text) returns text language sql immutable strict parallel safe
  return regexp_replace(lower(kernel.unaccent('kernel.unaccent'::regdictionary, t)), 'iones\M', 'ion', 'g');

create table kernel.setting (
  key text primary key,
  value jsonb not null,
  changed_at timestamptz not null default now()
);

create table kernel.due (
  id bigint generated always as identity primary key,
  topic text not null,
  subject text not null,
  run_at timestamptz not null,
  constraint due_once_per_subject unique (topic, subject)
);
create index due_by_time on kernel.due (run_at);

-- Small bytes lie here; large ones in a file named by the hash, and `content` is null.
create table kernel.blob (
  sha256 bytea primary key,
  size bigint not null,
  content bytea,
  made_at timestamptz not null default now()
);
alter table kernel.blob alter column content set storage external;
create index blob_in_file on kernel.blob (sha256) where content is null;

-- The ids of the keys that sealed something here; never a key.
create table kernel.secret_key (
  id text primary key,
  first_seen_at timestamptz not null default now()
);

-- The driven clock of demo and tests: at `anchored_at` (real) it stood at `starts_at`.
create table kernel.clock_anchor (
  only_one boolean primary key default true check (only_one),
  said text not null,
  starts_at timestamptz not null,
  speed double precision not null,
  anchored_at timestamptz not null
);

create table kernel.instance (
  id uuid primary key,
  kind text not null check (kind in ('server')),
  pid integer not null,
  host text not null,
  started_at timestamptz not null default now(),
  seen_at timestamptz not null default now()
);

create table kernel.backup (
  id bigint generated always as identity primary key,
  folder text not null,
  made_at timestamptz not null default now(),
  bytes bigint not null,
  acts bigint not null,
  blobs bigint not null,
  cause text not null check (cause in ('asked', 'nightly', 'migration'))
);
