-- Ways in: accounts of persons and of tokens, their roles, sessions, invitations, and the memory of failed tries.
-- Instants of this file are real time, also under a driven clock: sessions and links expire by the machine's clock.
create table kernel.account (
  id bigint generated always as identity primary key,
  kind text not null check (kind in ('person', 'token')),
  name text not null check (length(name) between 1 and 200),
  email text check (email = lower(email)),
  language text not null default 'es' check (language in ('es', 'en')),
  password_hash text,
  -- Sealed with the key kept outside the database; it counts from totp_confirmed_at on.
  totp_secret text,
  totp_confirmed_at timestamptz,
  -- The last time step a code was accepted for: a code serves once (RFC 6238, 5.2).
  totp_step bigint,
  created_at timestamptz not null,
  disabled_at timestamptz,
  constraint persons_sign_in_by_email check ((kind = 'person') = (email is not null))
);
create unique index one_account_per_email on kernel.account (email);

create table kernel.account_role (
  account_id bigint not null references kernel.account on delete cascade,
  role text not null check (role in ('operator', 'coordinator', 'head', 'network', 'quality', 'rector', 'auditor', 'admin')),
  primary key (account_id, role)
);
create index account_role_by_role on kernel.account_role (role);

create table kernel.recovery_code (
  account_id bigint not null references kernel.account on delete cascade,
  hash bytea not null,
  primary key (account_id, hash)
);

create table kernel.session (
  id bigint generated always as identity primary key,
  hash bytea not null,
  account_id bigint not null references kernel.account on delete cascade,
  -- totp: the password was right and the code is awaited; enrol: a second factor has to be set up first.
  stage text not null check (stage in ('totp', 'enrol', 'full')),
  created_at timestamptz not null,
  seen_at timestamptz not null,
  expires_at timestamptz not null,
  ip text not null,
  device text not null
);
create unique index one_session_per_secret on kernel.session (hash);
create index session_by_account on kernel.session (account_id, seen_at desc);

-- One link in force per account: a new one replaces the last.
create table kernel.invitation (
  account_id bigint primary key references kernel.account on delete cascade,
  hash bytea not null unique,
  invited_by text not null,
  expires_at timestamptz not null
);

create table kernel.setup_link (
  hash bytea primary key,
  expires_at timestamptz not null
);

create table kernel.api_token (
  account_id bigint primary key references kernel.account on delete cascade,
  hash bytea not null unique,
  made_by text not null,
  created_at timestamptz not null,
  expires_at timestamptz,
  seen_at timestamptz
);

-- Tries in a lane (account and address, address, known device); the lane is a hash, so nobody's address is kept.
create table kernel.sign_in_attempt (
  lane bytea primary key,
  tries int not null,
  window_ends_at timestamptz not null
);
