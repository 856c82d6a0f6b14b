-- A list that somebody narrowed and kept under a name, for themselves or for all.
create table desk.saved_view (
  id bigint generated always as identity primary key,
  name text not null,
  -- whose it is; null: everybody's
  account_id bigint,
  made_by text not null,
  view text not null,
  -- as an address says it: filter.ts has its parts
  filter jsonb not null,
  -- its place in the column
  place integer not null,
  changed_at timestamptz not null,
  removed_at timestamptz
);

create unique index saved_view_name_once on desk.saved_view (coalesce(account_id, 0), lower(name)) where removed_at is null;
