-- The latest message that the author of an answer had seen: a newer one stops it even as it leaves. Null: it leaves whatever has come.
alter table desk.message
  add column seen_id bigint,
  -- why it did not leave, or how it is known that it did, where the words are ours and not the server's
  add column delivery_code text constraint message_delivery_code_known
    check (delivery_code in ('newer-message', 'process-stopped', 'found-in-sent', 'by-word'));
