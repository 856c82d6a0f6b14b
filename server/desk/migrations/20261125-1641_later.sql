-- An answer that leaves at an hour of its own, by the product's clock. Once that has come it stays said that it waited for it: what others sent meanwhile stops it.
alter table desk.message add column leaves_at timestamptz;

-- What still waits for its hour: everything that its channel is handed then. Nothing of it is composed before, so that its Date is that of its leaving.
create table desk.departure (
  message_id bigint primary key references desk.message on delete cascade,
  -- «en la próxima apertura»: where that day is closed after all, it waits for the next one
  at_opening boolean not null,
  channel text not null,
  outgoing json not null
);
