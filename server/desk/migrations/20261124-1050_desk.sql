-- The service window: who writes, their conversations, the messages, and what was done with them.
create schema desk;

create table desk.requester (
  id bigint generated always as identity primary key,
  -- lower case; '' stands for whoever gave no address
  email text not null,
  name text not null,
  constraint requester_once_per_address unique (email)
);

-- The id is the number that people say: VT-10482. It is given ahead of the row, so that the obligation can be opened first.
create sequence desk.conversation_number start 10001;
create sequence desk.message_number;

-- What a list shows stands in the row: a page of any list is one statement over one table.
create table desk.conversation (
  id bigint primary key,
  subject text not null,
  channel text not null constraint conversation_channel_known check (channel in ('mail')),
  requester_id bigint not null references desk.requester,
  requester_name text not null,
  requester_email text not null,
  mailbox_id text,
  mailbox text,
  state text not null constraint conversation_state_known check (state in ('open', 'waiting', 'resolved')),
  -- the weightiest of its messages: a conversation with one message of a person is a person's
  nature text not null constraint conversation_nature_known check (nature in ('person', 'robot', 'list', 'bounce', 'loop', 'spam')),
  is_history boolean not null,
  is_quarantined boolean not null,
  is_warned boolean not null,
  is_answered_elsewhere boolean not null default false,
  assignee_id bigint,
  assignee_name text,
  assignee_email text,
  -- an open 5.3 of any basis
  waits_for_answer boolean not null,
  -- the earliest open due of basis text; 'infinity' where there is none, so that a page goes on by one comparison
  due_at timestamptz not null default 'infinity',
  due_opened_at timestamptz,
  received_at timestamptz not null,
  last_at timestamptz not null,
  preview text not null,
  message_count integer not null,
  -- addresses that belong to it, lower case: only they may write into it
  participants text[] not null,
  -- since when it is resolved by act; null where it is not, or never was by act
  resolved_at timestamptz
);

create index conversation_by_last on desk.conversation (last_at desc, id desc);
create index conversation_to_answer on desk.conversation (due_at, id) where waits_for_answer;
create index conversation_by_due on desk.conversation (due_at, id) where due_at < 'infinity';
create index conversation_by_assignee on desk.conversation (assignee_id, due_at, id) where assignee_id is not null and state <> 'resolved';
create index conversation_unassigned on desk.conversation (due_at, id) where assignee_id is null and state <> 'resolved';
create index conversation_waiting on desk.conversation (last_at desc, id desc) where state = 'waiting';
create index conversation_resolved on desk.conversation (last_at desc, id desc) where state = 'resolved' and not is_history and nature <> 'spam';
create index conversation_quarantined on desk.conversation (last_at desc, id desc) where is_quarantined and state <> 'resolved';
create index conversation_spam on desk.conversation (last_at desc, id desc) where nature = 'spam';
create index conversation_by_requester on desk.conversation (requester_id, last_at desc);
create index conversation_by_part_of_number on desk.conversation using gin ((id::text) kernel.gin_trgm_ops);

create table desk.message (
  id bigint primary key,
  conversation_id bigint not null references desk.conversation,
  -- the channel's natural key; null for what was made here
  key text,
  direction text not null constraint message_direction_known check (direction in ('in', 'out', 'note', 'event')),
  nature text not null constraint message_nature_known check (nature in ('person', 'robot', 'list', 'bounce', 'loop', 'spam')),
  nature_reason text,
  is_history boolean not null default false,
  is_illegible boolean not null default false,
  quarantine_reason text,
  -- «No requiere respuesta» was said of it: it neither opens a waiting spell nor belongs to one
  is_excused boolean not null default false,
  received_at timestamptz not null,
  internal_date timestamptz,
  sent_at timestamptz,
  mailbox text,
  -- {from, replyTo, to, cc}
  people json not null default '{}',
  subject text not null default '',
  text text not null default '',
  -- without the quoted part; null where that is all of it
  visible_text text,
  preview text not null default '',
  html text,
  message_id text,
  -- the first 22 bytes of Thread-Index, base64: one Outlook conversation
  thread_root text,
  -- In-Reply-To: what it answers. An answer whose clock is behind its question's is timed by the server's copy
  answers_id text,
  raw_sha256 text,
  marks text[] not null default '{}',
  warning text,
  author_id bigint,
  author_name text,
  event json,
  constraint message_once unique (key)
);

create index message_by_conversation on desk.message (conversation_id, received_at, id);
create index message_by_thread_root on desk.message (thread_root) where thread_root is not null;

create table desk.attachment (
  id bigint generated always as identity primary key,
  message_id bigint not null references desk.message,
  name text not null,
  type text not null,
  size bigint not null,
  sha256 text not null,
  content_id text,
  is_inline boolean not null
);

create index attachment_by_message on desk.attachment (message_id, id);

-- Every Message-ID that a conversation holds or points to: a reply finds its thread here, whichever came first.
create table desk.reference (
  ref text not null,
  conversation_id bigint not null references desk.conversation,
  is_held boolean not null,
  is_referenced boolean not null,
  constraint reference_once_per_conversation primary key (ref, conversation_id)
);

-- «Posible relación»: it named a conversation to which its sender does not belong, or one that was closed long ago.
create table desk.link (
  conversation_id bigint not null references desk.conversation,
  other_id bigint not null references desk.conversation,
  reason text not null constraint link_reason_known check (reason in ('not-a-participant', 'closed-long-ago')),
  constraint link_once primary key (conversation_id, other_id)
);

create index link_by_other on desk.link (other_id);

create table desk.assignment (
  id bigint generated always as identity primary key,
  conversation_id bigint not null references desk.conversation,
  assignee_id bigint,
  assignee_name text,
  assigned_at timestamptz not null,
  assigned_by text not null
);

create index assignment_by_conversation on desk.assignment (conversation_id, id);

create table desk.resolution (
  id bigint generated always as identity primary key,
  conversation_id bigint not null references desk.conversation,
  resolved_at timestamptz not null,
  resolved_by text not null,
  reopened_at timestamptz,
  reopened_by text,
  -- a person's act, or the message that came
  reopened_cause text constraint reopening_cause_known check (reopened_cause in ('act', 'message'))
);

create index resolution_by_conversation on desk.resolution (conversation_id, id);

create table desk.no_answer (
  id bigint generated always as identity primary key,
  conversation_id bigint not null references desk.conversation,
  decided_at timestamptz not null,
  decided_by text not null,
  reason text not null,
  obligation_ids bigint[] not null
);

create index no_answer_by_conversation on desk.no_answer (conversation_id, id);

-- One search document per conversation: number, subject, people, text, attachments. Without accents, stemmed in Spanish.
create table desk.search (
  conversation_id bigint primary key references desk.conversation,
  last_at timestamptz not null,
  -- characters that went in: a document ends before PostgreSQL's limit of 1 MB
  size integer not null,
  document tsvector not null
);

create index search_by_last on desk.search (last_at desc, conversation_id desc);
-- New words wait in a list of at most 2 MB that every search reads too: half the cost per mail of going into the tree at once.
create index search_document on desk.search using gin (document) with (fastupdate = on, gin_pending_list_limit = 2048);
-- How common a word is decides how it is looked for: more words are counted than by default.
alter table desk.search alter column document set statistics 500;
