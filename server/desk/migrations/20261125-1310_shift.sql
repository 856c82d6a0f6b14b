-- What somebody sent: the figures of their own month, and what they answered today.
create index message_by_author on desk.message (author_id, received_at) where direction = 'out' and author_id is not null;
