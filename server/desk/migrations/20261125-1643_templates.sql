-- A template of one's own: only its owner sees it; null: everybody's.
alter table desk.template add column owner_id bigint;
drop index desk.template_title_once;
create unique index template_title_once on desk.template (lower(title), language, coalesce(owner_id, 0)) where not is_closed;

-- How somebody signs in one mailbox; '': in all where they say nothing else.
alter table desk.signature
  add column mailbox text not null default '',
  drop constraint signature_pkey,
  add constraint signature_once primary key (account_id, mailbox);
