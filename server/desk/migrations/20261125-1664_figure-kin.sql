-- An answer in one of two merged conversations answers both: whose it is, is looked for among their kin.
create or replace view desk.figure_conversation as
  select id, subject, requester_name, requester_email, mailbox, assignee_id, assignee_name, kin_id from desk.conversation;
