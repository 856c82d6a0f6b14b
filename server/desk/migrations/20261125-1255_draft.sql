-- What somebody is writing to a requester: one draft a person and conversation, kept until it is sent or thrown away.
-- A version is never given twice, so that what an old window knows is never taken for what is there.
create sequence desk.draft_version;

create table desk.draft (
  id bigint generated always as identity primary key,
  conversation_id bigint not null references desk.conversation on delete cascade,
  author_id bigint not null,
  author_name text not null,
  version bigint not null default nextval('desk.draft_version'),
  text text not null default '',
  html text,
  cc text[] not null default '{}',
  saved_at timestamptz not null,
  -- real ms: since when it is being written without a pause, when it was last, and when others were last told
  writing_since bigint not null,
  touched_at bigint not null,
  told_at bigint not null default 0,
  -- who copied it last
  taken_by text,
  taken_at timestamptz,
  constraint draft_once unique (conversation_id, author_id)
);

create table desk.draft_file (
  id bigint generated always as identity primary key,
  draft_id bigint not null references desk.draft on delete cascade,
  name text not null,
  type text not null,
  size bigint not null,
  sha256 text not null
);
create index draft_file_by_draft on desk.draft_file (draft_id, id);

create table desk.template (
  id bigint generated always as identity primary key,
  title text not null,
  language text not null constraint template_language_known check (language in ('es', 'en')),
  text text not null,
  version int not null default 1,
  is_closed boolean not null default false,
  used int not null default 0,
  changed_at timestamptz not null,
  changed_by text not null
);
create unique index template_title_once on desk.template (lower(title), language) where not is_closed;

-- A person's own; whoever has none signs as the institution says.
create table desk.signature (
  account_id bigint primary key,
  text text not null
);
