-- Who did what, when, on what, why. Written once, then sealed in batches by a chain of hashes.
create schema acts;

create table acts.act (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  real_at timestamptz not null default now(),
  actor_kind text not null check (actor_kind in ('person', 'token', 'cli', 'system')),
  actor_id text,
  actor_name text not null,
  verb text not null,
  subject_kind text not null,
  subject_id text not null,
  reason text,
  -- json and not jsonb: its text is sealed as it was written.
  detail json,
  request_id text
);
create index act_by_subject on acts.act (subject_kind, subject_id, id desc);
create index act_by_verb on acts.act (verb, id desc);
create index act_by_time on acts.act (at desc);

create table acts.unsealed (id bigint primary key);

create table acts.seal (
  n bigint primary key,
  act_ids bigint[] not null,
  sealed_at timestamptz not null default now(),
  previous bytea,
  hash bytea not null
);

create function acts.leaf(a acts.act) returns bytea language sql stable
  return sha256(convert_to(json_build_array(
    a.id, (extract(epoch from a.at) * 1000000)::bigint, (extract(epoch from a.real_at) * 1000000)::bigint,
    a.actor_kind, a.actor_id, a.actor_name, a.verb, a.subject_kind, a.subject_id, a.reason, a.detail::text, a.request_id)::text, 'UTF8'));

create function acts.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'acts are never changed or deleted' using errcode = 'restrict_violation';
end $$;
create trigger act_is_never_changed before update or delete or truncate on acts.act for each statement execute function acts.refuse_change();
create trigger seal_is_never_changed before update or delete or truncate on acts.seal for each statement execute function acts.refuse_change();
