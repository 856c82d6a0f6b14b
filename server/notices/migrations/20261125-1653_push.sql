-- One pair of keys for the whole life of this database: with other keys no browser would listen any more.
create table notices.push_key (
  only_one boolean primary key default true constraint push_key_only_one check (only_one),
  public_key text not null,
  -- sealed
  private_key text not null
);

-- A browser that wants to be told while no console is open in it: the address of its push service, and how to write so that only it can read.
create table notices.subscription (
  id bigint generated always as identity primary key,
  account_id bigint not null,
  endpoint text not null,
  p256dh text not null,
  auth text not null,
  made_at timestamptz not null,
  constraint subscription_once_a_browser unique (endpoint)
);

create index subscription_by_account on notices.subscription (account_id);
