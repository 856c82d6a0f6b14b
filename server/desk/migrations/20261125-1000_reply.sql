-- What goes out from here: where it stands on its way, and what keeps one request from sending twice.
alter table desk.message
  add column delivery text constraint message_delivery_known
    check (delivery in ('queued', 'sending', 'accepted', 'rejected', 'uncertain', 'bounced')),
  -- what the outgoing server said, or why it has not left; in Spanish where the words are ours
  add column delivery_note text,
  -- recipients that were refused while others were accepted: they were not answered
  add column refused text[] not null default '{}';

create index message_on_its_way on desk.message (conversation_id) where delivery in ('queued', 'sending', 'uncertain');

create table desk.reply_key (
  account text not null,
  key text not null,
  request_sha256 text not null,
  message_id bigint not null references desk.message on delete cascade,
  constraint reply_key_once primary key (account, key)
);
create index reply_key_by_message on desk.reply_key (message_id);
