-- A person took a mail of ours out of the queue before it left.
alter table desk.message drop constraint message_delivery_code_known;
alter table desk.message add constraint message_delivery_code_known
  check (delivery_code in ('newer-message', 'process-stopped', 'found-in-sent', 'by-word', 'cancelled'));
