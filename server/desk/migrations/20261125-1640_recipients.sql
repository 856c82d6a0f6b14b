-- A draft keeps to whom it goes once somebody has changed that; null: to whom the rule says. A blind copy stands in our record and in no header.
alter table desk.draft
  add column to_people text[],
  add column bcc text[] not null default '{}';

-- Addresses are offered while one is typed.
create index requester_by_words on desk.requester using gin (kernel.plain(name || ' ' || email) kernel.gin_trgm_ops);
