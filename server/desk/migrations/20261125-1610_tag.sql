-- What conversations are about, in the words of whoever works here. A tag that was merged into another keeps its uses: which tag
-- stands for it is a pointer, so that taking a merge back gives exactly what was there.
create table desk.tag (
  id bigint generated always as identity primary key,
  name text not null,
  -- as it is looked for: without accents, in lower case
  plain_name text not null,
  colour text not null constraint tag_colour_known check (colour in ('grey', 'indigo', 'blue', 'violet', 'pink', 'brown')),
  version int not null default 1,
  made_at timestamptz not null,
  made_by text not null,
  merged_into bigint references desk.tag,
  merged_at timestamptz,
  merged_by text,
  -- the tag that stands for it now: itself, or the last of those it was merged into
  stands_as bigint references desk.tag,
  removed_at timestamptz,
  removed_by text
);

create unique index tag_name_once on desk.tag (plain_name) where removed_at is null;
create index tag_merged on desk.tag (merged_into) where merged_into is not null;
create index tag_standing on desk.tag (stands_as);

create table desk.tag_use (
  conversation_id bigint not null references desk.conversation,
  tag_id bigint not null references desk.tag,
  put_at timestamptz not null,
  put_by text not null,
  constraint tag_use_once primary key (conversation_id, tag_id)
);

create index tag_use_by_tag on desk.tag_use (tag_id, conversation_id);
