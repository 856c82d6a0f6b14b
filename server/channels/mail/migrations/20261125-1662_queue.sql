-- The page of what has not left: what a person took out of the queue, and what may have left although it waits again (it was uncertain before).
alter table mail.outgoing
  add column is_cancelled boolean not null default false,
  add column may_have_left boolean not null default false;

create index outgoing_unsettled on mail.outgoing (id desc) where state <> 'accepted';
