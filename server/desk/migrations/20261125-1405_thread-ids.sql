-- The ids that a message named in its References, the nearest parent last; null where `answers_id` says it all. Our answer repeats them (RFC 5322 3.6.4).
alter table desk.message add column thread_ids text[];
