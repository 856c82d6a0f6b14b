-- Whether the requester is told, by an automatic mail that counts as no answer, that an area has the matter.
alter table desk.escalation add column tells_requester boolean not null default false;
